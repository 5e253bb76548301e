from collections.abc import Callable

import pytest

from linkfinder.linkcheck.exchange import Answer, Failure, Manner, Request
from linkfinder.linkcheck.trail import MAX_HOPS, Trail, follow

START = "http://clinic.example/guide"
Web = Callable[[Request], Answer]


def walk(web: Web, request: Request | None = None) -> tuple[Trail, list[Request]]:
    """Follow a request through a made-up web; return the trail and what was asked."""
    asked: list[Request] = []
    steps = follow(request or Request(START))
    try:
        here = next(steps)
        while True:
            asked.append(here)
            here = steps.send(web(here))
    except StopIteration as end:
        return end.value, asked


def sends(location: str, cookies: str = "") -> Web:
    return lambda request: Answer(request.url, 301, {"location": location, "set-cookie": cookies})


def test_a_page_is_the_end_of_its_own_way() -> None:
    trail, asked = walk(lambda request: Answer(request.url, 200, elapsed_ms=7))
    assert (trail.final, trail.chain, trail.elapsed_ms, len(asked)) == (START, (), 7, 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_redirect_is_followed(status: int) -> None:
    def web(request: Request) -> Answer:
        return Answer(request.url, status, {"location": "/new"}) if request.url == START else Answer(request.url, 200)

    trail, _ = walk(web)
    assert trail.chain == ("http://clinic.example/new",)
    assert trail.final == "http://clinic.example/new"


def test_the_way_ends_after_ten_hops() -> None:
    trail, asked = walk(lambda request: Answer(request.url, 302, {"location": request.url + "x"}))
    assert trail.stop is Failure.TOO_MANY_REDIRECTS
    assert len(asked) == MAX_HOPS + 1


def test_a_loop_without_cookies_is_asked_once() -> None:
    trail, asked = walk(sends(START))
    assert (trail.stop, len(asked)) == (Failure.REDIRECT_LOOP, 1)


def test_a_loop_with_a_cookie_is_begun_again_with_it_and_only_once() -> None:
    trail, asked = walk(sends(START, "a=1; Path=/\nb=2"))
    assert trail.stop is Failure.REDIRECT_LOOP
    assert [request.cookie for request in asked] == ["", "a=1; b=2"]


@pytest.mark.parametrize(
    ("location", "stop"),
    [
        ("mailto:a@b.example", Failure.REDIRECT_SCHEME),
        ("http://[::1", Failure.BAD_LOCATION),
        ("http://clinic.example:0/", Failure.BAD_LOCATION),
        ("//", Failure.BAD_LOCATION),
    ],
)
def test_a_location_nobody_can_go_to_ends_the_way_and_is_told(location: str, stop: Failure) -> None:
    trail, asked = walk(sends(location))
    assert (trail.stop, len(asked)) == (stop, 1)
    assert trail.detail


def test_another_address_of_the_host_is_tried_when_one_is_down() -> None:
    def web(request: Request) -> Answer:
        failure = Failure.CONNECT_REFUSED if request.address < 1 else None
        return Answer(request.url, 0 if failure else 200, failure=failure, addresses=2)

    trail, asked = walk(web)
    assert (trail.answer.status, len(asked)) == (200, 2)


def test_a_host_with_one_address_is_tried_once() -> None:
    trail, asked = walk(lambda request: Answer(request.url, failure=Failure.CONNECT_TIMEOUT))
    assert (trail.answer.failure, len(asked)) == (Failure.CONNECT_TIMEOUT, 1)


def test_an_answer_that_cannot_be_unpacked_is_taken_as_it_comes() -> None:
    def web(request: Request) -> Answer:
        is_raw = request.manner is Manner.RAW
        return Answer(request.url, 200, failure=None if is_raw else Failure.BAD_ENCODING)

    trail, asked = walk(web)
    assert trail.answer.failure is None
    assert [request.manner for request in asked] == [Manner.USUAL, Manner.RAW]


def test_a_manner_is_kept_on_the_whole_way() -> None:
    def web(request: Request) -> Answer:
        return Answer(request.url, 302, {"location": "/b"}) if request.url == START else Answer(request.url, 200)

    _, asked = walk(web, Request(START, Manner.UNVERIFIED))
    assert {request.manner for request in asked} == {Manner.UNVERIFIED}


def test_a_refresh_for_readers_without_scripts_is_no_redirect() -> None:
    body = (
        b'<html><head><noscript><meta http-equiv="refresh" content="0; url=/noscript"></noscript></head><body>x</body>'
    )
    trail, _ = walk(lambda request: Answer(request.url, 200, {"content-type": "text/html"}, body))
    assert trail.chain == ()


@pytest.mark.parametrize(
    ("content", "is_followed"), [("0;url=/b", True), ("3; URL='/b'", True), ("30;url=/b", False), ("5", False)]
)
def test_only_a_quick_refresh_is_a_redirect(content: str, *, is_followed: bool) -> None:
    body = f'<meta http-equiv="Refresh" content="{content}">'.encode()

    def web(request: Request) -> Answer:
        return Answer(request.url, 200, {"content-type": "text/html"}, body if request.url == START else b"<p>x")

    trail, _ = walk(web)
    assert (trail.chain == ("http://clinic.example/b",)) is is_followed
