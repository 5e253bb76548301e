"""What runs beside a crawl: its time limit, its heartbeat, its progress reports, and its end after an error."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from linkfinder.crawl.plan import CrawlProgress, planned_spider
from linkfinder.errors import LinkfinderError, StorageError
from linkfinder.storage import leases, runs

_PROGRESS_SECONDS = 0.5
"""How often progress is reported: a person sees it move, and it costs nothing beside the pages."""

_COUNT_SECONDS = 10.0
"""How often what waits is counted in the database: a million rows take a third of a second."""

TIME_LIMIT_REACHED = "minutes"
"""Why a crawl ended whose time was up."""

log = logging.getLogger(__name__)


class CrawlTimers:
    """Timers that start and stop with the spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._plan = planned_spider(crawler).plan
        self._tasks: list[asyncio.Task[None]] = []
        self._queued = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the timers of a crawl."""
        timers = cls(crawler)
        crawler.signals.connect(timers.begin, signals.spider_opened)
        crawler.signals.connect(timers.end, signals.spider_closed)
        crawler.signals.connect(timers.visit_lost, signals.item_error)
        crawler.signals.connect(timers.visit_lost, signals.spider_error)
        return timers

    def begin(self) -> None:
        """Start the timers."""
        self._started = time.monotonic()
        timers_by_interval: list[tuple[float, Callable[[], Awaitable[None]]]] = [
            (runs.HEARTBEAT_INTERVAL.total_seconds(), self._heartbeat)
        ]
        if self._plan.on_progress is not None:
            timers_by_interval += [(_PROGRESS_SECONDS, self._report), (_COUNT_SECONDS, self._count)]
        if self._plan.seconds:
            timers_by_interval.append((self._plan.seconds, self._time_is_up))
        self._tasks = [asyncio.ensure_future(self._every(seconds, act)) for seconds, act in timers_by_interval]

    def visit_lost(self, failure: Failure) -> None:
        """End the crawl: it would wait for ever for a visit that an error of its own code has stopped on its way."""
        self._plan.ending.give_up(
            LinkfinderError(
                f"a visit was lost by {type(failure.value).__name__} ({failure.value}); --log FILE says where"
            )
        )

    async def end(self) -> None:
        """Stop the timers, and report how far the crawl came."""
        for task in self._tasks:
            task.cancel()
        if self._plan.on_progress is not None:
            await self._count()
            await self._report()

    async def _every(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await act()
            except StorageError as error:
                log.warning("%s", error)  # what is to be stored fails too, and says so

    async def _heartbeat(self) -> None:
        plan = self._plan
        now = datetime.now(UTC)
        if not await plan.database.run(lambda session: runs.heartbeat(session, plan.run_id, now)):
            self._plan.ending.give_up(LinkfinderError("another run has taken over the niche; this one ends"))

    async def _time_is_up(self) -> None:
        self._plan.ending.close(TIME_LIMIT_REACHED)

    async def _count(self) -> None:
        plan = self._plan
        self._queued = await plan.database.run(lambda session: leases.count_queued(session, plan.niche_id))

    async def _report(self) -> None:
        if self._plan.on_progress is not None:
            pages = self._plan.tally["pages"]
            rate = pages / max(time.monotonic() - self._started, 0.001)
            self._plan.on_progress(CrawlProgress(dict(self._plan.tally), self._queued, rate))
