"""Where asking for a link leads nowhere."""

import pytest

from linkfinder.kinds.unsuitable_sites import unsuitable_reason
from linkfinder.model.page import Page


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://www.facebook.com/acme", "social_network"),
        ("https://de.trustpilot.com/review/acme", "directory"),
        ("https://www.prnewswire.com/news/1", "wire"),
        ("https://www.amazon.de/dp/1", "marketplace"),
        ("https://en.wikipedia.org/wiki/Acme", "wiki"),
        ("https://boards.greenhouse.io/acme", "job_board"),
        ("http://news.example/tag/acme", "archive_page"),
        ("http://news.example/author/ann/", "archive_page"),
        ("http://news.example/press-release/acme-opens", "wire_copy"),
        ("http://news.example/tagged-people", ""),
        ("http://news.example/2026/acme", ""),
    ],
)
def test_an_address_tells(url: str, reason: str) -> None:
    assert unsuitable_reason(Page(url)) == reason


@pytest.mark.parametrize("mark", ["/PRNewswire/ -- Acme today", "(GLOBE NEWSWIRE) -- Acme", "BERLIN /ots/ - Acme"])
def test_a_copy_of_a_wire_tells_by_its_mark(mark: str) -> None:
    assert (
        unsuitable_reason(Page("http://news.example/a", main_text=f"CITY, March 1 {mark} opens a clinic."))
        == "wire_copy"
    )
    deep = "x " * 2000 + mark + " x" * 2000
    assert not unsuitable_reason(Page("http://news.example/a", main_text=deep))
