"""Places on pages whose names lie, or that have none."""

from collections.abc import Callable

from linkfinder.model.page import Page, Place

Read = Callable[..., Page]


def menu(*names: str) -> str:
    return "".join(f'<li><a href="/{name}">{name}</a></li>' for name in names)


def places(page: Page) -> list[Place]:
    return [link.place for link in page.links]


def test_a_wrapper_with_all_the_text_is_no_sidebar(read: Read, text: str) -> None:
    page = read(f'<div class="sidebar-right-page"><p>{text * 3}</p></div><p>Short</p>')
    assert page.blocks[0].place is Place.BODY


def test_a_column_with_most_of_an_article_is_no_sidebar(read: Read, text: str) -> None:
    page = read(f'<p>{text}</p><article><div class="l-sidebar"><p>{text * 4}</p></div><p>Beside it.</p></article>')
    assert page.blocks[1].place is Place.BODY


def test_a_long_sidebar_beside_a_text_stays_one(read: Read, text: str) -> None:
    page = read(f'<main><p>{text}</p></main><div class="sidebar"><p>{text * 2}</p></div>')
    assert page.blocks[1].place is Place.SIDEBAR


def test_a_nameless_list_of_short_links_above_the_text_is_a_menu(read: Read, text: str) -> None:
    assert places(read(f"<ul>{menu('Home', 'News', 'About')}</ul><p>{text}</p>")) == [Place.NAV] * 3


def test_a_nameless_list_of_short_links_below_the_text_is_a_footer(read: Read, text: str) -> None:
    assert places(read(f"<p>{text}</p><ul>{menu('Imprint', 'Terms', 'Contact')}</ul>")) == [Place.FOOTER] * 3


def test_a_list_of_links_to_others_is_content(read: Read, text: str) -> None:
    links = "".join(f'<li><a href="https://site{n}.example/">Site number {n}</a></li>' for n in range(5))
    assert places(read(f"<p>{text}</p><ul>{links}</ul>")) == [Place.LIST] * 5


def test_a_list_of_sentences_is_content(read: Read, text: str) -> None:
    items = "".join(f'<li>{text} <a href="/{n}">more</a></li>' for n in range(3))
    assert places(read(f"<ul>{items}</ul>")) == [Place.LIST] * 3


def test_what_follows_the_copyright_line_is_footer(read: Read, text: str) -> None:
    page = read(f'<p>{text}</p><p>© 2026 The Island Post</p><p><a href="/imprint">Imprint</a></p>')
    assert [block.place for block in page.blocks] == [Place.BODY, Place.FOOTER, Place.FOOTER]
    assert places(page) == [Place.FOOTER]


def test_an_address_below_the_text_stays_body(read: Read, text: str) -> None:
    page = read(f'<p>{text}</p><p><a href="mailto:desk@islandpost.example">desk@islandpost.example</a></p>')
    assert page.blocks[-1].place is Place.BODY


def test_the_foot_of_a_heading_is_no_footer(read: Read, text: str) -> None:
    page = read(f'<h1>Sheep on the ferry</h1><div class="footer"><p>3 May 2025</p></div><p>{text}</p>')
    assert page.blocks[1].place is Place.BODY
