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
    is_same_site,
    path_of,
    root_of,
    site_of,
    url_key,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HTTP://Blog.Example:80/a/../b#top", "http://blog.example/b"),
        ("https://blog.example?utm_source=x&b=2&a=1", "https://blog.example/?a=1&b=2"),
        ("https://blog.example/a;jsessionid=12AB?x", "https://blog.example/a?x"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://blog.example./", "https://blog.example/"),
    ],
)
def test_an_address_has_one_canonical_form(written: str, meant: str) -> None:
    assert canonical(written) == meant


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "mailto:a@b.example", "http://[::1", "tel:1", "data:,x", "ftp://a.example/"]
)
def test_what_is_no_web_address_is_refused(href: str) -> None:
    with pytest.raises(UrlError):
        canonical(href)
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
    assert root_of(host + rest) == canonical("/", host + rest)


def test_what_is_no_web_address_has_no_root() -> None:
    assert root_of("mailto:me@blog.example") == root_of("a word") == ""


@given(st.text(max_size=60))
def test_canonical_form_is_final(text: str) -> None:
    try:
        once = canonical("https://blog.example/" + text)
    except UrlError:
        return
    assert canonical(once) == once
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
