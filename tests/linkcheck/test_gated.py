import pytest

from linkfinder.linkcheck.gated import access_restriction_of
from linkfinder.linkcheck.page_summary import PageSummary
from linkfinder.net.exchange import HttpResponse

URL = "http://journal.example/article"


@pytest.mark.parametrize(
    ("answer", "look", "gate"),
    [
        (HttpResponse(URL, 402), None, "paywall"),
        (HttpResponse(URL, 200), PageSummary(words=30, has_password=True), "login"),
        (HttpResponse(URL, 200), PageSummary(words=900, has_password=True), ""),
        (HttpResponse(URL, 200, body=b'{"isAccessibleForFree": false}'), PageSummary(words=90), "paywall"),
        (HttpResponse(URL, 200, body=b'{"isAccessibleForFree":"False"}'), PageSummary(words=90), "paywall"),
        (HttpResponse(URL, 200, body=b'{"isAccessibleForFree": true}'), PageSummary(words=90), ""),
        (HttpResponse(URL, 200), PageSummary(words=90), ""),
        (HttpResponse(URL, 200), None, ""),
    ],
)
def test_a_gate_is_told_from_a_page_with_a_form_in_its_corner(
    answer: HttpResponse, look: PageSummary | None, gate: str
) -> None:
    assert access_restriction_of(answer, look) == gate
