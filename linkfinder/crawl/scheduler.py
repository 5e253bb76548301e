"""Scrapy's scheduler over the frontier in the database: it hands out the best page that may be asked for now.

Only a few pages of each leased site are in memory. They are fetched in batches by a pump beside the event loop, and an
address is done when its visit is stored, not before. See docs/reference/crawling.md.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Self, TypeVar, cast

from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.spiders import Spider
from scrapy.utils.defer import deferred_from_coro

from linkfinder import urls
from linkfinder.frontier.site_queue import SiteQueue
from linkfinder.frontier.yield_estimate import is_worth_trying_more
from linkfinder.model.lease import LeasedPage, LeasedSite, SiteGroup
from linkfinder.model.visit import Visit
from linkfinder.storage import leases

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred

    from linkfinder.crawl.plan import PlannedSpider

_TICK_SECONDS = 0.25
"""Seconds between two looks at the database when nothing happens: a site whose time has come waits no longer."""

UNENDORSED_SITES_AT_ONCE = 8
"""Sites asked while unread ones that nobody vouches for are looked at: what one of them leads to comes before the next
of them, so they are not asked by the hundred. At a second or two an answer that is 15,000 looks an hour."""

_INITIAL_QUOTA_RESERVE = 2
"""Times the pages that first helpings need which are kept for them: each may lead to another site that needs its own,
and while nothing else is at hand for a moment no site is to eat what those will want."""

_SITES_PER_LEASE = 32
"""Sites leased in one transaction: long enough to be worth it, short enough not to hold up what is to be stored."""

log = logging.getLogger(__name__)


_Result = TypeVar("_Result")


class FrontierScheduler(BaseScheduler):
    """The scheduler. `plan` is the spider's."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._delay = settings.getfloat("DOWNLOAD_DELAY")
        self._max_wait = settings.getfloat("LINKFINDER_PATIENCE")
        self._most_sites = settings.getint("LINKFINDER_SITES_LEASED")
        self._queue: SiteQueue[LeasedPage | Request] = SiteQueue()
        self._held: dict[str, set[int]] = {}  # of each leased site, what is handed out or at hand and not yet stored
        self._sites_to_refill: set[str] = set()  # sites with nothing at hand, of which the database may know more
        self._awaiting_storage: set[str] = (
            set()
        )  # sites that wait until something better than what was at hand is stored
        self._handed_out = 0
        self._is_initial_quota_only = True  # no site gets more than its first helping
        self._is_over = False
        self._may_lease = True
        self._changed = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the scheduler that the settings describe."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Begin to lease sites."""
        self._spider = cast("PlannedSpider", spider)
        self._plan = self._spider.plan
        self._pump = asyncio.ensure_future(self._run())
        self._renewed = time.monotonic()

    def close(self, reason: str) -> "Deferred[None]":  # noqa: ARG002 (Scrapy's name)
        """Give every site back. Called when all visits are stored."""
        return deferred_from_coro(self._close())

    async def _close(self) -> None:
        self._pump.cancel()
        if self._timer is not None:
            self._timer.cancel()
        await asyncio.gather(self._pump, return_exceptions=True)
        await self._release(self._queue.domains)

    # What Scrapy's engine asks

    def __len__(self) -> int:
        """Return how many pages are at hand."""
        return len(self._queue)

    def has_pending_requests(self) -> bool:
        """Tell whether the crawl is to go on when nothing is in flight."""
        return not self._is_over

    def enqueue_request(self, request: Request) -> bool:
        """Take back a request of a site that is being asked: the second look at a page, through a browser."""
        domain = request.meta["download_slot"]
        if domain not in self._queue:
            return False
        self._queue.put_first(domain, request)
        self._wake_engine()
        return True

    def next_request(self) -> Request | None:
        """Return the best request that may be made now, or None."""
        found = self._queue.pop(time.monotonic())
        if found is None:
            self._wake_later()
            return None
        domain, item = found
        if self._queue.is_empty(domain):
            self._sites_to_refill.add(domain)
            self._changed.set()
        if not isinstance(item, Request):
            self._handed_out += 1
            if self._is_spent:
                for each in self._queue.domains:
                    self._drop_fetched_ahead(each)
            item = self._request(item, domain)
        item.meta["requested"] = time.monotonic()
        return item

    # What the spider and the pipelines tell

    def answered(self, request: Request, wait: float | None, *, was_sent: bool = True) -> None:
        """Note that a site's answer came, and for how many seconds it wants to be left alone."""
        domain = request.meta["download_slot"]
        if domain not in self._queue:
            return
        pause = max(self._delay, request.meta.get("crawl_delay", 0.0)) if was_sent else 0.0
        self._queue.answered(domain, time.monotonic() + max(pause, wait or 0.0))
        if wait is not None:
            self._drop_fetched_ahead(domain)  # in the database they wait for that time, and other sites have the place
        self._wake_engine()

    def await_leads(self, visit: Visit) -> None:
        """Note what a page that was just read leads to: its site waits for that when nothing as good is at hand."""
        domain = urls.site_of(visit.url)
        if domain in self._held and self._queue.best(domain) < _best_internal_lead(visit, domain):
            self._awaiting_storage.add(domain)
            self._drop_fetched_ahead(domain)

    def stored(self, visits: Sequence[Visit]) -> None:
        """Note that visits are stored: their sites may have more or better to offer, and new sites may have come."""
        for visit in visits:
            domain = urls.site_of(visit.url)
            self._awaiting_storage.discard(domain)
            if domain in self._held:
                self._held[domain].discard(visit.frontier_id)
                self._sites_to_refill.add(domain)
                if self._queue.best(domain) < _best_internal_lead(visit, domain):
                    self._drop_fetched_ahead(domain)
        self._may_lease = True
        self._changed.set()

    def _drop_fetched_ahead(self, domain: str) -> None:
        """Forget the pages at hand for a site; what is in flight stays held until it is stored."""
        for item in self._queue.clear(domain):
            if isinstance(item, Request):
                self._queue.put_first(domain, item)  # its page is in flight, between two looks
            else:
                self._held[domain].discard(item.id)
        self._sites_to_refill.add(domain)
        self._changed.set()

    # The pump: what goes on between memory and database

    async def _run(self) -> None:
        while not self._is_over:
            try:
                await self._refill()
            except Exception as error:  # noqa: BLE001 (a pump that dies unheard would leave the crawl waiting for ever)
                self._spider.give_up(error)
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), _TICK_SECONDS)
            self._may_lease |= not self._changed.is_set()
            self._changed.clear()

    async def _refill(self) -> None:
        await self._refill_sites()
        room = min(self._most_sites - len(self._held), _SITES_PER_LEASE)
        self._is_initial_quota_only |= room <= 0  # others may wait: who had a helping makes room
        if room > 0 and self._may_lease and not self._is_spent:
            await self._lease(room)
        if time.monotonic() - self._renewed > self._plan.lease_terms.seconds / 3:
            await self._renew()
        if not self._held:
            await self._check_finished()

    async def _lease(self, room: int) -> None:
        """Take sites: those that wait for their first helping, then strangers; when there is none left, any."""
        self._is_initial_quota_only = True
        sites = await self._query(leases.lease, room, time.time(), whom=SiteGroup.ENDORSED)
        if len(sites) < room and not await self._may_try_unendorsed(time.time()):
            self._is_initial_quota_only = not await self._has_pages_beyond_initial_quotas()
            more = 0 if self._is_initial_quota_only else room - len(sites)
            sites += await self._query(leases.lease, more, time.time(), whom=SiteGroup.ENDORSED) if more else []
        elif not sites and (few := UNENDORSED_SITES_AT_ONCE - len(self._held)) > 0:
            sites = await self._query(leases.lease, min(few, room), time.time(), whom=SiteGroup.UNENDORSED)
        self._may_lease = len(sites) == room
        for site in sites:
            self._take(site)

    async def _may_try_unendorsed(self, until: float) -> bool:
        """Tell whether sites that nobody vouches for wait and are worth a look, as far as such sites were so far."""
        if not await self._query(leases.pending, until, whom=SiteGroup.UNENDORSED):
            return False
        plan = self._plan
        return is_worth_trying_more(
            *await plan.database.run(lambda session: leases.unendorsed_results(session, plan.niche_id))
        )

    async def _has_pages_beyond_initial_quotas(self) -> bool:
        needed = await self._query(
            leases.pages_for_initial_quotas, time.time() + self._max_wait, whom=SiteGroup.ENDORSED
        )
        return self._plan.pages - self._handed_out > _INITIAL_QUOTA_RESERVE * needed

    @property
    def _is_spent(self) -> bool:
        return self._handed_out >= self._plan.pages

    async def _refill_sites(self) -> None:
        """Fetch more pages of the sites that have none at hand, and give those back that have none at all."""
        due = (self._sites_to_refill & self._held.keys()) - self._awaiting_storage
        hungry = {domain: frozenset(self._held[domain]) for domain in sorted(due)}
        self._sites_to_refill &= self._awaiting_storage
        empty = {domain: held for domain, held in hungry.items() if self._queue.is_empty(domain)}
        if not empty:
            return
        fed = (
            {}
            if self._is_spent
            else {domain: held for domain, held in empty.items() if not self._waits_too_long(domain)}
        )
        found = await self._query(leases.next_pages, fed, time.time()) if fed else {}
        for domain, pages in found.items():
            self._add(domain, pages)
        await self._release([domain for domain in empty if domain in self._held and not self._held[domain]])

    def _waits_too_long(self, domain: str) -> bool:
        """Tell whether a site wants to be left alone for longer than a run waits for anything."""
        return self._queue.ready_at(domain) > time.monotonic() + self._max_wait

    def _take(self, site: LeasedSite) -> None:
        self._held[site.domain] = set()
        self._queue.open(site.domain, time.monotonic() + max(0.0, site.next_at - time.time()))
        self._add(site.domain, site.pages)

    def _add(self, domain: str, pages: Sequence[LeasedPage]) -> None:
        if self._is_spent:  # the last page was given out while these were looked for: they stay queued
            self._sites_to_refill.add(domain)
            self._changed.set()
            return
        self._held[domain].update(page.id for page in pages)
        share = min((page.yield_factor for page in pages), default=1.0)
        self._queue.add(domain, ((page.priority, page) for page in pages), share)
        self._wake_engine()

    async def _release(self, domains: Collection[str]) -> None:
        ahead = time.time() - time.monotonic()
        next_at = {domain: self._queue.ready_at(domain) + ahead for domain in domains}
        for domain in domains:
            self._queue.close(domain)
            del self._held[domain]
        if next_at:
            await self._query(leases.release, next_at)

    async def _renew(self) -> None:
        self._renewed = time.monotonic()
        kept = await self._query(leases.renew, self._queue.domains, time.time())
        for domain in [domain for domain in self._held if domain not in kept]:
            log.warning("%s: its lease was lost; another worker asks it now", domain)
            self._queue.close(domain)
            del self._held[domain]

    async def _check_finished(self) -> None:
        self._is_initial_quota_only = False
        until = time.time() + self._max_wait
        has_more = await self._query(leases.pending, until, whom=SiteGroup.ENDORSED) or await self._may_try_unendorsed(
            until
        )
        self._is_over = self._is_spent or not has_more
        if self._is_over:
            self._wake_engine()

    async def _query(
        self, question: Callable[..., _Result], *arguments: object, whom: SiteGroup = SiteGroup.ANY
    ) -> _Result:
        plan = self._plan
        terms = replace(
            plan.lease_terms.with_initial_quota if self._is_initial_quota_only else plan.lease_terms, group=whom
        )
        return await plan.database.run(lambda session: question(session, plan.niche_id, terms, *arguments))

    def _request(self, page: LeasedPage, domain: str) -> Request:
        headers = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
        return Request(
            page.url,
            headers={name: value for name, value in headers.items() if value},
            errback=self._spider.failed,
            meta={"leased": page, "download_slot": domain, "verbatim_url": True},
            dont_filter=True,
        )

    def _wake_engine(self) -> None:
        """Let the engine ask for requests now. It has no public way to be told (Scrapy 2.19)."""
        slot = self._crawler.engine._slot  # noqa: SLF001
        if slot is not None:
            slot.nextcall.schedule()

    def _wake_later(self) -> None:
        at, now = self._queue.next_ready(), time.monotonic()
        if at is None or (self._timer is not None and now < self._timer.when() <= at):
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(max(at, now + 0.001), self._wake_engine)


def _best_internal_lead(visit: Visit, domain: str) -> float:
    """Return the promise of the best lead to the visit's own site; its home page, which every page names, is none."""
    best = 0.0
    for lead in visit.leads:  # best first, mostly: few need the look at their address
        if lead.priority > best and urls.site_of(lead.url) == domain and not urls.is_home(lead.url):
            best = lead.priority
    return best
