"""robots.txt to the letter of RFC 9309: asked once a host before anything else, obeyed by everybody who waits for it.

Scrapy's own middleware lets requests through that wait for one robots.txt together, takes the page of a 404 for rules,
and allows everything when the server fails. Here 4xx allows all, a server that fails or cannot be reached allows
nothing, Crawl-delay is obeyed up to a limit, and what was read is asked for anew after a day.
"""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Self

from cachetools import LRUCache
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from linkfinder import urls
from linkfinder.analysis.sitemaps import sitemap_lines
from linkfinder.crawl.refusals import RequestRefused
from linkfinder.crawl.responses import result_of_failure, retry_after_of
from linkfinder.model.visit import Outcome
from linkfinder.net.exchange import REDIRECT_STATUSES
from linkfinder.net.robots import (
    MAX_CRAWL_DELAY,
    MAX_ROBOTS_BYTES,
    MAX_ROBOTS_HOSTS,
    MAX_ROBOTS_REDIRECTS,
    ROBOTS_CACHE_SECONDS,
    RobotsRules,
    robots_rules,
    robots_text,
)

_MAX_DECODED_BYTES = 32 * 1024 * 1024
"""What half a megabyte may become when a server compresses it unasked; a bomb is an unreadable robots.txt."""

_FAILED_CACHE_SECONDS = 3.0
"""The first retry comes after four seconds and asks anew."""

_PARSE_IN_THREAD_FROM = 64 * 1024
"""Bytes from which on parsing may take longer than the other hosts should wait."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HostRobots:
    """The robots.txt of one host; `refusal` says why requests are put off when it cannot be had."""

    rules: RobotsRules = field(default_factory=RobotsRules)
    refusal: RequestRefused | None = None
    sitemaps: tuple[str, ...] = ()
    until: float = 0.0  # on the monotonic clock


class RobotsMiddleware:
    """Lets a request pass when its host's robots.txt allows it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._cached: LRUCache[str, asyncio.Task[HostRobots]] = LRUCache(MAX_ROBOTS_HOSTS)
        self._received: dict[Request, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware that the settings describe."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Note the host's sitemaps on the request; raise RequestRefused when its robots.txt forbids the address."""
        if "robots_of" in request.meta:
            return
        robots = await self.robots_of(request)
        if robots.refusal is not None:
            raise robots.refusal
        if not robots.rules.allows(request.url):
            raise RequestRefused(Outcome.DROPPED, "robots", f"robots.txt forbids {request.url}")
        delay = min(robots.rules.crawl_delay, MAX_CRAWL_DELAY)
        request.meta["sitemaps"] = robots.sitemaps
        request.meta["crawl_delay"] = delay
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            slot.delay = max(slot.delay, delay)  # also between robots.txt and the first page

    async def robots_of(self, request: Request) -> HostRobots:
        """Return what the request's host allows; it is asked only once, however many requests wait."""
        parsed = urlparse_cached(request)
        home = f"{parsed.scheme}://{parsed.netloc}/"
        task = self._cached.get(home)
        if task is None or (task.done() and monotonic() >= task.result().until):
            task = self._cached[home] = asyncio.ensure_future(self._fetch_rules(home))
        return await asyncio.shield(task)

    async def _fetch_rules(self, home: str) -> HostRobots:
        robots = await self._find(home)
        return replace(robots, until=monotonic() + (_FAILED_CACHE_SECONDS if robots.refusal else ROBOTS_CACHE_SECONDS))

    async def _find(self, home: str) -> HostRobots:
        url = f"{home}robots.txt"
        try:
            return await self._follow(url, home)
        except Exception as error:  # noqa: BLE001 (whatever stops it, the rules cannot be had)
            failure = result_of_failure(error)
            return HostRobots(refusal=RequestRefused(Outcome.RETRY, failure.reason, f"{url} cannot be had: {error}"))

    async def _follow(self, url: str, home: str) -> HostRobots:
        for _ in range(MAX_ROBOTS_REDIRECTS + 1):
            response = await self._fetch(url, home)
            location = response.headers.get("Location")
            if response.status not in REDIRECT_STATUSES or location is None:
                return await self._read(response, home)
            target = urls.absolute(location.decode("latin-1"), url)
            if target is None:
                break
            url = target
        return HostRobots()

    async def _fetch(self, url: str, home: str) -> Response:
        request = Request(
            url,
            headers={"Accept": "text/plain,*/*;q=0.5", "Accept-Encoding": "identity"},
            meta={
                "robots_of": home,
                "download_slot": urls.site_of(url),
                "download_maxsize": _MAX_DECODED_BYTES,
                "verbatim_url": True,
            },
            callback=NO_CALLBACK,
        )
        self._listen(request)
        try:
            return await self._crawler.engine.download_async(request)
        finally:
            self._listen_no_more(request)
            self._restart_delay(request.meta["download_slot"])

    def _listen(self, request: Request) -> None:
        """Count the bytes of a robots.txt while one is on its way: the signal comes with every piece of a page."""
        if not self._received:
            self._crawler.signals.connect(self.cut_off, signals.bytes_received)
        self._received[request] = 0

    def _listen_no_more(self, request: Request) -> None:
        del self._received[request]
        if not self._received:
            self._crawler.signals.disconnect(self.cut_off, signals.bytes_received)

    def _restart_delay(self, site: str) -> None:
        """Let a site's delay count from now, when its answer has come; Scrapy counts from when it was asked."""
        slot = self._crawler.engine.downloader.slots.get(site)
        if slot is not None:
            slot.lastseen = monotonic()

    def cut_off(self, data: bytes, request: Request) -> None:
        """End the download of a robots.txt that is longer than it may be, and keep what came."""
        if request in self._received:
            self._received[request] += len(data)
            if self._received[request] >= MAX_ROBOTS_BYTES:
                raise StopDownload(fail=False)

    async def _read(self, response: Response, home: str) -> HostRobots:
        status, body = response.status, response.body
        if len(body) > _PARSE_IN_THREAD_FROM:
            rules = await asyncio.to_thread(robots_rules, status, body)
        else:
            rules = robots_rules(status, body)
        if rules.unreachable:
            wait = retry_after_of(response)
            return HostRobots(
                rules, RequestRefused(Outcome.RETRY, "robots_unreachable", f"HTTP {status} for {response.url}", wait)
            )
        if rules.crawl_delay > MAX_CRAWL_DELAY:
            log.warning("%s asks for %.0f s between requests; it gets %.0f", home, rules.crawl_delay, MAX_CRAWL_DELAY)
        return HostRobots(rules, sitemaps=sitemap_lines(robots_text(body), home) if rules.parser else ())
