"""Starts a crawl in this process and returns how it went.

A process can run one crawl: Twisted's reactor cannot be started twice. The first SIGINT or SIGTERM ends it cleanly
(what is in flight is finished and stored), the second at once; either way it can go on later.
"""

import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.reactor import is_reactor_installed

from linkfinder import urls
from linkfinder.crawl import settings as crawl_settings
from linkfinder.crawl.extensions import TIME_LIMIT_REACHED
from linkfinder.crawl.garbage_collection import infrequent_collection
from linkfinder.crawl.logs import SilentLogFormatter, crawl_logging
from linkfinder.crawl.plan import CrawlPlan, ProgressCallback
from linkfinder.crawl.spiders.sites import NETWORK_DOWN, SitesSpider
from linkfinder.errors import LinkfinderError, UrlError
from linkfinder.frontier.connectivity import CrawlConnectivity
from linkfinder.frontier.seed_outcomes import NOT_REQUESTED, SeedOutcomes, SeedReport
from linkfinder.frontier.site_scheduling import SchedulingLimits, SiteScheduling
from linkfinder.frontier.site_selection import INITIAL_QUOTA
from linkfinder.frontier.slug_statistics import SlugStatistics
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.net.networks import ALLOW_NETWORKS, Networks
from linkfinder.net.proxies import Proxies
from linkfinder.net.user_agent import user_agent_of
from linkfinder.sources.listed import NAME as LISTED
from linkfinder.storage import frontier, leases
from linkfinder.storage.crawl_runs import CrawlOrder, prepare_crawl, queue_silent_pages
from linkfinder.storage.database_thread import DatabaseThread
from linkfinder.storage.reading_mark import ReadingMark

_PAGE_LIMIT_REACHED = "pages"
_INTERRUPTED = "interrupted"
_FINISHED = "finished"
"""Why a crawl ended: its time or its pages were used up, somebody stopped it, or nothing was left to ask."""

_ENVIRON = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", ALLOW_NETWORKS)
_REASONS = {"shutdown": _INTERRUPTED, "": _INTERRUPTED, "finished": _FINISHED, TIME_LIMIT_REACHED: TIME_LIMIT_REACHED}
"""By Scrapy's name for it. It has none for a spider that was never closed: a second signal ended the process's event
loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """A crawl that is wanted. Limits are the niche's; `pages` and `minutes` take the place of its own when given."""

    niche: Niche
    database_url: str
    run_id: int
    seeds: tuple[Seed, ...] = ()  # of discovery; the niche file's own are always among them
    pages: int | None = None
    minutes: float | None = None
    render: bool = True
    refetch: bool = False  # fetch pages whole that did not change since they were read
    log_file: Path | None = None  # everything goes there; without one, warnings go to standard error
    on_progress: ProgressCallback | None = None
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """How a crawl ended: why, what it brought by name (see docs/reference/crawling.md), and how each seed answered."""

    reason: str
    counts: Mapping[str, int]
    seeds: tuple[SeedReport, ...]
    queued: int  # addresses that wait for the next run
    seconds: float
    is_continued: bool = False  # it went on where one was cut off
    set_aside: tuple[str, ...] = ()  # pages at which processes died, left for a month each

    @property
    def is_interrupted(self) -> bool:
        """Whether somebody stopped it, so that it can be continued."""
        return self.reason == _INTERRUPTED

    @property
    def unreachable(self) -> tuple[SeedReport, ...]:
        """The seeds that were asked and gave no page, each with its reason code."""
        return tuple(seed for seed in self.seeds if seed.reason not in {"", NOT_REQUESTED})

    @property
    def is_network_down(self) -> bool:
        """Whether no host could be reached, or none any more, so that the network here seems to be down."""
        return self.reason == NETWORK_DOWN

    @property
    def not_asked(self) -> tuple[SeedReport, ...]:
        """The seeds that were not asked before the run ended."""
        return tuple(seed for seed in self.seeds if seed.reason == NOT_REQUESTED)

    @property
    def has_reached_none(self) -> bool:
        """Whether seeds were asked and none of them gave a page."""
        return bool(self.unreachable) and all(seed.reason for seed in self.seeds)


def crawl_niche(options: CrawlOptions) -> CrawlSummary:
    """Crawl a niche until nothing is left to ask, a limit is reached or somebody stops it; return how it went.

    Raises LinkfinderError when it cannot start or cannot store; what was stored until then stays.
    """
    if is_reactor_installed():
        raise LinkfinderError("this process has run a crawl already; start another one for the next crawl")
    database = DatabaseThread.open(options.database_url)
    try:
        plan, is_continued = _plan(options, database)
        _run(options, plan)
        plan.reading.remove()
        silent, niche_id = plan.connectivity.silent_pages, plan.niche_id
        database.do(lambda session: queue_silent_pages(session, niche_id, silent, plan.decide_site))
        queued = database.do(lambda session: leases.count_queued(session, niche_id))
        left = tuple(database.do(lambda session: frontier.set_aside(session, niche_id)))
    finally:
        database.close()
    if plan.ending.error is not None:
        raise plan.ending.error
    seconds = time.time() - plan.started.timestamp()
    return CrawlSummary(
        _reason(plan), dict(plan.tally), plan.seed_outcomes.reports, queued, seconds, is_continued, left
    )


def _plan(options: CrawlOptions, database: DatabaseThread) -> tuple[CrawlPlan, bool]:
    """Return what is to be done, with seeds and due pages queued, and whether it continues what was cut off."""
    niche, limits, now = options.niche, options.niche.limits, datetime.now(UTC)
    seeds = _seeds(options)
    order = CrawlOrder(niche.name, options.run_id, seeds, options.database_url, options.environ)
    known = database.do(lambda session: prepare_crawl(session, order, now))
    left = dict.fromkeys(known.set_aside, frontier.CRASHED)
    pages = max(0, (limits.pages if options.pages is None else options.pages) - known.pages_fetched)
    plan = CrawlPlan(
        niche=niche,
        niche_id=known.niche_id,
        run_id=options.run_id,
        lease_terms=_lease_terms(options),
        database=database,
        pages=pages,
        seconds=60.0 * (limits.minutes if options.minutes is None else options.minutes),
        started=now,
        seed_outcomes=SeedOutcomes((seed.url for seed in seeds), known.reached, left),
        reading=ReadingMark(known.mark),
        scheduling=SiteScheduling(_scheduling_limits(niche, pages), time.monotonic),
        connectivity=CrawlConnectivity(has_proxy=_has_proxy(options.environ)),
        on_progress=options.on_progress,
        render=options.render,
        slugs=SlugStatistics(known.pages_read),
    )
    return plan, known.is_continued


def _scheduling_limits(niche: Niche, pages: int) -> SchedulingLimits:
    return SchedulingLimits(
        pages=pages,
        sites=crawl_settings.LINKFINDER_SITES_LEASED,
        delay=niche.limits.delay,
        max_wait=crawl_settings.LINKFINDER_MAX_WAIT,
        lease_seconds=crawl_settings.LINKFINDER_LEASE_SECONDS,
    )


def _has_proxy(environ: Mapping[str, str]) -> bool:
    proxies = Proxies.from_environ(environ)
    return bool(proxies.http or proxies.https)


def _seeds(options: CrawlOptions) -> list[Seed]:
    """Return the seeds, each once as it was written first; the niche file's own come first."""
    own = (Seed(url, LISTED, "listed in the niche file", 1.0) for url in options.niche.seed_urls)
    found: dict[str, Seed] = {}
    for seed in (*own, *options.seeds):
        try:
            url = urls.parse(seed.url)
        except UrlError as error:
            logging.getLogger(__name__).warning("%s", error)
            continue
        found.setdefault(urls.canonical(url), Seed(url, seed.source, seed.reason, seed.priority))
    return list(found.values())


def _lease_terms(options: CrawlOptions) -> leases.LeaseTerms:
    limits = options.niche.limits
    return leases.LeaseTerms(
        worker=f"run {options.run_id}, process {os.getpid()}",
        seconds=crawl_settings.LINKFINDER_LEASE_SECONDS,
        pages=crawl_settings.LINKFINDER_PAGES_LEASED,
        pages_per_site=limits.pages_per_site,
        sites=limits.sites,
        read_after=datetime.now(UTC) if options.refetch else _changed(options.niche),
        initial_quota=INITIAL_QUOTA,
    )


def _changed(niche: Niche) -> datetime | None:
    """Return when the niche file was last changed: pages judged before that must be judged again."""
    path = Path(niche.path)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if niche.path and path.is_file() else None


def _run(options: CrawlOptions, plan: CrawlPlan) -> None:
    process = AsyncCrawlerProcess(_settings(options))
    with crawl_logging(options.log_file), infrequent_collection():
        crawler = process.create_crawler(SitesSpider)
        process.crawl(crawler, plan=plan)
        process.start()
    if crawler.spider is None:
        raise LinkfinderError("the crawl could not start; the log says why")


def _settings(options: CrawlOptions) -> Settings:
    settings = Settings()
    settings.setmodule(crawl_settings, priority="project")
    settings.setdict(_settings_of_run(options), priority="cmdline")
    return settings


def _settings_of_run(options: CrawlOptions) -> dict[str, Any]:
    environ = _environ(options.environ)
    return {
        "USER_AGENT": user_agent_of(options.niche.sender),
        "DOWNLOAD_DELAY": options.niche.limits.delay,
        "LINKFINDER_ENVIRON": environ,
    } | ({} if options.log_file else {"LOG_FORMATTER": SilentLogFormatter})


def _environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that say how the web is reached; raise LinkfinderError when the crawl cannot use them."""
    chosen = {name: environ[each] for name in _ENVIRON for each in (name.upper(), name) if environ.get(each)}
    Networks.from_environ(chosen)
    proxies = Proxies.from_environ(chosen)
    for proxy in (proxies.http, proxies.https):
        if proxy.startswith("socks"):
            raise LinkfinderError(
                f"{proxy.partition('://')[0]}: the crawl speaks to HTTP proxies only; name one of them"
            )
    return chosen


def _reason(plan: CrawlPlan) -> str:
    reason = plan.ending.reason
    if plan.connectivity.is_down and reason not in {"", "shutdown"}:
        return NETWORK_DOWN
    spent = sum(plan.tally[name] for name in ("fetched", "unchanged", "failed", "dropped", "retried")) >= plan.pages
    return _PAGE_LIMIT_REACHED if reason == _FINISHED and spent else _REASONS.get(reason, reason)
