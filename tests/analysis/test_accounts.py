"""Advertising and analytics accounts in a page's scripts."""

import pytest

from linkfinder.analysis.accounts import read_accounts
from linkfinder.analysis.read import read_page


@pytest.mark.parametrize(
    ("html", "accounts"),
    [
        ('<script src="https://ads.example/js?client=ca-pub-8127450936184520"></script>', ("ca-pub-8127450936184520",)),
        ("<script>ga('create', 'UA-7150482-3', 'auto')</script>", ("UA-7150482",)),
        ('<script src="https://tags.example/gtag/js?id=G-K3V9QZ71LM"></script>', ("G-K3V9QZ71LM",)),
        ("<script>start('GTM-WQ47ZB2')</script>", ("GTM-WQ47ZB2",)),
        ("<script src=gtag/js?id=G-K3V9QZ71LM></script><script src=js?id=G-K3V9QZ71LM></script>", ("G-K3V9QZ71LM",)),
        ("<p>Our G-SHOCK1234 watch, Sector UA-71504, and GTM- alone</p>", ()),
        ("<script>id=G-XXXXXXXXXX; 'UA-123456-1'; 'ca-pub-1234567890123456'; 'GTM-XXXXXXX'</script>", ()),
    ],
)
def test_accounts_are_read_where_scripts_name_them(html: str, accounts: tuple[str, ...]) -> None:
    assert read_accounts(html) == accounts
    assert read_page(html, "http://a.example/").accounts == accounts


def test_no_page_has_more_than_ten_and_a_page_full_of_them_is_not_read_to_its_end() -> None:
    assert len(read_accounts("".join(f"id=G-{number:010}A " for number in range(10**9, 10**9 + 5_000)))) == 10
