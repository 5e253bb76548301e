"""E-mail addresses in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.analysis.email_addresses import addresses_in
from linkfinder.analysis.mailbox_roles import role_of


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Write to desk@islandpost.example today.", "desk@islandpost.example"),
        ("<desk@islandpost.example>", "desk@islandpost.example"),
        ("E-mail:desk@islandpost.example", "desk@islandpost.example"),
        ("Desk.Two+x@Island-Post.Example", "desk.two+x@island-post.example"),
        ("desk@islandpost.example.", "desk@islandpost.example"),
        ("desk@islandpost.comThank you", "desk@islandpost.com"),
        ("jürgen@bücher.example", "jürgen@bücher.example"),
        ("desk＠islandpost.example", "desk@islandpost.example"),
        ("desk@NOSPAM.islandpost.example", "desk@islandpost.example"),
        ("deskREMOVETHIS@islandpost.example", "desk@islandpost.example"),
        ("desk@news.islandpost.co.uk", "desk@news.islandpost.co.uk"),
    ],
)
def test_an_address_is_found_and_tidied(text: str, address: str) -> None:
    assert [found for _, found in addresses_in(text)] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "logo@2x.png",
        "sprite@3x.webp",
        "you@domain.com",
        "name@company.com",
        "john.doe@islandpost.example",
        "someone@example.com",
        "info@mail.example.org",
        "max.mustermann@islandpost.example",
        "vorname.nachname@islandpost.example",
        "605a7baede844d278b89dc95ae0a9123@o1.ingest.sentry.io",
        "0f8fad5bd9cb469fa16570867728950e@islandpost.example",
        "app@sentry-next.wixpress.com",
        "noreply@islandpost.example",
        "do-not-reply@islandpost.example",
        "git@github.com",
        "jquery@3.5.1",
        "swiper@8.4.5/swiper.min.js",
        "https://user:pass@islandpost.example/",
        "https://maps.example/@51.5,-0.1,15z",
        "https://medium.com/@ada/post",
        "@ada@social.example",
        "desk@localhost",
        "desk@intranet.local",
        "desk@islandpost.notatld",
        "12345@islandpost.example",
        "a@b",
        "@",
    ],
)
def test_what_is_nobody_s_address_is_refused(text: str) -> None:
    assert list(addresses_in(text)) == []


@given(st.one_of(st.text(max_size=200), st.text("ab.-@ ", max_size=40).map("{}desk@islandpost.example".format)))
def test_no_text_raises_and_what_is_found_stands_there(text: str) -> None:
    assert all(0 <= at < len(text) and found.count("@") == 1 for at, found in addresses_in(text))


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("editor@a.example", "editorial"),
        ("guest-posts@a.example", "editorial"),
        ("redaktion@a.example", "editorial"),
        ("the.editors@a.example", "editorial"),
        ("press-office@a.example", "press"),
        ("advertising@a.example", "sales"),
        ("anzeigen@a.example", "sales"),
        ("support@a.example", "support"),
        ("privacy@a.example", "support"),
        ("info@a.example", "general"),
        ("hello@a.example", "general"),
        ("ada.ferry@a.example", "personal"),
        ("adam@a.example", "personal"),
        ("prudence@a.example", "personal"),
        ("itziar@a.example", "personal"),
    ],
)
def test_an_address_leads_to_a_desk(address: str, role: str) -> None:
    assert role_of(address) == role
