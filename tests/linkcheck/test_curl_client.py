"""What libcurl is told to do, seen from a server's side."""

import select
from collections.abc import Iterator
from dataclasses import replace

import pytest

from linkfinder.linkcheck.curl_client import CurlClient, Endpoint
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import RequestTarget, parse_target
from linkfinder.net.exchange import Failure, HttpRequest, HttpResponse, RequestProfile
from tests.linkcheck.hostile import Asked, Web, page, pages, reply


@pytest.fixture
def client(settings: LinkCheckSettings) -> Iterator[CurlClient[str]]:
    client: CurlClient[str] = CurlClient(settings)
    yield client
    client.close()


def get(
    client: CurlClient[str],
    url: str,
    way: Endpoint | None = None,
    manner: RequestProfile = RequestProfile.DEFAULT,
    cookie: str = "",
) -> HttpResponse:
    target = parse_target(url)
    assert isinstance(target, RequestTarget)
    client.start(HttpRequest(url, manner, cookie), target, way or Endpoint(target.ip), "token")
    while not (ended := client.wait(1.0)):
        continue
    assert [token for token, _ in ended] == ["token"]
    return ended[0][1]


def last_asked(web: Web, site: str) -> Asked:
    return web.asked(site.removeprefix("http://").partition(":")[0])[-1]


def test_a_request_names_linkfinder_and_may_send_the_headers_of_browsers(web: Web, client: CurlClient[str]) -> None:
    site = web.host(pages({"/": page("teeth")}))
    assert get(client, f"{site}/").status == 200
    usual = last_asked(web, site).headers
    assert usual["user-agent"].startswith("linkfinder/")
    assert "gzip" in usual["accept-encoding"]
    get(client, f"{site}/", manner=RequestProfile.BROWSER_HEADERS)
    full = last_asked(web, site).headers
    assert full["user-agent"] == usual["user-agent"]
    assert full["sec-fetch-mode"] == "navigate"
    get(client, f"{site}/")
    assert last_asked(web, site).headers.keys() == usual.keys()


def test_a_cookie_goes_with_one_request_only(web: Web, client: CurlClient[str]) -> None:
    site = web.host(pages({"/": page("teeth")}))
    get(client, f"{site}/", cookie="a=1")
    assert last_asked(web, site).headers["cookie"] == "a=1"
    get(client, f"{site}/")
    assert "cookie" not in last_asked(web, site).headers


def test_the_address_that_was_chosen_is_connected_to_and_the_name_is_sent(web: Web, client: CurlClient[str]) -> None:
    site = web.host(pages({"/": page("teeth")}))
    ip, _, port = site.removeprefix("http://").partition(":")
    answer = get(client, f"http://clinic.example:{port}/", Endpoint(ip))
    assert (answer.status, answer.ip) == (200, ip)
    assert last_asked(web, site).headers["host"] == f"clinic.example:{port}"


def test_the_last_barrier_holds_when_all_others_were_passed(web: Web) -> None:
    site = web.host(pages({"/": page("teeth")}))
    client: CurlClient[str] = CurlClient(LinkCheckSettings(timeout=2))
    answer = get(client, f"{site}/", Endpoint())  # as if nobody had looked at the address before
    assert answer.failure is Failure.PRIVATE_ADDRESS
    assert web.asked(answer.ip) == []
    client.close()


def test_headers_are_read_by_name_and_repeated_ones_are_kept(web: Web, client: CurlClient[str]) -> None:
    site = web.host(lambda _asked, _wire: reply("x", "200 OK", "Set-Cookie: a=1; Path=/", "SET-COOKIE:b=2", "X-Empty:"))
    answer = get(client, f"{site}/")
    assert answer.headers["set-cookie"] == "a=1; Path=/\nb=2"
    assert list(answer.cookies) == [("a", "1"), ("b", "2")]
    assert answer.headers["x-empty"] == ""


def test_only_as_much_of_a_page_is_read_as_is_needed(web: Web, client: CurlClient[str]) -> None:
    site = web.host(pages({"/": page("teeth", words=200_000)}))
    assert 10_000 < len(get(client, f"{site}/").body) < 60_000


def test_an_address_libcurl_cannot_take_is_an_answer_too(client: CurlClient[str]) -> None:
    target = RequestTarget("http://cl\u00efnic.example/", "http", "x", 80)
    client.start(HttpRequest(target.url), target, Endpoint("127.0.0.1"), "token")
    assert client.wait(1.0)[0][1].failure is Failure.BAD_URL


def test_a_wait_ends_when_it_is_woken(client: CurlClient[str]) -> None:
    client.wake()
    assert client.wait(10.0) == []


def test_without_epoll_poll_does_the_work(
    web: Web, settings: LinkCheckSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(select, "epoll")
    client: CurlClient[str] = CurlClient(replace(settings, timeout=1))
    assert get(client, web.host(pages({"/": page("teeth")})) + "/").status == 200
    client.close()


def test_breaking_off_gives_everything_back(web: Web, settings: LinkCheckSettings) -> None:
    def silent(_asked: Asked, _wire: object) -> None:
        web.stall(5)

    client: CurlClient[str] = CurlClient(settings)
    free = client.free
    target = parse_target(web.host(silent) + "/")
    assert isinstance(target, RequestTarget)
    client.start(HttpRequest(target.url), target, Endpoint(target.ip), "token")
    client.wait(0.1)
    assert client.free == free - 1
    client.close()
    assert client.free == free
