"""Which page is asked next: one worker's state between the frontier in the database and the web.

Pure: no database, no network, no event loop. What happens outside is reported by calls (such as `stored`); what is
wanted of the database is yielded as plain data (`work`), and its answer is sent back. So whoever runs it chooses the
time and the thread, and a test can play any order of events. All times are seconds on the clock that is given, which
never jumps. See docs/reference/crawling.md.
"""

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from linkfinder import urls
from linkfinder.frontier.site_queue import SiteQueue
from linkfinder.frontier.yield_estimate import is_worth_trying_more
from linkfinder.model.lease import LeasedPage, LeasedSite, SiteGroup
from linkfinder.model.visit import Visit

UNENDORSED_SITES_AT_ONCE = 8
"""Sites held at most when unendorsed sites are added: what one of them leads to comes before the next of them, so they
are not asked by the hundred. At a second or two an answer that is 15,000 tries an hour."""

_INITIAL_QUOTA_RESERVE = 2
"""Times the pages that initial quotas need which are kept for them: each may lead to another site that needs its own,
and while nothing else is at hand for a moment no site is to use what those will need."""

SITES_PER_LEASE = 32
"""Sites leased in one transaction: enough to be worth one, few enough not to delay what is to be stored."""

_RENEWALS_PER_LEASE = 3
"""Times a lease is renewed while it lasts, so that two renewals may fail or come late."""


@dataclass(frozen=True, slots=True)
class LeaseSites:
    """Lease up to `count` sites. The answer: a sequence of `LeasedSite`, their `next_at` on the scheduler's clock."""

    count: int
    group: SiteGroup
    is_initial_quota_only: bool


@dataclass(frozen=True, slots=True)
class FindPages:
    """Find the next pages of leased sites, without those that are held. The answer: the pages by domain."""

    held: Mapping[str, frozenset[int]]
    is_initial_quota_only: bool


@dataclass(frozen=True, slots=True)
class ReleaseSites:
    """Give leases back, each with the time from which the site may be asked again. The answer: None."""

    ready_at: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RenewLeases:
    """Prolong leases. The answer: the domains whose lease is still this worker's."""

    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasPending:
    """Find out whether a site of the group has a page that may be asked before `until`. The answer: a bool."""

    group: SiteGroup
    until: float
    is_initial_quota_only: bool


@dataclass(frozen=True, slots=True)
class CountInitialQuotaPages:
    """Count the pages that endorsed sites still lack of their initial quotas before `until`. The answer: an int."""

    until: float


@dataclass(frozen=True, slots=True)
class CountUnendorsedResults:
    """Count the unendorsed sites that belong to the niche, and those that were tried. The answer: two floats."""


DatabaseStep = (
    LeaseSites | FindPages | ReleaseSites | RenewLeases | HasPending | CountInitialQuotaPages | CountUnendorsedResults
)

_Repeat = TypeVar("_Repeat")
_Result = TypeVar("_Result")
Steps = Generator[DatabaseStep, Any, _Result]
"""Work that wants something of the database; each step's answer is sent back to it."""


@dataclass(frozen=True, slots=True)
class SchedulingLimits:
    """Within which limits a worker schedules: pages and sites as numbers, the rest in seconds."""

    pages: int  # handed out in this run
    sites: int  # held at a time
    delay: float  # between an answer of a site and the next request to it
    max_wait: float  # a page that is due later than this is not waited for
    lease_seconds: float


class HandedOut(NamedTuple, Generic[_Repeat]):
    """What is asked next: a page for the first time, or a request that was given back to be made."""

    domain: str
    item: LeasedPage | _Repeat


def _ignore() -> None:
    """Do nothing: nobody waits for a signal."""


class SiteScheduling(Generic[_Repeat]):
    """The sites that a worker holds, with what is at hand, in flight and still to be stored.

    `_Repeat` is the type of requests that come back for a second try, for example through a browser. `on_work` is
    called when `work` has something new to do, `on_ready` when `next` may have something to hand out.
    """

    def __init__(self, limits: SchedulingLimits, clock: Callable[[], float]) -> None:
        self.on_work: Callable[[], object] = _ignore
        self.on_ready: Callable[[], object] = _ignore
        self.is_over = False  # nothing is left that this run may ask
        self._limits = limits
        self._clock = clock
        self._queue: SiteQueue[LeasedPage | _Repeat] = SiteQueue()
        self._held: dict[str, set[int]] = {}  # of each leased site, what is handed out or at hand and not yet stored
        self._to_refill: set[str] = set()  # sites with nothing at hand, of which the database may know more
        self._awaiting_storage: set[str] = set()  # sites whose next page is in a visit not stored yet
        self._handed_out = 0
        self._is_initial_quota_only = True  # no site gets more than its initial quota
        self._may_lease = True  # the last lease found all that it wanted, or something has changed since
        self._renewed = clock()

    # What the crawl asks

    def __len__(self) -> int:
        """Return how many pages and requests are at hand."""
        return len(self._queue)

    def next(self) -> HandedOut[_Repeat] | None:
        """Return the best thing to ask now, or None. Its site is not asked again until `answered`."""
        found = self._queue.pop(self._clock())
        if found is None:
            return None
        domain, item = found
        if self._queue.is_empty(domain):
            self._want_refill(domain)
        if isinstance(item, LeasedPage):
            self._handed_out += 1
            if self._is_spent:
                for each in self._queue.domains:
                    self._drop_at_hand(each)
        return HandedOut(domain, item)

    def next_ready(self) -> float | None:
        """Return when the next waiting site may be asked, or None when none waits."""
        return self._queue.next_ready()

    # What the crawl reports

    def repeat(self, domain: str, request: _Repeat) -> bool:
        """Take back a request of a site that is held, to be made next; return False when the site is not held."""
        if domain not in self._queue:
            return False
        self._queue.put_first(domain, request)
        self.on_ready()
        return True

    def answered(
        self, domain: str, *, crawl_delay: float = 0.0, retry_after: float | None = None, was_sent: bool = True
    ) -> None:
        """Note that a request ended, after how many seconds its site may be asked again, and whether it was sent."""
        if domain not in self._queue:
            return
        pause = max(self._limits.delay, crawl_delay) if was_sent else 0.0
        self._queue.answered(domain, self._clock() + max(pause, retry_after or 0.0))
        if retry_after is not None:
            self._drop_at_hand(domain)  # in the database they wait for that time, and other sites have the place
        self.on_ready()

    def await_leads(self, visit: Visit) -> None:
        """Note what a page that was just read leads to: its site waits for that when nothing as good is at hand."""
        domain = urls.site_of(visit.url)
        if domain in self._held and self._queue.best(domain) < best_internal_lead(visit, domain):
            self._awaiting_storage.add(domain)
            self._drop_at_hand(domain)

    def stored(self, visits: Sequence[Visit]) -> None:
        """Note that visits are stored: their sites may have more or better to offer, and new sites may have come."""
        for visit in visits:
            domain = urls.site_of(visit.url)
            self._awaiting_storage.discard(domain)
            if domain in self._held:
                self._held[domain].discard(visit.frontier_id)
                self._to_refill.add(domain)
                if self._queue.best(domain) < best_internal_lead(visit, domain):
                    self._drop_at_hand(domain)
        self.passed()
        self.on_work()

    def passed(self) -> None:
        """Note that time has passed or something was stored: sites that could not be leased before may be now."""
        self._may_lease = True

    def _drop_at_hand(self, domain: str) -> None:
        """Drop the pages at hand for a site; what is in flight stays held until it is stored."""
        for item in self._queue.clear(domain):
            if isinstance(item, LeasedPage):
                self._held[domain].discard(item.id)
            else:
                self._queue.put_first(domain, item)  # its page is in flight: only its second request is at hand
        self._want_refill(domain)

    def _want_refill(self, domain: str) -> None:
        self._to_refill.add(domain)
        self.on_work()

    # What the database is to do

    def work(self) -> Steps[None]:
        """Yield what is to be done in the database now, one step after another."""
        yield from self._refill()
        capacity = min(self._limits.sites - len(self._held), SITES_PER_LEASE)
        self._is_initial_quota_only |= capacity <= 0  # others may wait: a site that had its quota is released for them
        if capacity > 0 and self._may_lease and not self._is_spent:
            yield from self._lease(capacity)
        if self._clock() - self._renewed > self._limits.lease_seconds / _RENEWALS_PER_LEASE:
            yield from self._renew()
        if not self._held:
            yield from self._check_end()

    def close(self) -> Steps[None]:
        """Yield the release of all sites. To be run when `work` is at its end and all visits are stored."""
        yield from self._release(self._queue.domains)

    def _refill(self) -> Steps[None]:
        """Find more pages of the sites that have none at hand, and release those that have none at all."""
        due = (self._to_refill & self._held.keys()) - self._awaiting_storage
        self._to_refill &= self._awaiting_storage
        empty = {domain: frozenset(self._held[domain]) for domain in sorted(due) if self._queue.is_empty(domain)}
        latest = self._clock() + self._limits.max_wait
        wanted = {domain: held for domain, held in empty.items() if self._queue.ready_at(domain) <= latest}
        if wanted and not self._is_spent:
            found: Mapping[str, Sequence[LeasedPage]] = yield FindPages(wanted, self._is_initial_quota_only)
            for domain, pages in found.items():
                self._add(domain, pages)
        yield from self._release([domain for domain in empty if domain in self._held and not self._held[domain]])

    def _lease(self, capacity: int) -> Steps[None]:
        """Take sites: those without their initial quota, then unendorsed sites; when there are none left, any."""
        self._is_initial_quota_only = True
        taken = yield from self._take_sites(capacity, SiteGroup.ENDORSED)
        if taken < capacity and not (yield from self._may_try_unendorsed(self._clock())):
            self._is_initial_quota_only = not (yield from self._has_pages_beyond_initial_quotas())
            if not self._is_initial_quota_only:
                taken += yield from self._take_sites(capacity - taken, SiteGroup.ENDORSED)
        elif not taken and (few := UNENDORSED_SITES_AT_ONCE - len(self._held)) > 0:
            taken = yield from self._take_sites(min(few, capacity), SiteGroup.UNENDORSED)
        self._may_lease = taken == capacity

    def _take_sites(self, count: int, group: SiteGroup) -> Steps[int]:
        """Lease up to so many sites, and return how many were free."""
        sites: Sequence[LeasedSite] = yield LeaseSites(count, group, self._is_initial_quota_only)
        for site in sites:
            self._held[site.domain] = set()
            self._queue.open(site.domain, max(self._clock(), site.next_at))
            self._add(site.domain, site.pages)
        return len(sites)

    def _may_try_unendorsed(self, until: float) -> Steps[bool]:
        """Return whether unendorsed sites wait, and whether those that were tried so far make others worth a try."""
        if not (yield HasPending(SiteGroup.UNENDORSED, until, self._is_initial_quota_only)):
            return False
        useful, tried = yield CountUnendorsedResults()
        return is_worth_trying_more(useful, tried)

    def _has_pages_beyond_initial_quotas(self) -> Steps[bool]:
        needed: int = yield CountInitialQuotaPages(self._clock() + self._limits.max_wait)
        return self._limits.pages - self._handed_out > _INITIAL_QUOTA_RESERVE * needed

    @property
    def _is_spent(self) -> bool:
        return self._handed_out >= self._limits.pages

    def _add(self, domain: str, pages: Sequence[LeasedPage]) -> None:
        if self._is_spent:  # the last page was handed out while these were looked for: they stay queued
            self._want_refill(domain)
            return
        self._held[domain].update(page.id for page in pages)
        yield_factor = min((page.yield_factor for page in pages), default=1.0)
        self._queue.add(domain, ((page.priority, page) for page in pages), yield_factor)
        self.on_ready()

    def _release(self, domains: Collection[str]) -> Steps[None]:
        ready_at = {domain: self._queue.ready_at(domain) for domain in domains}
        for domain in domains:
            self._forget(domain)
        if ready_at:
            yield ReleaseSites(ready_at)

    def _forget(self, domain: str) -> None:
        self._queue.close(domain)
        self._awaiting_storage.discard(domain)
        del self._held[domain]

    def _renew(self) -> Steps[None]:
        self._renewed = self._clock()
        kept: Collection[str] = yield RenewLeases(tuple(self._queue.domains))
        for domain in [domain for domain in self._held if domain not in kept]:
            self._forget(domain)  # another worker asks it now

    def _check_end(self) -> Steps[None]:
        self._is_initial_quota_only = False
        until = self._clock() + self._limits.max_wait
        has_more = (yield HasPending(SiteGroup.ENDORSED, until, is_initial_quota_only=False)) or (
            yield from self._may_try_unendorsed(until)
        )
        self.is_over = self._is_spent or not has_more
        if self.is_over:
            self.on_ready()


def best_internal_lead(visit: Visit, domain: str) -> float:
    """Return the priority of the best lead to the visit's own site; its home page, which every page names, is none."""
    best = 0.0
    for lead in visit.leads:  # best first, mostly: of few the address must be looked at
        if lead.priority > best and urls.site_of(lead.url) == domain and not urls.is_home(lead.url):
            best = lead.priority
    return best
