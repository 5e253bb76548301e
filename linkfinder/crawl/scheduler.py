"""Connects Scrapy's engine, the database and `frontier.site_scheduling`, which decides what is asked next.

Only a few pages of each leased site are in memory. They are fetched in batches by a task beside the event loop, and an
address is done when its visit is stored, not before. See docs/reference/crawling.md.
"""

import asyncio
import contextlib
import logging
import time
from typing import TYPE_CHECKING, Any, Self

from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.spiders import Spider
from scrapy.utils.defer import deferred_from_coro

from linkfinder.crawl.plan import planned_spider
from linkfinder.frontier.site_scheduling import DatabaseStep, Steps
from linkfinder.model.lease import LeasedPage
from linkfinder.storage.scheduling import StepContext, do_step

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred

_TICK_SECONDS = 0.25
"""Seconds between two questions to the database when nothing happens: a site whose time has come waits no longer."""

log = logging.getLogger(__name__)


class FrontierScheduler(BaseScheduler):
    """Scrapy's scheduler over the sites that this worker has leased."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._spider = planned_spider(crawler)
        self._plan = self._spider.plan
        self._state = self._plan.scheduling
        self._changed = asyncio.Event()
        self._is_closing = False
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the scheduler of a crawler; its plan is the spider's."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:  # noqa: ARG002 (Scrapy's name)
        """Begin to lease sites."""
        self._state.on_work = self._changed.set
        self._state.on_ready = self._wake_engine
        self._working = asyncio.ensure_future(self._work())

    def close(self, reason: str) -> "Deferred[None]":  # noqa: ARG002 (Scrapy's name)
        """Give every site back. Called when all visits are stored."""
        return deferred_from_coro(self._close())

    async def _close(self) -> None:
        self._is_closing = True  # not cancelled: what is being leased is to be known here, so that it is given back
        self._changed.set()
        if self._timer is not None:
            self._timer.cancel()
        await self._working
        await self._run(self._state.close())

    def __len__(self) -> int:
        """Return how many pages are at hand."""
        return len(self._state)

    def has_pending_requests(self) -> bool:
        """Tell whether the crawl is to go on when nothing is in flight."""
        return not self._state.is_over

    def enqueue_request(self, request: Request) -> bool:
        """Take back a request of a site that is being asked: the same page again, through a browser."""
        return self._state.repeat(request.meta["download_slot"], request)

    def next_request(self) -> Request | None:
        """Return the best request that may be made now, or None."""
        found = self._state.next()
        if found is None:
            self._wake_later()
            return None
        request = self._request(found.item, found.domain) if isinstance(found.item, LeasedPage) else found.item
        request.meta["requested"] = time.monotonic()
        return request

    def _request(self, page: LeasedPage, domain: str) -> Request:
        headers = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
        return Request(
            page.url,
            headers={name: value for name, value in headers.items() if value},
            errback=self._spider.failed,
            meta={"leased": page, "download_slot": domain, "verbatim_url": True},
            dont_filter=True,
        )

    # The database, beside the event loop

    async def _work(self) -> None:
        while not (self._state.is_over or self._is_closing):
            try:
                await self._run(self._state.work())
            except Exception as error:  # noqa: BLE001 (a task that dies silently would leave the crawl waiting for ever)
                self._plan.ending.give_up(error)
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), _TICK_SECONDS)
            if not self._changed.is_set():
                self._state.passed()
            self._changed.clear()

    async def _run(self, steps: Steps[None]) -> None:
        """Do the steps one after another, each in a transaction of its own."""
        answer = None
        with contextlib.suppress(StopIteration):
            while True:
                answer = await self._answer(steps.send(answer))

    async def _answer(self, step: DatabaseStep) -> Any:
        now, plan = time.time(), self._plan
        context = StepContext(plan.niche_id, plan.lease_terms, now, ahead=now - time.monotonic())
        return await plan.database.run(lambda session: do_step(session, context, step))

    def _wake_engine(self) -> None:
        """Let the engine ask for requests now. Scrapy 2.19 has no public way for that."""
        slot = self._crawler.engine._slot  # noqa: SLF001 (tests/crawl/test_private_interfaces.py tells when it breaks)
        if slot is not None:
            slot.nextcall.schedule()

    def _wake_later(self) -> None:
        at, now = self._state.next_ready(), time.monotonic()
        if at is None or (self._timer is not None and now < self._timer.when() <= at):
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(max(at, now + 0.001), self._wake_engine)
