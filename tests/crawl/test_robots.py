"""robots.txt as RFC 9309 has it: the middleware alone, and six requests at once through Scrapy itself."""

import asyncio
import json
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from scrapy.exceptions import StopDownload
from scrapy.http import Headers, Request, Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from linkfinder.crawl.middlewares import robots
from linkfinder.crawl.middlewares.robots import HostRobots, RobotsMiddleware
from linkfinder.crawl.refusals import RequestRefused
from linkfinder.model.visit import Outcome
from linkfinder.net.robots import MAX_ROBOTS_BYTES
from tests.crawl.conftest import ENDS_WITHIN, Reply, Web

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

HOME = "http://teeth.example/"
ROBOTS = f"{HOME}robots.txt"
FORBID = b"User-agent: *\nDisallow: /private\n"
Answers = dict[str, Response | Exception]


def text(body: bytes, status: int = 200, **headers: str) -> Response:
    return Response(ROBOTS, status, Headers({k.replace("_", "-"): v for k, v in headers.items()}), body)


class Host:
    """A middleware whose engine fetches from a table, and counts."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.asked: list[str] = []
        engine = SimpleNamespace(download_async=self.download, downloader=SimpleNamespace(slots={}))
        self.crawler: Any = SimpleNamespace(settings=Settings(), engine=engine, signals=SignalManager())
        self.middleware = RobotsMiddleware.from_crawler(cast("Crawler", self.crawler))

    async def download(self, request: Request) -> Response:
        self.asked.append(request.url)
        await asyncio.sleep(0.01)
        found = self.answers[request.url]
        if isinstance(found, Exception):
            raise found
        return found.replace(url=request.url)

    async def ask(self, url: str) -> RequestRefused | None:
        """Return why an address may not be asked for, or None when it may."""
        request = Request(url, meta={"download_slot": "teeth.example"})
        try:
            await self.middleware.process_request(request)
        except RequestRefused as refusal:
            return refusal
        return None

    def robots(self, url: str = HOME) -> HostRobots:
        return asyncio.run(self.middleware.robots_of(Request(url)))


def asks(answers: Answers, *urls: str) -> list[str]:
    """Return, for addresses asked at the same moment, why each may not be fetched; empty where it may."""
    host = Host(answers)

    async def run() -> list[RequestRefused | None]:
        return await asyncio.gather(*map(host.ask, urls))

    found = asyncio.run(run())
    assert len([url for url in host.asked if url == ROBOTS]) == 1, "asked once, however many wait"
    return [refusal.reason if refusal else "" for refusal in found]


def test_everybody_who_waits_for_robots_txt_obeys_it() -> None:
    urls = [f"{HOME}private/{number}" for number in range(6)]
    assert asks({ROBOTS: text(FORBID)}, *urls, f"{HOME}open") == ["robots"] * 6 + [""]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_robots_txt_that_is_not_there_allows_all_whatever_its_error_page_says(status: int) -> None:
    assert asks({ROBOTS: text(FORBID, status)}, f"{HOME}private") == [""]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 599])
def test_a_server_that_fails_allows_nothing(status: int) -> None:
    assert asks({ROBOTS: text(b"", status)}, HOME) == ["robots_unreachable"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TimeoutError(), "timeout"),
        (ConnectionResetError(), "network_unreachable"),
        (RequestRefused(Outcome.FAILED, "dns_nxdomain"), "dns_nxdomain"),
        (RuntimeError("whatever"), "error_RuntimeError"),
    ],
)
def test_a_host_that_cannot_be_reached_allows_nothing_and_says_why(error: Exception, reason: str) -> None:
    assert asks({ROBOTS: error}, HOME) == [reason]


@pytest.mark.parametrize(
    "wish", ["Tue, 03 Feb 2026 11:00:00 +" + "8" * 18, "Tue, 03 Feb 202600000000 11:00:00 GMT", "¼"]
)
def test_a_busy_host_whose_wish_makes_no_sense_allows_nothing_for_now(wish: str) -> None:
    assert asks({ROBOTS: text(b"", 503, Retry_After=wish)}, HOME, f"{HOME}a") == ["robots_unreachable"] * 2


def test_rules_that_cannot_be_read_allow_nothing_and_leave_no_broken_task(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_text: str) -> None:
        raise OverflowError

    monkeypatch.setattr("protego.Protego.parse", broken)
    assert asks({ROBOTS: text(FORBID)}, HOME, f"{HOME}a") == ["error_OverflowError"] * 2


def test_a_busy_host_is_left_alone_for_as_long_as_it_asks() -> None:
    host = Host({ROBOTS: text(b"", 503, Retry_After="600")})
    refusal = asyncio.run(host.ask(HOME))
    assert refusal is not None
    assert (refusal.outcome, refusal.retry_after) == (Outcome.RETRY, 600.0)


def test_redirects_are_followed_also_to_another_host_and_the_rules_are_the_first_hosts() -> None:
    there = "http://www.other.example/rules.txt"
    answers: Answers = {ROBOTS: text(b"", 301, Location=there), there: text(FORBID)}
    assert asks(answers, f"{HOME}private", f"{HOME}open") == ["robots", ""]


def test_a_robots_txt_that_redirects_for_ever_is_none() -> None:
    assert Host({ROBOTS: text(b"", 302, Location="/robots.txt")}).robots().rules.parser is None


def test_a_redirect_to_nowhere_is_none() -> None:
    assert Host({ROBOTS: text(b"", 302, Location="mailto:a@b.example")}).robots().rules.parser is None


def test_half_a_megabyte_is_read_and_what_stands_behind_it_is_not() -> None:
    filler = b"# nothing\n" * (MAX_ROBOTS_BYTES // 10)
    before = FORBID + filler + b"User-agent: *\nDisallow: /late\n"
    assert asks({ROBOTS: text(before)}, f"{HOME}private", f"{HOME}late") == ["robots", ""]


def test_a_download_that_grows_too_long_is_cut_off() -> None:
    host = Host({})
    request, page = Request(ROBOTS), Request(HOME)
    host.middleware._received[request] = 0
    host.middleware.cut_off(b"x" * (MAX_ROBOTS_BYTES - 1), request)
    host.middleware.cut_off(b"x" * MAX_ROBOTS_BYTES * 2, page)
    with pytest.raises(StopDownload) as caught:
        host.middleware.cut_off(b"x", request)
    assert caught.value.fail is False


def test_the_pages_of_a_slow_site_wait_for_each_other_from_the_first_on() -> None:
    host = Host({ROBOTS: text(b"User-agent: *\nCrawl-delay: 7\n")})
    slot = SimpleNamespace(delay=1.0, lastseen=0.0)
    host.crawler.engine.downloader.slots["teeth.example"] = slot
    assert asyncio.run(host.ask(HOME)) is None
    assert slot.delay == 7
    assert slot.lastseen > 0, "the first page waits from when robots.txt had come"


def test_sitemaps_are_noted_on_the_request() -> None:
    host = Host({ROBOTS: text(b"Sitemap: /map.xml\nSitemap: http://other.example/map.xml\n")})
    request = Request(HOME)
    asyncio.run(host.middleware.process_request(request))
    assert request.meta["sitemaps"] == (f"{HOME}map.xml",)


def test_rules_are_kept_for_a_day_and_a_failure_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(robots, "monotonic", lambda: now)

    async def ask(host: Host, *times: float) -> int:
        nonlocal now
        for at in times:
            now = at
            await host.middleware.robots_of(Request(HOME))
        return len(host.asked)

    assert asyncio.run(ask(Host({ROBOTS: text(FORBID)}), 1000.0, 80_000.0)) == 1
    assert asyncio.run(ask(Host({ROBOTS: text(FORBID)}), 1000.0, 88_000.0)) == 2
    assert asyncio.run(ask(Host({ROBOTS: text(b"", 503)}), 1000.0, 1002.0)) == 1
    assert asyncio.run(ask(Host({ROBOTS: text(b"", 503)}), 1000.0, 1003.5)) == 2


def test_no_more_hosts_are_kept_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robots, "MAX_ROBOTS_HOSTS", 3)
    host = Host({f"http://site{number}.example/robots.txt": text(b"") for number in range(9)})

    async def run() -> None:
        for number in range(9):
            await host.middleware.robots_of(Request(f"http://site{number}.example/"))

    asyncio.run(run())
    assert len(host.middleware._cached) == 3


def test_each_host_and_scheme_has_rules_of_its_own() -> None:
    secure = "https://teeth.example/robots.txt"
    host = Host({ROBOTS: text(FORBID), secure: text(b"")})
    assert asyncio.run(host.ask(f"{HOME}private")) is not None
    assert asyncio.run(host.ask("https://teeth.example/private")) is None


SIX = """
import json, sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
class Six(scrapy.Spider):
    name = "six"
    fetched = []
    async def start(self):
        for number in range(6):
            yield scrapy.Request(f"http://teeth.example/private/{number}", errback=lambda failure: None)
    def parse(self, response):
        self.fetched.append(response.url)
process = AsyncCrawlerProcess({
    "DOWNLOADER_MIDDLEWARES": {"linkfinder.crawl.middlewares.robots.RobotsMiddleware": 200},
    "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False})
process.crawl(Six)
process.start()
print(json.dumps(Six.fetched))
"""


@pytest.mark.parametrize("status", [200, 503])
def test_six_requests_that_start_together_through_scrapy_fetch_nothing_forbidden(web: Web, status: int) -> None:
    web.pages[ROBOTS] = Reply(FORBID, status, headers={"Content-Type": "text/plain"}, delay=0.2)
    web.pages[f"{HOME}private/*"] = "secret"
    environ = {**os.environ, "http_proxy": web.address, "no_proxy": ""}
    done = subprocess.run(
        [sys.executable, "-c", SIX], env=environ, capture_output=True, text=True, timeout=ENDS_WITHIN, check=True
    )
    assert json.loads(done.stdout) == []
    assert web.asked_for() == []
