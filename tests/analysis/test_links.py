"""Links: addresses, anchors, rel, and the words around."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.analysis.links import LinkResolver, base_of, sentence_around
from linkfinder.analysis.read import read_page
from linkfinder.model.page import Page
from linkfinder.urls import absolute

Read = Callable[..., Page]
PAGE = "https://news.example/stories/one"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/about", "https://news.example/about"),
        ("two", "https://news.example/stories/two"),
        ("../three", "https://news.example/three"),
        ("?page=2", "https://news.example/stories/one?page=2"),
        ("//other.example/x", "https://other.example/x"),
        ("https://other.example", "https://other.example/"),
        ("HTTPS://Other.EXAMPLE/A", "https://other.example/A"),
        ("https://other.example/a#part", "https://other.example/a"),
        ("https://other.example/?utm_source=x&b=2&a=1", "https://other.example/?utm_source=x&b=2&a=1"),
        ("story?sid=8", "https://news.example/stories/story?sid=8"),
        ("view;jsessionid=0A1B?z=1&a=2", "https://news.example/stories/view;jsessionid=0A1B?z=1&a=2"),
        ("/find?q=ship+yard&q=dock%20yard&", "https://news.example/find?q=ship+yard&q=dock%20yard&"),
        ("/find?ort=L%FCbeck&pfad=a%2Fb", "https://news.example/find?ort=L%FCbeck&pfad=a%2Fb"),
        ("/print?", "https://news.example/print?"),
        ("/a%20b", "https://news.example/a%20b"),
        ("/a/%2e%2e/b", "https://news.example/b"),
        (" /trim\n", "https://news.example/trim"),
        ("/grün", "https://news.example/gr%C3%BCn"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_addresses_become_absolute_and_stay_as_they_are_written(read: Read, href: str, url: str) -> None:
    (link,) = read(f'<a href="{href}">x</a>').links
    assert link.url == url
    assert link.href == ("" if href == url else href.strip())


@pytest.mark.parametrize(
    "href",
    ["#top", "javascript:void(0)", "JavaScript:x", "mailto:a@b.example", "tel:+1", "data:text/html,x", "", "http:///",
     "http://[::1", "/cdn-cgi/l/email-protection#0f", "/" + "a" * 3_000],
)  # fmt: skip
def test_what_is_no_web_address_is_no_link(read: Read, href: str) -> None:
    assert read(f'<a href="{href}">x</a>').links == ()


HREFS = st.text(st.sampled_from("abcXYZ019-._~%/?#=&:@!$'()*+,; \\éß[]|"), max_size=25)
STARTS = st.sampled_from(
    ["", "/", "//", "../", "http://", "https://", "https://a.example", "http://1.2.3.4/", "mailto:"]
)


@given(STARTS, HREFS)
def test_the_quick_way_says_what_the_thorough_way_says(start: str, rest: str) -> None:
    href = (start + rest).strip()
    quick = LinkResolver(PAGE, PAGE).resolve(href)
    assert quick == absolute(href, PAGE) or (quick is None and not href.startswith(("http", "/")))


@pytest.mark.parametrize(
    ("declared", "base"),
    [
        ("/folder/", "https://news.example/folder/"),
        ("https://cdn.example/", "https://cdn.example/"),
        ("javascript:alert(1)", PAGE),
        ("data:text/html,x", PAGE),
        ("", PAGE),
    ],
)
def test_only_a_web_base_is_honoured(declared: str, base: str) -> None:
    assert base_of(PAGE, declared) == base


def test_relative_links_count_from_the_declared_base(read: Read) -> None:
    page = read('<a href="x">x</a>', head='<base href="https://other.example/dir/">')
    assert page.links[0].url == "https://other.example/dir/x"


def test_a_copy_in_the_web_archive_has_the_links_of_the_page(read: Read) -> None:
    copy = "https://web.archive.org/web/20160526181643/http://old.example/post"
    page = read('<a href="/web/20160526181643/http://partner.example/x">x</a>', url=copy)
    assert page.links[0].url == "http://partner.example/x"


def test_a_link_to_the_web_archive_elsewhere_is_left_alone(read: Read) -> None:
    href = "https://web.archive.org/web/2016/http://gone.example/"
    assert read(f'<a href="{href}">x</a>').links[0].url == href


def test_a_link_knows_its_words(read: Read) -> None:
    page = read('<h2>Ferries</h2><p>Read <a href="/t" rel="NoFollow ugc">the <b>time</b>table</a> first.</p>')
    (link,) = page.links
    assert (link.anchor, link.rel) == ("the timetable", ("nofollow", "ugc"))
    assert (link.sentence, link.heading) == ("Read the timetable first.", "Ferries")
    assert not link.is_image


@pytest.mark.parametrize(
    ("markup", "anchor", "is_image"),
    [
        ('<a href="/x"><img alt="A harbour"></a>', "A harbour", True),
        ('<a href="/x"><img alt="A harbour">Harbour</a>', "Harbour", False),
        ('<a href="/x" title="To the harbour"></a>', "To the harbour", False),
        ('<a href="/x" aria-label="Harbour"><i></i></a>', "Harbour", False),
        ('<a href="/x"><h3>Title</h3><p>Teaser</p></a>', "Title Teaser", False),
        ('<map><area href="/x"></map>', "", False),
    ],
)
def test_anchors_are_what_a_reader_would_call_the_link(read: Read, markup: str, anchor: str, *, is_image: bool) -> None:
    (link,) = read(markup).links
    assert (link.anchor, link.is_image) == (anchor, is_image)


def test_long_paragraphs_are_quoted_around_the_anchor() -> None:
    text = "word " * 100 + "here it is " + "word " * 100
    quote = sentence_around(text.strip(), "here it is")
    assert "here it is" in quote
    assert len(quote) <= 300
    assert quote.startswith("word")


def test_no_page_has_more_than_five_thousand_links(read: Read) -> None:
    assert len(read("".join(f'<a href="/{n}">x</a>' for n in range(6_000))).links) == 5_000


def test_a_copy_in_the_archive_has_the_links_that_its_author_wrote() -> None:
    copy = "https://web.archive.org/web/20200102030405/http://blog.example/story"
    html = '<body><p><a href="https://web.archive.org/web/20200102030405/http://far.example/a?utm_source=x">far</a></p>'
    (link,) = read_page(html, copy).links
    assert (link.url, link.written) == ("http://far.example/a?utm_source=x", "http://far.example/a?utm_source=x")
