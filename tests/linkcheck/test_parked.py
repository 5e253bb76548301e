import pytest

from linkfinder.linkcheck.page_summary import PageSummary
from linkfinder.linkcheck.parked import domain_market_of, parking_mark

SHORT = PageSummary(title="clinic.example", text="Related searches", words=2)


@pytest.mark.parametrize(
    ("asked", "final", "market"),
    [
        ("http://clinic.com/a", "https://www.hugedomains.com/domain_profile.cfm?d=clinic.com", "www.hugedomains.com"),
        ("http://clinic.com/", "https://sedo.com/search/details/?domain=clinic.com", "sedo.com"),
        ("http://clinic.com/", "https://www.godaddy.com/forsale/clinic.com", "www.godaddy.com"),
        ("http://clinic.com/", "http://ww25.clinic.com/?subid1=x", "ww25.clinic.com"),
        ("http://clinic.com/go", "https://www.godaddy.com/hosting", ""),
        ("https://bit.ly/x", "https://sedo.com/services/", ""),
        ("https://www.godaddy.com/a", "https://www.godaddy.com/b", ""),
        ("http://clinic.com/", "https://www.clinic.com/", ""),
    ],
)
def test_a_market_is_known_by_where_it_stands(asked: str, final: str, market: str) -> None:
    assert domain_market_of(asked, final) == market


@pytest.mark.parametrize(
    "body",
    [
        b'<script>window.location.href="/lander"</script>',
        b'<html data-adblockkey="MFww"><body>',
        b'<script src="https://www.google.com/adsense/domains/caf.js">',
        b'<script src="//img.sedoparking.com/x.js">',
    ],
)
def test_the_scripts_of_parking_services_give_them_away(body: bytes) -> None:
    assert parking_mark(body, SHORT)


def test_a_page_that_only_mentions_a_parking_service_is_a_page() -> None:
    assert parking_mark(b"<p>We compared sedoparking.com and bodis.com", PageSummary(words=900)) == ""
    assert parking_mark(b"window.location.href", None) == ""
    assert parking_mark(b"<p>Our practice", SHORT) == ""
