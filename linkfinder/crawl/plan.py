"""What one crawl is to do, and what it has done so far: handed to the spider and read by everything around it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from linkfinder.crawl.connectivity import CrawlConnectivity
from linkfinder.crawl.reading_mark import ReadingMark
from linkfinder.frontier.seed_outcomes import SeedOutcomes
from linkfinder.frontier.site_selection import judge_site, page_quota, unread_site_priority
from linkfinder.frontier.slug_statistics import SlugStatistics
from linkfinder.frontier.yield_estimate import yield_factor_of
from linkfinder.model.niche import Niche
from linkfinder.model.site import SiteDecision, SiteFacts, SiteState
from linkfinder.storage.database_thread import DatabaseThread
from linkfinder.storage.leases import LeaseTerms


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far a crawl is: counts by name (see docs/reference/crawling.md), addresses that wait, and pages a second."""

    counts: dict[str, int]
    queued: int
    rate: float


ProgressCallback = Callable[[CrawlProgress], None]


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """What one crawl is to do. Tally, seed book and names are filled while it runs."""

    niche: Niche
    niche_id: int
    run_id: int
    lease_terms: LeaseTerms
    database: DatabaseThread
    pages: int  # in this run
    seconds: float  # of wall-clock time; 0: no limit
    started: datetime
    seed_outcomes: SeedOutcomes
    on_progress: ProgressCallback | None = None
    render: bool = True
    tally: Counter[str] = field(default_factory=Counter)
    slugs: SlugStatistics = field(default_factory=SlugStatistics)
    connectivity: CrawlConnectivity = field(default_factory=CrawlConnectivity)
    reading: ReadingMark = field(default_factory=ReadingMark)
    sites: set[str] = field(default_factory=set)  # of which a page was read

    def decide_site(self, facts: SiteFacts) -> SiteDecision:
        """Return what becomes of a site, by the rules of `frontier.site_selection` and what its pages showed so far."""
        verdict, share = judge_site(facts), yield_factor_of(facts)
        if share.reason and verdict.state is SiteState.MEMBER:
            verdict = replace(verdict, reason=f"{verdict.reason}; {share.reason}")
        pages = page_quota(facts, self.niche.limits).pages
        return SiteDecision(verdict, pages, unread_site_priority(facts).value, share.value)


class PlannedSpider(Protocol):
    """A spider as its scheduler knows it: what it is to do, who hears of failures, and how it is told to stop."""

    plan: CrawlPlan

    def failed(self, failure: Any) -> Any:
        """Take a request that brought no answer."""

    def give_up(self, error: Exception) -> None:
        """End the crawl because of an error."""
