import pytest

from linkfinder.linkcheck.exchange import Answer
from linkfinder.linkcheck.gated import gate_of
from linkfinder.linkcheck.looks import Look

URL = "http://journal.example/article"


@pytest.mark.parametrize(
    ("answer", "look", "gate"),
    [
        (Answer(URL, 402), None, "paywall"),
        (Answer(URL, 200), Look(words=30, has_password=True), "login"),
        (Answer(URL, 200), Look(words=900, has_password=True), ""),
        (Answer(URL, 200, body=b'{"isAccessibleForFree": false}'), Look(words=90), "paywall"),
        (Answer(URL, 200, body=b'{"isAccessibleForFree":"False"}'), Look(words=90), "paywall"),
        (Answer(URL, 200, body=b'{"isAccessibleForFree": true}'), Look(words=90), ""),
        (Answer(URL, 200), Look(words=90), ""),
        (Answer(URL, 200), None, ""),
    ],
)
def test_a_gate_is_told_from_a_page_with_a_form_in_its_corner(answer: Answer, look: Look | None, gate: str) -> None:
    assert gate_of(answer, look) == gate
