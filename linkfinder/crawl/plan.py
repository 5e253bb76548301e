"""What one crawl is to do, and what it has done so far: handed to the spider and read by everything around it."""

import logging
from abc import abstractmethod
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Request

from linkfinder.errors import LinkfinderError
from linkfinder.frontier.connectivity import CrawlConnectivity
from linkfinder.frontier.near_duplicates import NearDuplicateFilter
from linkfinder.frontier.seed_outcomes import SeedOutcomes
from linkfinder.frontier.seen_links import SeenLeads, SeenLinks
from linkfinder.frontier.site_scheduling import SiteScheduling
from linkfinder.frontier.site_selection import judge_site, page_quota, unread_site_priority
from linkfinder.frontier.slug_statistics import SlugStatistics
from linkfinder.frontier.yield_estimate import yield_factor_of
from linkfinder.model.niche import Niche
from linkfinder.model.site import SiteDecision, SiteFacts, SiteState
from linkfinder.storage.database_thread import DatabaseThread
from linkfinder.storage.leases import LeaseTerms
from linkfinder.storage.reading_mark import ReadingMark

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far a crawl is: counts by name (see docs/reference/crawling.md), addresses that wait, and pages a second."""

    counts: dict[str, int]
    queued: int
    rate: float


ProgressCallback = Callable[[CrawlProgress], None]


class CrawlEnding:
    """How any part of a crawl ends it, and why it ended."""

    def __init__(self) -> None:
        self.error: Exception | None = None  # why it was given up
        self.reason = ""  # Scrapy's word, known at the end
        self.close: Callable[[str], object] = _not_running

    def give_up(self, error: Exception) -> None:
        """End the crawl because of an error; what is in flight is still stored, if it can be."""
        log.error("the crawl ends: %s", error)
        self.error = self.error or error
        self.close("failed")


def _not_running(reason: str) -> None:
    raise LinkfinderError(f"the crawl cannot be ended ({reason}): it is not running")


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """What one crawl is to do, and how its parts reach each other. `crawl.run` builds it, the parts fill it."""

    niche: Niche
    niche_id: int
    run_id: int
    lease_terms: LeaseTerms
    database: DatabaseThread
    pages: int  # in this run
    seconds: float  # how long it may run; 0: no limit
    started: datetime
    seed_outcomes: SeedOutcomes
    scheduling: SiteScheduling[Request]
    on_progress: ProgressCallback | None = None
    render: bool = True
    tally: Counter[str] = field(default_factory=Counter)
    slugs: SlugStatistics = field(default_factory=SlugStatistics)
    connectivity: CrawlConnectivity = field(default_factory=CrawlConnectivity)
    reading: ReadingMark = field(default_factory=ReadingMark)
    sites: set[str] = field(default_factory=set)  # of which a page was read
    seen_links: SeenLinks = field(default_factory=SeenLinks)
    seen_leads: SeenLeads = field(default_factory=SeenLeads)
    near_duplicates: NearDuplicateFilter = field(default_factory=NearDuplicateFilter)
    ending: CrawlEnding = field(default_factory=CrawlEnding)

    def forget_links(self) -> None:
        """Forget which links and leads were met: what came of some was not stored, and they may be needed again."""
        self.seen_links.forget()
        self.seen_leads.forget()

    def decide_site(self, facts: SiteFacts) -> SiteDecision:
        """Return what becomes of a site, by the rules of `frontier.site_selection` and what its pages showed so far."""
        verdict, share = judge_site(facts), yield_factor_of(facts)
        if share.reason and verdict.state is SiteState.MEMBER:
            verdict = replace(verdict, reason=f"{verdict.reason}; {share.reason}")
        pages = page_quota(facts, self.niche.limits).pages
        return SiteDecision(verdict, pages, unread_site_priority(facts).value, share.value)


class PlannedSpider(Spider):
    """A spider as the parts of a crawl know it: with the plan through which they reach each other."""

    def __init__(self, plan: CrawlPlan, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.plan = plan

    @abstractmethod
    def failed(self, failure: Any) -> Any:
        """Take a request that brought no answer."""


def planned_spider(crawler: Crawler) -> PlannedSpider:
    """Return the crawler's spider; raise TypeError when it has no plan."""
    if not isinstance(crawler.spider, PlannedSpider):
        raise TypeError(f"the parts of a crawl work for a spider with a plan only, not for {crawler.spider!r}")
    return crawler.spider
