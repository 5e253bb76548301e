"""Last, visits are stored: many at a time, beside the event loop, each batch whole or not at all.

A visit's address is settled in the frontier in the same transaction, so a crawl that is killed has lost nothing but
what was in flight. A visit that cannot be stored is stored as failed, and the others of its batch go on.
"""

import asyncio
import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from linkfinder import urls
from linkfinder.crawl.plan import CrawlPlan, planned_spider
from linkfinder.errors import StorageError
from linkfinder.frontier.inlinks import InlinkCounter
from linkfinder.model.opportunity import Judgement
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage.visits import BatchScope, StoredCounts, store_batch

_POLL_SECONDS = 0.02
"""How often it is asked whether a batch is due: in the time of a few pages."""

_AWAITED_SECONDS = 0.1
"""How long visits wait at most when nothing is at hand: what comes in together is stored together."""

_MAX_WAITING_VISITS = 500
"""Visits that wait to be stored; when the database is slower than the web, the web waits."""

_TALLY_NAMES = {
    Outcome.FETCHED: "fetched",
    Outcome.UNCHANGED: "unchanged",
    Outcome.RETRY: "retried",
    Outcome.FAILED: "failed",
    Outcome.DROPPED: "dropped",
}
"""The names under which visits are counted, by how they ended."""

log = logging.getLogger(__name__)


class StorePipeline:
    """Gathers visits and stores them in batches."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._plan = planned_spider(crawler).plan
        self._most = crawler.settings.getint("LINKFINDER_BATCH")
        self._seconds = crawler.settings.getfloat("LINKFINDER_BATCH_SECONDS")
        self._waiting: list[Visit] = []
        self._since = 0.0  # when the first of them came
        self._writer: asyncio.Task[None] | None = None
        self._is_closing = False
        self._lock = asyncio.Lock()
        self._inlinks = InlinkCounter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline that the settings describe."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Begin to write."""
        self._writer = asyncio.ensure_future(self._write())

    async def close_spider(self) -> None:
        """Store what is left.

        The writer ends by itself: a batch that is being stored when its task is cancelled would be stored twice.
        """
        self._is_closing = True
        if self._writer is not None:
            await self._writer
        try:
            await self._flush()
        except StorageError as error:
            self._plan.ending.error = self._plan.ending.error or error

    async def process_item(self, item: Visit) -> Visit:
        """Return the visit, which will be stored soon; wait while too many are waiting."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(item)
        if len(self._waiting) >= _MAX_WAITING_VISITS:
            await self._flush()
        return item

    async def _write(self) -> None:
        while not self._is_closing:
            try:
                if self._is_due():
                    await self._store_batch()
            except StorageError as error:
                self._plan.ending.give_up(error)
                return
            await asyncio.sleep(_POLL_SECONDS)

    def _is_due(self) -> bool:
        """Tell whether a batch is full or has waited long enough, or whether the crawl waits for what is in it."""
        if not self._waiting or len(self._waiting) >= self._most:
            return bool(self._waiting)
        # When nothing is at hand, the next pages are in what is not stored yet; when nothing is on its way either, no
        # visit will join this batch.
        is_awaited, is_last = not len(self._plan.scheduling), not self._crawler.engine.downloader.active
        waited = time.monotonic() - self._since
        return waited >= (_AWAITED_SECONDS if is_awaited else self._seconds) or (is_awaited and is_last)

    async def _flush(self) -> None:
        while self._waiting:
            await self._store_batch()

    async def _store_batch(self) -> None:
        async with self._lock:
            batch = self._waiting[: self._most]
            if batch:  # whoever held the lock may have stored all there was
                await self._store(batch)
                del self._waiting[: len(batch)]
                self._since = time.monotonic()  # the others came in the meantime
                self._plan.scheduling.stored(batch)

    async def _store(self, batch: Sequence[Visit]) -> None:
        plan = self._plan
        scope = BatchScope(plan.niche_id, plan.run_id, plan.decide_site, self._inlinks)
        try:
            stored = await plan.database.run(lambda session: store_batch(session, scope, batch))
        except StorageError:
            self._plan.forget_links()
            raise
        except Exception:
            self._plan.forget_links()
            if len(batch) == 1:
                log.exception("%s: what it brought cannot be stored", batch[0].url)
                await self._store([_emptied(batch[0])])
                return
            for visit in batch:
                await self._store([visit])
            return
        _count_batch(plan, batch, stored)


def _emptied(visit: Visit) -> Visit:
    """Return a visit that says only that its page could not be stored."""
    if visit.reason == "unstorable":
        raise StorageError(f"{visit.url}: not even its failure can be stored; see the log")
    return replace(
        visit, outcome=Outcome.FAILED, reason="unstorable", page=None, risks=(), judgement=Judgement(), leads=()
    )


def _count_batch(plan: CrawlPlan, visits: Iterable[Visit], stored: StoredCounts) -> None:
    """Add a stored batch to the tally of the crawl."""
    tally = plan.tally
    for visit in visits:
        plan.seed_outcomes.record(visit)
        tally[_TALLY_NAMES[visit.outcome]] += 1
        if visit.page is not None:
            tally["pages"] += 1
            plan.sites.add(urls.site_of(visit.url))
        if visit.reason and visit.outcome is not Outcome.UNCHANGED:
            tally[f"reason/{visit.reason}"] += 1
        for opportunity in visit.judgement.opportunities:
            tally[f"seen/{opportunity.kind}"] += 1
        for rejection in visit.judgement.rejections:
            tally[f"rejected/{rejection.kind}"] += 1
    tally["sites"] = len(plan.sites)
    for kind, number in stored.found.items():
        tally[f"found/{kind}"] += number
    for name in ("new_pages", "changed_pages", "contacts", "links", "flagged"):
        tally[name] += getattr(stored, name)
