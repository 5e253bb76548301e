"""A page becomes facts, whatever it is made of."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkfinder.analysis.read import read_page
from linkfinder.model.page import Page, PageClass

Read = Callable[..., Page]
URL = "https://news.example/stories/one"


def test_a_page_is_read_whole(read: Read, text: str) -> None:
    head = (
        "<title> Sheep on\nthe ferry </title><meta name=description content='Wool &amp; waves'>"
        "<meta name=generator content='Press 5'><link rel=canonical href='/stories/1'>"
    )
    page = read(f"<h1>Sheep on the ferry</h1><p>{text}</p>", head=head)
    assert (page.url, page.title, page.description) == (URL, "Sheep on the ferry", "Wool & waves")
    assert (page.language, page.generator) == ("en", "Press 5")
    assert page.canonical_url == "https://news.example/stories/1"
    assert page.headings == ("Sheep on the ferry",)
    assert page.words == len(page.main_text.split())
    assert page.page_class is PageClass.NORMAL
    assert page.fetched == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("content", "noindex", "nofollow"),
    [
        ("noindex", True, False),
        ("index, NOFOLLOW", False, True),
        ("none", True, True),
        ("max-snippet:-1", False, False),
        ("", False, False),
    ],
)
def test_robots_rules_are_read_from_page_and_header(read: Read, content: str, *, noindex: bool, nofollow: bool) -> None:
    of_meta = read("x", head=f'<meta name="robots" content="{content}">')
    of_header = read_page("x", URL, headers={"x-robots-tag": content})
    for page in (of_meta, of_header):
        assert (page.is_noindex, page.is_nofollow) == (noindex, nofollow)


@pytest.mark.parametrize(
    "html", ["", "   ", "\x00", "<", "</p>", "<html>", "<frameset><frame src=x></frameset>", "plain"]
)
def test_what_is_hardly_a_page_is_read_too(html: str) -> None:
    assert read_page(html, URL).url == URL


@pytest.mark.parametrize("url", ["", "career.html", "http://[::1", "https://x.example/" + "a" * 3_000])
def test_an_address_that_is_none_does_not_stop_the_reading(url: str) -> None:
    assert read_page('<p>words <a href="/x">x</a></p>', url).main_text == "words x"


HOSTILE = {
    "nul and surrogates": "<title>a\ud800\x00</title><p>\udfff b\x00</p><a href='/\ud800'>x</a>",
    "one line": "<p>" + "x" * 1_500_000,
    "links": "".join(f'<a href="/{n}">x</a>' for n in range(30_000)),
    "attribute": '<p title="' + "y" * 1_500_000 + '">z</p>',
    "written-out addresses": "a [at] " * 50_000,
    "addresses": " ".join(f"a{n}@site{n}.com" for n in range(20_000)),
    "digits": "1.1." * 100_000,
    "dates": "<p>31.31.2020 " * 2_000 + "<time datetime='99999-99-99'>x</time>" * 2_000,
    "classes": '<p class="' + "side-bar nav " * 50_000 + '">x</p>',
    "titles": "<title>" + " | " * 100_000 + "</title>",
    "brackets": "[(" * 300_000,
    "escapes": "&amp;" * 100_000,
    "marks": "\u202e\u200b" * 100_000,
    "hidden": '<p style="display:none">q</p>' * 10_000,
    "bylines": "<span class=author>" * 2_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_are_read_within_their_limits(html: str) -> None:
    page = read_page(html, URL)
    assert len(page.links) <= 5_000
    assert len(page.contacts) <= 300
    assert all(link.sentence == link.sentence[:300] for link in page.links)
    page.main_text.encode()


def test_stored_text_has_nothing_that_a_database_or_a_terminal_refuses() -> None:
    page = read_page("<title>a\u202eb\x1b[31m</title><p>x\x00\ud800y</p><a href='/x' rel='a'>\u202ez</a>", URL)
    assert (page.title, page.main_text, page.links[0].anchor) == ("ab[31m", "xy\nz", "z")


def test_the_content_hash_follows_text_and_links_only() -> None:
    first = read_page("<p>Words</p><a href='https://a.example/'>x</a>", URL)
    restyled = read_page("<div class=new><p>Words</p></div><a rel=x href='https://a.example/'>x</a><!-- 2 -->", URL)
    rewritten = read_page("<p>Other words</p><a href='https://a.example/'>x</a>", URL)
    relinked = read_page("<p>Words</p><a href='https://b.example/'>x</a>", URL)
    assert first.content_hash == restyled.content_hash
    assert len({first.content_hash, rewritten.content_hash, relinked.content_hash}) == 3
    assert 0 <= first.content_hash < 2**63


TAGS = st.sampled_from([
    "p", "div", "span", "a", "b", "ul", "li", "table", "tr", "td", "form", "input", "select", "option", "nav", "header",
    "footer", "article", "h1", "time", "script", "style", "svg", "br",
])  # fmt: skip
MARKUP = st.lists(
    st.one_of(
        TAGS.map(lambda tag: f"<{tag}>"),
        TAGS.map(lambda tag: f"</{tag}>"),
        TAGS.map(lambda tag: f'<{tag} class="sidebar author" style="display:none" href="/x" datetime="2020-01-01">'),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=150)
@given(MARKUP)
def test_no_markup_raises(html: str) -> None:
    page = read_page(html, URL, fetched=date(2026, 3, 1))
    assert all(block.text == block.text.strip() != "" for block in page.blocks)
