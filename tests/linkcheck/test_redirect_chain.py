from collections.abc import Callable

import pytest

from linkfinder.linkcheck.redirect_chain import MAX_REDIRECTS, RedirectChain, follow_redirects
from linkfinder.net.exchange import Failure, HttpRequest, HttpResponse, RequestProfile

START = "http://clinic.example/guide"
Web = Callable[[HttpRequest], HttpResponse]


def walk(web: Web, request: HttpRequest | None = None) -> tuple[RedirectChain, list[HttpRequest]]:
    """Follow a request through a made-up web; return the chain and what was asked."""
    asked: list[HttpRequest] = []
    steps = follow_redirects(request or HttpRequest(START))
    try:
        here = next(steps)
        while True:
            asked.append(here)
            here = steps.send(web(here))
    except StopIteration as end:
        return end.value, asked


def sends(location: str, cookies: str = "") -> Web:
    return lambda request: HttpResponse(request.url, 301, {"location": location, "set-cookie": cookies})


def test_a_page_without_redirects_is_a_chain_of_one() -> None:
    chain, asked = walk(lambda request: HttpResponse(request.url, 200, elapsed_ms=7))
    assert (chain.final_url, chain.hops, chain.elapsed_ms, len(asked)) == (START, (), 7, 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_redirect_is_followed(status: int) -> None:
    def web(request: HttpRequest) -> HttpResponse:
        return (
            HttpResponse(request.url, status, {"location": "/new"})
            if request.url == START
            else HttpResponse(request.url, 200)
        )

    chain, _ = walk(web)
    assert chain.hops == ("http://clinic.example/new",)
    assert chain.final_url == "http://clinic.example/new"


def test_a_chain_ends_after_ten_hops() -> None:
    chain, asked = walk(lambda request: HttpResponse(request.url, 302, {"location": request.url + "x"}))
    assert chain.stop is Failure.TOO_MANY_REDIRECTS
    assert len(asked) == MAX_REDIRECTS + 1


def test_a_loop_without_cookies_is_asked_once() -> None:
    chain, asked = walk(sends(START))
    assert (chain.stop, len(asked)) == (Failure.REDIRECT_LOOP, 1)


def test_a_loop_with_a_cookie_is_begun_again_with_it_and_only_once() -> None:
    chain, asked = walk(sends(START, "a=1; Path=/\nb=2"))
    assert chain.stop is Failure.REDIRECT_LOOP
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
def test_a_location_that_cannot_be_requested_ends_the_chain_with_a_reason(location: str, stop: Failure) -> None:
    chain, asked = walk(sends(location))
    assert (chain.stop, len(asked)) == (stop, 1)
    assert chain.detail


def test_another_address_of_the_host_is_tried_when_one_is_down() -> None:
    def web(request: HttpRequest) -> HttpResponse:
        failure = Failure.CONNECT_REFUSED if request.address_index < 1 else None
        return HttpResponse(request.url, 0 if failure else 200, failure=failure, address_count=2)

    chain, asked = walk(web)
    assert (chain.response.status, len(asked)) == (200, 2)


def test_a_host_with_one_address_is_tried_once() -> None:
    chain, asked = walk(lambda request: HttpResponse(request.url, failure=Failure.CONNECT_TIMEOUT))
    assert (chain.response.failure, len(asked)) == (Failure.CONNECT_TIMEOUT, 1)


def test_an_answer_that_cannot_be_unpacked_is_taken_as_it_comes() -> None:
    def web(request: HttpRequest) -> HttpResponse:
        is_raw = request.profile is RequestProfile.UNDECODED
        return HttpResponse(request.url, 200, failure=None if is_raw else Failure.BAD_ENCODING)

    chain, asked = walk(web)
    assert chain.response.failure is None
    assert [request.profile for request in asked] == [RequestProfile.DEFAULT, RequestProfile.UNDECODED]


def test_a_request_profile_is_kept_along_the_chain() -> None:
    def web(request: HttpRequest) -> HttpResponse:
        return (
            HttpResponse(request.url, 302, {"location": "/b"})
            if request.url == START
            else HttpResponse(request.url, 200)
        )

    _, asked = walk(web, HttpRequest(START, RequestProfile.UNVERIFIED))
    assert {request.profile for request in asked} == {RequestProfile.UNVERIFIED}


def test_a_refresh_for_readers_without_scripts_is_no_redirect() -> None:
    body = (
        b'<html><head><noscript><meta http-equiv="refresh" content="0; url=/noscript"></noscript></head><body>x</body>'
    )
    chain, _ = walk(lambda request: HttpResponse(request.url, 200, {"content-type": "text/html"}, body))
    assert chain.hops == ()


@pytest.mark.parametrize(
    ("content", "is_followed"), [("0;url=/b", True), ("3; URL='/b'", True), ("30;url=/b", False), ("5", False)]
)
def test_only_a_quick_refresh_is_a_redirect(content: str, *, is_followed: bool) -> None:
    body = f'<meta http-equiv="Refresh" content="{content}">'.encode()

    def web(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.url, 200, {"content-type": "text/html"}, body if request.url == START else b"<p>x")

    chain, _ = walk(web)
    assert (chain.hops == ("http://clinic.example/b",)) is is_followed
