import pytest

from linkfinder.linkcheck.hijacked import hijacked_topic_of
from linkfinder.linkcheck.page_summary import PageSummary

GUIDE = "http://clinic.example/guides/implants"


def titled(title: str, *headings: str) -> PageSummary:
    return PageSummary(title=title, headings=headings, text=" ".join((title, *headings)), words=300)


@pytest.mark.parametrize(
    ("look", "trade"),
    [
        (titled("Situs slot gacor hari ini", "Daftar judi online terpercaya"), "gambling"),
        (titled("Deneme Bonusu Veren Siteler", "Canlı bahis siteleri"), "gambling"),
        (titled("Buy viagra cheap", "Order cialis without prescription"), "pills"),
        (titled("Escort girls tonight", "Call girls in your town"), "adult"),
    ],
)
def test_a_page_that_shouts_about_another_trade_is_hijacked(look: PageSummary, trade: str) -> None:
    assert hijacked_topic_of(GUIDE, look) == trade


@pytest.mark.parametrize(
    ("url", "look"),
    [
        (GUIDE, titled("Implants", "How long they last")),
        (GUIDE, titled("City council debates online casino tax", "What the mayor said")),
        ("http://news.example/online-casino-bonus", titled("Online casino bonus", "Live casino and sportsbook offers")),
        ("http://bestcasinos.example/", titled("Online casino bonus", "Live casino and sportsbook offers")),
    ],
)
def test_a_page_whose_address_says_what_it_is_about_is_not(url: str, look: PageSummary) -> None:
    assert hijacked_topic_of(url, look) == ""


def test_nothing_to_read_is_nothing_to_judge() -> None:
    assert hijacked_topic_of(GUIDE, None) == ""
