"""robots.txt to the letter of RFC 9309: asked once a host before anything else, obeyed by everybody who waits for it.

Scrapy's own middleware lets requests through that wait for one robots.txt together, takes the page of a 404 for rules,
and allows everything when the server fails. Here 4xx allows all, a server that fails or cannot be reached allows
nothing, Crawl-delay is obeyed up to a limit, and what was read is asked for anew after a day.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from http import HTTPStatus
from time import monotonic
from typing import Self

from protego import Protego
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

MAX_ROBOTS_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB must be read. The rest of a longer file is not."""

_MAX_DECODED_BYTES = 32 * 1024 * 1024
"""What half a megabyte may become when a server compresses it unasked; a bomb is an unreadable robots.txt."""

_MAX_REDIRECTS = 5
"""RFC 9309, 2.3.1.2: five redirects are followed, also to other hosts; more count as no robots.txt."""

_MAX_CACHED_HOSTS = 20_000
"""Hosts whose rules are kept: about 1.5 KB each."""

_CACHE_SECONDS = 24 * 3600.0
"""RFC 9309, 2.4: a day at most."""

_FAILED_CACHE_SECONDS = 3.0
"""The first retry comes after four seconds and asks anew."""

_PARSE_IN_THREAD_FROM = 64 * 1024
"""Bytes from which on parsing may take longer than the other hosts should wait."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one host's robots.txt says; `refusal` stands in its place when it cannot be had."""

    parser: Protego | None = None
    refusal: RequestRefused | None = None
    sitemaps: tuple[str, ...] = ()
    delay: float = 0.0
    until: float = 0.0  # on the monotonic clock


class RobotsMiddleware:
    """Lets a request pass when its host's robots.txt allows it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._token: str = crawler.settings["LINKFINDER_ROBOTS_NAME"]
        self._max_crawl_delay = crawler.settings.getfloat("LINKFINDER_LONGEST_DELAY")
        self._cached: OrderedDict[str, asyncio.Task[RobotsRules]] = OrderedDict()
        self._received: dict[Request, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware that the settings describe."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Note the host's sitemaps on the request; raise RequestRefused when its robots.txt forbids the address."""
        if "robots_of" in request.meta:
            return
        rules = await self.rules_for(request)
        if rules.refusal is not None:
            raise rules.refusal
        if rules.parser is not None and not rules.parser.can_fetch(request.url, self._token):
            raise RequestRefused(Outcome.DROPPED, "robots", f"robots.txt forbids {request.url}")
        request.meta["sitemaps"] = rules.sitemaps
        request.meta["crawl_delay"] = rules.delay
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            slot.delay = max(slot.delay, rules.delay)  # also between robots.txt and the first page

    async def rules_for(self, request: Request) -> RobotsRules:
        """Return the rules of the request's host, which is asked for them only once however many wait."""
        parsed = urlparse_cached(request)
        home = f"{parsed.scheme}://{parsed.netloc}/"
        task = self._cached.get(home)
        if task is None or (task.done() and monotonic() >= task.result().until):
            task = self._cached[home] = asyncio.ensure_future(self._fetch_rules(home))
            while len(self._cached) > _MAX_CACHED_HOSTS:
                self._cached.popitem(last=False)
        return await asyncio.shield(task)

    async def _fetch_rules(self, home: str) -> RobotsRules:
        rules = await self._find(home)
        return replace(rules, until=monotonic() + (_FAILED_CACHE_SECONDS if rules.refusal else _CACHE_SECONDS))

    async def _find(self, home: str) -> RobotsRules:
        url = f"{home}robots.txt"
        try:
            return await self._follow(url, home)
        except Exception as error:  # noqa: BLE001 (whatever stops it, the rules cannot be had)
            failure = result_of_failure(error)
            return RobotsRules(refusal=RequestRefused(Outcome.RETRY, failure.reason, f"{url} cannot be had: {error}"))

    async def _follow(self, url: str, home: str) -> RobotsRules:
        for _ in range(_MAX_REDIRECTS + 1):
            response = await self._fetch(url, home)
            location = response.headers.get("Location")
            if not HTTPStatus.MULTIPLE_CHOICES <= response.status < HTTPStatus.BAD_REQUEST or location is None:
                return await self._read(response, home)
            target = urls.absolute(location.decode("latin-1"), url)
            if target is None:
                break
            url = target
        return RobotsRules()

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
        """Count what comes of a robots.txt. Only while one is on its way: every piece of every page is told."""
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

    async def _read(self, response: Response, home: str) -> RobotsRules:
        status = response.status
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
            wait = retry_after_of(response)
            refusal = RequestRefused(Outcome.RETRY, "robots_unreachable", f"HTTP {status} for {response.url}", wait)
            return RobotsRules(refusal=refusal)
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return RobotsRules()
        text = response.body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace")
        parser = (
            await asyncio.to_thread(Protego.parse, text) if len(text) > _PARSE_IN_THREAD_FROM else Protego.parse(text)
        )
        return RobotsRules(parser, sitemaps=sitemap_lines(text, home), delay=self._delay(parser, home))

    def _delay(self, parser: Protego, home: str) -> float:
        asked = parser.crawl_delay(self._token) or 0.0
        if asked > self._max_crawl_delay:
            log.warning("%s asks for %.0f s between requests; it gets %.0f", home, asked, self._max_crawl_delay)
        return min(asked, self._max_crawl_delay)
