"""A crawl without network and database: a frontier in memory, a clock that is moved by hand, and what is asked when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from linkfinder.frontier.site_scheduling import (
    CountInitialQuotaPages,
    CountUnendorsedResults,
    DatabaseStep,
    HasPending,
    LeaseSites,
    ReleaseSites,
    RenewLeases,
    SchedulingLimits,
    SiteScheduling,
    Steps,
)
from linkfinder.model.lease import LeasedPage, LeasedSite, SiteGroup
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Outcome, Visit

DELAY, MAX_WAIT, LEASE = 1.0, 60.0, 60.0
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@dataclass
class Site:
    """What a made-up frontier knows of one site: its waiting pages, best first."""

    pages: list[LeasedPage]
    is_endorsed: bool = True
    next_at: float = 0.0
    fetched: int = 0
    is_leased: bool = False


class Frontier:
    """Sites in memory that do what is wanted of the database, and note it."""

    def __init__(self, sites: dict[str, Site], initial_quota: int = 3, at_a_time: int = 4) -> None:
        self.sites = sites
        self.initial_quota = initial_quota
        self.at_a_time = at_a_time
        self.done: list[DatabaseStep] = []
        self.useful, self.tried = 0.0, 0.0  # unendorsed sites
        self.lost: set[str] = set()  # leases that another worker took

    def do(self, step: DatabaseStep, now: float) -> Any:
        self.done.append(step)
        if isinstance(step, CountInitialQuotaPages | CountUnendorsedResults | HasPending):
            return self.count(step)
        if isinstance(step, LeaseSites):
            return self.lease(step.count, step.group, now, is_initial_quota_only=step.is_initial_quota_only)
        if isinstance(step, RenewLeases):
            return set(step.domains) - self.lost
        if isinstance(step, ReleaseSites):
            self.release(step)
            return None
        return {
            domain: self.best(self.sites[domain], ids, is_initial_quota_only=step.is_initial_quota_only)
            for domain, ids in step.held.items()
        }

    def count(self, step: CountInitialQuotaPages | CountUnendorsedResults | HasPending) -> object:
        if isinstance(step, CountUnendorsedResults):
            return self.useful, self.tried
        if isinstance(step, CountInitialQuotaPages):
            due = [site for site in self.sites.values() if site.pages and site.next_at <= step.until]
            return sum(max(0, self.initial_quota - site.fetched) for site in due)
        return any(
            site.next_at <= step.until and self.left(site, is_initial_quota_only=step.is_initial_quota_only)
            for site in self.sites.values()
            if self.is_of(site, step.group)
        )

    def release(self, step: ReleaseSites) -> None:
        for domain, at in step.ready_at.items():
            assert self.sites[domain].is_leased, "only what is leased can be given back"
            self.sites[domain].is_leased = False
            self.sites[domain].next_at = at

    def lease(self, count: int, group: SiteGroup, now: float, *, is_initial_quota_only: bool) -> list[LeasedSite]:
        taken: list[LeasedSite] = []
        for domain, site in self.sites.items():
            pages = self.best(site, frozenset(), is_initial_quota_only=is_initial_quota_only)
            if len(taken) < count and pages and self.is_of(site, group) and not site.is_leased and site.next_at <= now:
                site.is_leased = True
                taken.append(LeasedSite(domain, site.next_at, pages))
        return taken

    def is_of(self, site: Site, group: SiteGroup) -> bool:
        is_endorsed = site.is_endorsed or site.fetched > 0
        return group is SiteGroup.ANY or is_endorsed == (group is SiteGroup.ENDORSED)

    def left(self, site: Site, *, is_initial_quota_only: bool) -> int:
        most = self.initial_quota - site.fetched if is_initial_quota_only else len(site.pages)
        return max(0, min(most, len(site.pages)))

    def best(self, site: Site, held: frozenset[int], *, is_initial_quota_only: bool) -> tuple[LeasedPage, ...]:
        most = min(self.left(site, is_initial_quota_only=is_initial_quota_only), self.at_a_time) - len(held)
        return tuple([page for page in site.pages if page.id not in held][: max(0, most)])

    def store(self, visit: Visit, domain: str) -> None:
        site = self.sites[domain]
        site.pages = [page for page in site.pages if page.id != visit.frontier_id]
        site.fetched += 1


@dataclass
class Crawl:
    """A crawl of one worker, played by hand."""

    frontier: Frontier
    pages: int = 1000
    sites: int = 10
    now: float = 100.0
    in_flight: dict[str, LeasedPage] = field(default_factory=dict)
    handed_out: list[int] = field(default_factory=list)
    unstored: list[tuple[str, Visit]] = field(default_factory=list)
    free_at: dict[str, float] = field(default_factory=dict)
    repeats: set[int] = field(default_factory=set)
    steps: Steps[None] | None = None
    answer: Any = None

    def __post_init__(self) -> None:
        limits = SchedulingLimits(self.pages, self.sites, DELAY, MAX_WAIT, LEASE)
        self.state: SiteScheduling[str] = SiteScheduling(limits, lambda: self.now)

    def step(self) -> None:
        """Do one step in the database, the next of what is wanted."""
        self.steps = self.steps or self.state.work()
        try:
            self.answer = self.frontier.do(self.steps.send(self.answer), self.now)
        except StopIteration:
            self.steps, self.answer = None, None

    def work(self, steps: Steps[None] | None = None) -> None:
        """Do all that is wanted in the database now."""
        self.steps = steps or self.steps or self.state.work()
        while self.steps is not None:
            self.step()

    def ask(self) -> str:
        """Hand one page out, and check that it may be asked; return its domain, or nothing."""
        found = self.state.next()
        if found is None:
            return ""
        domain, item = found
        assert domain not in self.in_flight, "a site is asked one thing at a time"
        assert self.now >= self.free_at.get(domain, 0.0), "a site is not asked before its delay is over"
        assert self.frontier.sites[domain].is_leased, "a site is asked by whoever leased it"
        if isinstance(item, str):
            page = next(page for page in self.frontier.sites[domain].pages if page.id == int(item))
        else:
            page = item
            assert page.id not in self.handed_out, "a page is handed out once"
            self.handed_out.append(page.id)
        self.in_flight[domain] = page
        return domain

    def reply(self, domain: str, *leads: Seed, retry_after: float | None = None) -> None:
        """Let the answer of a site come: its page is read and waits to be stored."""
        page = self.in_flight.pop(domain)
        self.state.answered(domain, retry_after=retry_after)
        self.free_at[domain] = self.now + max(DELAY, retry_after or 0.0)
        visit = Visit(page.id, page.url, NOW, Outcome.FETCHED, leads=leads)
        self.state.await_leads(visit)
        self.unstored.append((domain, visit))

    def render(self, domain: str) -> None:
        """Let a page come back to be asked once more, through a browser, unless it was already."""
        page = self.in_flight[domain]
        if page.id in self.repeats:
            self.reply(domain)
            return
        self.repeats.add(page.id)
        del self.in_flight[domain]
        self.state.answered(domain)
        self.free_at[domain] = self.now + DELAY
        assert self.state.repeat(domain, str(page.id)), "the site is held while its page is not stored"

    def store(self) -> None:
        """Store all that was read."""
        stored, self.unstored = self.unstored, []
        for domain, visit in stored:
            self.frontier.store(visit, domain)
        self.state.stored([visit for _, visit in stored])

    def visit(self) -> str:
        """Ask one page and store it, a second later; return its domain, or nothing."""
        domain = self.ask()
        if domain:
            self.reply(domain)
            self.store()
        self.now += DELAY
        return domain

    def end(self) -> list[str]:
        """Crawl to the end, close, and return the domains in the order in which they were asked."""
        order = []
        for _ in range(10 * sum(len(site.pages) for site in self.frontier.sites.values()) + 100):
            if self.state.is_over:
                break
            self.work()
            self.state.passed()
            order.append(self.visit())
        assert self.state.is_over, "every crawl comes to an end"
        while self.steps is not None:
            self.step()
        self.work(self.state.close())
        assert not any(site.is_leased for site in self.frontier.sites.values()), "every lease is given back"
        return [domain for domain in order if domain]


IDS: Iterator[int] = iter(range(10**9))


def site(domain: str, *priorities: float, is_endorsed: bool = True, next_at: float = 0.0) -> tuple[str, Site]:
    pages = [LeasedPage(next(IDS), f"http://{domain}/{n}", each, "link", 1) for n, each in enumerate(priorities)]
    return domain, Site(sorted(pages, key=lambda page: -page.priority), is_endorsed=is_endorsed, next_at=next_at)


def crawl(*given: tuple[str, Site], pages: int = 1000, sites: int = 10) -> Crawl:
    return Crawl(Frontier(dict(given)), pages=pages, sites=sites)
