import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.linkcheck.targets import InvalidTarget, RequestTarget, parse_target, resolve_location
from linkfinder.net.exchange import Failure


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("http://blog.example/", "http://blog.example/"),
        ("http://blog.example", "http://blog.example/"),
        ("https://blog.example/a.b/c?x=2&a=1#part", "https://blog.example/a.b/c?x=2&a=1"),
        ("  http://BLOG.example:80/a b\t", "http://blog.example/a%20b"),
        ("http://blog.example/a/../b/./c", "http://blog.example/b/c"),
        ("http://blog.example/\u00fc", "http://blog.example/%C3%BC"),
        ("http://b\u00fccher.example/", "http://xn--bcher-kva.example/"),
        ("http:\\\\blog.example\\x", "http://blog.example/x"),
        ("http://user:secret@blog.example/x", "http://blog.example/x"),
        ("http://blog.example./x", "http://blog.example/x"),
        ("http://blog.example:8080/x", "http://blog.example:8080/x"),
        ("http:///blog.example/x", "http://blog.example/x"),
    ],
)
def test_an_address_is_asked_as_browsers_read_it(text: str, asked: str) -> None:
    target = parse_target(text)
    assert isinstance(target, RequestTarget)
    assert target.url == asked


def test_a_target_knows_scheme_host_port_and_ip() -> None:
    assert parse_target("https://blog.example/x") == RequestTarget(
        "https://blog.example/x", "https", "blog.example", 443
    )
    assert parse_target("http://0x7f.1:81/") == RequestTarget(
        "http://127.0.0.1:81/", "http", "127.0.0.1", 81, "127.0.0.1"
    )
    assert parse_target("http://[::1]/") == RequestTarget("http://[::1]/", "http", "[::1]", 80, "::1")


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("mailto:editor@blog.example", Failure.BAD_SCHEME),
        ("javascript:void(0)", Failure.BAD_SCHEME),
        ("tel:+49123", Failure.BAD_SCHEME),
        ("data:text/html,x", Failure.BAD_SCHEME),
        ("ftp://blog.example/x", Failure.BAD_SCHEME),
        ("file:///etc/hosts", Failure.BAD_SCHEME),
        ("", Failure.BAD_URL),
        ("#top", Failure.BAD_URL),
        ("blog.example/page", Failure.BAD_URL),
        ("http://", Failure.BAD_URL),
        ("http://[::1", Failure.BAD_URL),
        ("http://a b/", Failure.BAD_URL),
        ("http://blog..example/", Failure.BAD_URL),
        ("http://blog.example:99999/", Failure.BAD_URL),
        ("http://blog.example:0/", Failure.BAD_PORT),
        ("http://blog.example/" + "x" * 65_536, Failure.BAD_URL),
    ],
)
def test_what_cannot_be_asked_is_turned_down_with_the_reason(text: str, failure: Failure) -> None:
    target = parse_target(text)
    assert isinstance(target, InvalidTarget)
    assert target.failure is failure
    assert target.detail


@given(st.text(max_size=60).map(lambda tail: "http://" + tail))
def test_whatever_stands_in_a_page_has_an_answer(text: str) -> None:
    target = parse_target(text)
    if isinstance(target, RequestTarget):
        assert parse_target(target.url) == target


@pytest.mark.parametrize(
    ("location", "meant"),
    [
        ("/new", "http://blog.example/new"),
        ("new", "http://blog.example/a/new"),
        ("//other.example/x", "http://other.example/x"),
        (" /a b ", "http://blog.example/a%20b"),
        ("https://other.example", "https://other.example/"),
        ("?p=2", "http://blog.example/a/b?p=2"),
        ("http://user:secret@OTHER.example./x#y", "http://other.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("http://[::1", ""),
        ("http://blog.example:99999/", ""),
    ],
)
def test_a_location_is_read_as_browsers_read_it(location: str, meant: str) -> None:
    assert resolve_location(location, "http://blog.example/a/b") == meant


@pytest.mark.parametrize(("port", "is_one"), [(1, True), (65_535, True), (65_536, False), (99_999, False)])
def test_ports_end_where_they_do_for_browsers(port: int, *, is_one: bool) -> None:
    target = parse_target(f"http://clinic.example:{port}/teeth")
    assert isinstance(target, RequestTarget) == is_one
    assert not is_one or target == RequestTarget(f"http://clinic.example:{port}/teeth", "http", "clinic.example", port)
