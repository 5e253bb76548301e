"""What makes two addresses the same."""

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.errors import UrlError
from linkfinder.urls import (
    absolute,
    canonical,
    home_of,
    host_of,
    is_home,
    is_on_domain,
    is_registrable,
    is_same,
    is_same_site,
    parse,
    path_of,
    root_of,
    site_of,
    url_key,
)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("HTTP://Blog.Example:80/a/../b#top", "http://blog.example/b"),
        ("https://blog.example?z=2&a=1", "https://blog.example/?z=2&a=1"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://me:secret@blog.example/a?to=b@c.example", "https://blog.example/a?to=b@c.example"),
        ("https://blog.example/show?id=5&id=4&id=5", "https://blog.example/show?id=5&id=4&id=5"),
        ("https://blog.example/show?sid=77", "https://blog.example/show?sid=77"),
        ("https://blog.example/a;jsessionid=12AB?x", "https://blog.example/a;jsessionid=12AB?x"),
        ("https://blog.example/?utm_source=mail&p=3", "https://blog.example/?utm_source=mail&p=3"),
        ("https://blog.example/?q=two+words", "https://blog.example/?q=two+words"),
        ("https://blog.example/?q=two%20words", "https://blog.example/?q=two%20words"),
        ("https://blog.example/?old&new=&=x&&y", "https://blog.example/?old&new=&=x&&y"),
        ("https://blog.example/?file=a%2Fb%2fc;v=1,2", "https://blog.example/?file=a%2Fb%2fc;v=1,2"),
        ("https://blog.example/?ort=Z%FCrich", "https://blog.example/?ort=Z%FCrich"),
        ("https://blog.example/a%2Fb/%E9t%e9", "https://blog.example/a%2Fb/%E9t%e9"),
        ("https://blog.example/page?", "https://blog.example/page?"),
        ("https://blog.example./", "https://blog.example./"),
    ],
)
def test_an_address_is_asked_as_it_is_written(written: str, asked: str) -> None:
    assert parse(written) == asked
    assert parse(asked) == asked
    assert absolute(written, "https://other.example/folder/") == asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://blog.example/?b=2&a=1", "https://blog.example/?a=1&b=2"),
        ("https://blog.example/?utm_source=mail&p=3", "https://blog.example/?p=3"),
        ("https://blog.example/a;jsessionid=12AB?x", "https://blog.example/a?x"),
        ("https://blog.example/a;sid=0a1b2c3d4e5f6a7b", "https://blog.example/a"),
        ("https://blog.example/?p=3&sid=0a1b2c3d4e5f6a7b8c9d", "https://blog.example/?p=3"),
        ("https://blog.example/?q=two+words", "https://blog.example/?q=two%20words"),
        ("https://blog.example/?file=a%2Fb", "https://blog.example/?file=a/b"),
        ("https://blog.example/?ort=Z%FCrich", "https://blog.example/?ort=Z%fcrich"),
        ("https://blog.example/?", "https://blog.example/"),
        ("https://blog.example./", "https://blog.example/"),
    ],
)
def test_spellings_of_one_address_are_the_same(one: str, other: str) -> None:
    assert is_same(one, other)
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://blog.example/story?sid=77", "https://blog.example/story?sid=78"),
        ("https://blog.example/story;sid=77", "https://blog.example/story;sid=78"),
        ("https://blog.example/?ort=Z%FCrich", "https://blog.example/?ort=Z%F6rich"),
        ("https://blog.example/?q=", "https://blog.example/"),
        ("https://blog.example/a%2Fb", "https://blog.example/a/b"),
        ("https://blog.example/A", "https://blog.example/a"),
    ],
)
def test_other_addresses_are_not_the_same(one: str, other: str) -> None:
    assert not is_same(one, other)
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "mailto:a@b.example", "http://[::1", "tel:1", "data:,x", "ftp://a.example/"]
)
def test_what_is_no_web_address_is_refused(href: str) -> None:
    with pytest.raises(UrlError):
        parse(href)
    assert absolute(href, "https://blog.example/") is None


def test_a_link_is_read_from_where_it_stands() -> None:
    assert absolute("../c?b#x", "https://blog.example/a/b/") == "https://blog.example/a/c?b"
    assert absolute("//other.example", "https://blog.example/") == "https://other.example/"


def test_a_site_is_a_registrable_domain_with_private_suffixes() -> None:
    assert site_of("https://www.shop.example.co.uk/x") == "example.co.uk"
    assert not is_same_site("https://one.blogspot.com/", "https://two.blogspot.com/")
    assert is_same_site("https://a.clinic.example/", "http://www.clinic.example/x")
    assert is_on_domain("https://blog.clinic.example/", "www.clinic.example")
    assert not is_on_domain("https://notclinic.example/", "clinic.example")


def test_home_pages_are_known() -> None:
    assert is_home("https://blog.example/")
    assert not is_home("https://blog.example/?p=1")


@pytest.mark.parametrize(
    "host", ["https://a.example", "http://a.example:80", "http://a.example:8080", "http://1.2.3.4"]
)
@pytest.mark.parametrize(
    "rest",
    [
        "",
        "/",
        "//",
        "/.",
        "/a/..",
        "/.a/b.html",
        "/index.html",
        "/index.php?",
        "/page",
        "/#top",
        "/?",
        "/?a=1",
        "/%69ndex.html",
    ],
)
def test_the_short_ways_to_the_parts_of_an_address_are_the_parser_s(host: str, rest: str) -> None:
    parsed = ada_url.URL(host + rest)
    assert path_of(host + rest) == parsed.pathname
    is_parsed_home = parsed.pathname in {"", "/", "/index.html", "/index.php"} and not parsed.search
    assert is_home(host + rest) is is_parsed_home
    assert home_of(host + rest) == f"{parsed.protocol}//{parsed.host}/"
    assert root_of(host + rest) == absolute("/", host + rest)


def test_what_is_no_web_address_has_no_root() -> None:
    assert root_of("mailto:me@blog.example") == root_of("a word") == ""


@given(st.text(max_size=60))
def test_canonical_form_is_final(text: str) -> None:
    try:
        once = canonical(parse("https://blog.example/" + text))
    except UrlError:
        return
    assert canonical(once) == once == canonical(parse(once))
    assert 0 <= url_key(once) < 2**63


PIECES = [
    "a",
    "b-",
    "_",
    "xn--",
    "xn--mnchen-3ya",
    ".",
    "example",
    "A",
    "ß",
    "1",
    "0x7f",
    "com1",
    "%41",
    "@",
    ":",
    ":80",
]
ENDS = [":99999", "\\", "/", "?", "#", " ", "\t", "[::1]", "//", ""]


@given(st.lists(st.sampled_from(PIECES + ENDS), max_size=8).map("".join))
def test_the_short_way_to_a_host_is_the_parser_s(rest: str) -> None:
    try:
        parsed = str(ada_url.URL("http://" + rest).hostname).rstrip(".")
    except ValueError:
        parsed = ""
    assert host_of("http://" + rest) == parsed


@pytest.mark.parametrize(
    ("domain", "is_so"),
    [
        ("gone.example", True),
        ("gone.co.uk", True),
        ("gone.com", True),
        ("me.blogspot.com", False),
        ("www.gone.com", False),
        ("co.uk", False),
        ("intranet", False),
        ("10.0.0.8", False),
        ("[::1]", False),
    ],
)
def test_a_registry_sells_domains_right_below_its_own_names(domain: str, *, is_so: bool) -> None:
    assert is_registrable(domain) is is_so
