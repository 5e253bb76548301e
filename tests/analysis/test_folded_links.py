"""Links that are not shown at first: folded menus and lists, `noscript`, frames; and pages of very many links."""

from collections.abc import Callable

import pytest

from linkfinder.analysis.read import read_page
from linkfinder.model.page import Page, Place

Read = Callable[..., Page]
ENTRIES = '<li><a href="/boats">Boats</a></li><li><a href="/ropes">Ropes</a></li>'


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        (f"<nav hidden><ul>{ENTRIES}</ul></nav>", Place.NAV),
        (f'<div class="main-menu" style="display: none"><ul>{ENTRIES}</ul></div>', Place.NAV),
        (f'<footer><ul style="visibility:hidden">{ENTRIES}</ul></footer>', Place.FOOTER),
        (f"<ul hidden>{ENTRIES}</ul>", Place.LIST),
        (f'<section hidden aria-label="second"><ol>{ENTRIES}</ol></section>', Place.LIST),
        (f"<noscript><menu>{ENTRIES}</menu></noscript>", Place.NAV),
        (f"<dialog><nav>{ENTRIES}</nav></dialog>", Place.NAV),
        ('<div hidden><a href="/boats">Boats</a> <a href="/ropes">Ropes</a></div>', Place.BODY),
    ],
)
def test_links_that_open_on_a_click_are_links_and_their_words_are_no_text(
    read: Read, text: str, markup: str, place: Place
) -> None:
    page = read(f'<main><p>{text}<a href="/first">First</a></p></main>{markup}<p><a href="/last">Last</a></p>')
    paths = [link.url.rpartition("/")[2] for link in page.links]
    assert paths == ["first", "boats", "ropes", "last"]
    assert [link.is_folded for link in page.links] == [False, True, True, False]
    boats = page.links[1]
    assert (boats.anchor, boats.place, boats.sentence) == ("Boats", place, "")
    assert "Ropes" not in page.main_text
    assert not any("Ropes" in block.text for block in page.blocks)


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/robots-only" hidden>x</a>',
        '<div style="display:none"><a href="/robots-only">x</a></div>',
        '<ul hidden><li><a href="/robots-only" style="display:none">x</a></li></ul>',
        '<template><a href="/robots-only">x</a></template>',
    ],
)
def test_a_single_hidden_link_is_for_robots_and_is_left_out(read: Read, text: str, markup: str) -> None:
    assert read(f"<p>{text}</p>{markup}").links == ()


def test_the_items_of_a_list_that_a_button_shows_are_links(read: Read) -> None:
    page = read('<ul><li><a href="/one">One</a></li><li style="display:none"><a href="/two">Two</a></li></ul>')
    assert [(link.anchor, link.place, link.is_folded) for link in page.links] == [
        ("One", Place.LIST, False),
        ("Two", Place.LIST, True),
    ]


def test_hidden_links_give_no_contact(read: Read) -> None:
    page = read('<nav hidden><a href="mailto:crew@news.example">Crew</a><a href="https://x.com/newscrew">X</a></nav>')
    assert page.contacts == ()
    assert [link.url for link in page.links] == ["https://x.com/newscrew"]


def test_frames_of_the_same_site_are_links() -> None:
    html = (
        '<html><head><title>Harbour</title></head><frameset cols="200,*"><frame src="menu.htm" name="menu">'
        '<frame src="/start.htm"><frame src="https://ads.example/x"><frame src="menu.htm"></frameset></html>'
    )
    links = read_page(html, "https://harbour.example/").links
    assert [link.url for link in links] == ["https://harbour.example/menu.htm", "https://harbour.example/start.htm"]
    assert all(link.is_folded for link in links)


def test_an_inline_frame_of_the_same_site_is_a_link_and_another_is_not(read: Read) -> None:
    page = read('<iframe src="/pages/start"></iframe><iframe src="https://video.example/7"></iframe><iframe></iframe>')
    assert [link.url for link in page.links] == ["https://news.example/pages/start"]


def test_a_page_says_how_many_links_were_left_out(read: Read) -> None:
    page = read("".join(f'<a href="/{number}">{number}</a> ' for number in range(5_003)))
    assert (len(page.links), page.links_left_out) == (5_000, 3)
    assert read('<a href="/a">a</a>').links_left_out == 0
