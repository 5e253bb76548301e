"""What one crawl is to do, and what it has done so far: handed to the spider and read by everything around it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from linkfinder.crawl.connectivity import ConnectivityGuard
from linkfinder.crawl.database import Database
from linkfinder.crawl.reading_mark import ReadingMark
from linkfinder.crawl.seed_book import SeedBook
from linkfinder.discovery.growing import allowance, judge_site, site_promise
from linkfinder.discovery.learning import share_of
from linkfinder.discovery.names import Names
from linkfinder.model.niche import Niche
from linkfinder.model.site import SiteFacts, SiteFate, SiteState
from linkfinder.storage.leases import Terms


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a crawl is: counts by name (see docs/crawling.md), addresses that wait, and pages a second."""

    counts: dict[str, int]
    queued: int
    rate: float


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What one crawl is to do. Tally, seed book and names are filled while it runs."""

    niche: Niche
    niche_id: int
    run_id: int
    terms: Terms
    database: Database
    pages: int  # in this run
    seconds: float  # of wall-clock time; 0: no limit
    started: datetime
    seeds: SeedBook
    tell: Tell | None = None
    render: bool = True
    tally: Counter[str] = field(default_factory=Counter)
    names: Names = field(default_factory=Names)
    connectivity: ConnectivityGuard = field(default_factory=ConnectivityGuard)
    reading: ReadingMark = field(default_factory=ReadingMark)
    sites: set[str] = field(default_factory=set)  # of which a page was read

    def fate(self, facts: SiteFacts) -> SiteFate:
        """Return what becomes of a site, by the rules of `discovery.growing` and what its pages have shown so far."""
        verdict, share = judge_site(facts), share_of(facts)
        if share.reason and verdict.state is SiteState.MEMBER:
            verdict = replace(verdict, reason=f"{verdict.reason}; {share.reason}")
        pages = allowance(facts, self.niche.limits).pages
        return SiteFate(verdict, pages, site_promise(facts).value, share.value)


class Planned(Protocol):
    """A spider as its scheduler knows it: what it is to do, who hears of failures, and how it is told to stop."""

    plan: Plan

    def failed(self, failure: Any) -> Any:
        """Take a request that brought no answer."""

    def give_up(self, error: Exception) -> None:
        """End the crawl because of an error."""
