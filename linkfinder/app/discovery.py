"""Asks the sources of a niche for sites, ranks what they name, and queues it in the frontier."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from linkfinder.app.environment import http_settings, process_environment
from linkfinder.app.progress import ProgressText, no_progress
from linkfinder.app.runs import held_run, send_heartbeat
from linkfinder.model.niche import Niche
from linkfinder.niche.template import refuse_placeholders
from linkfinder.sources.base import FetchMethod, SourceRequest
from linkfinder.sources.cache import SourceCache
from linkfinder.sources.merge import DiscoveryResult, FoundSite, merge_seeds
from linkfinder.sources.runner import (
    SourcePlan,
    SourceReport,
    SourceRunSettings,
    plan_sources,
    request_problem,
    run_sources,
    source_keys,
)
from linkfinder.storage.frontier import add_seeds
from linkfinder.storage.runs import ensure_niche
from linkfinder.storage.session import session

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = [
    "DiscoveryPlan",
    "DiscoverySummary",
    "FetchMethod",
    "FoundSite",
    "SourcePlan",
    "SourceRequest",
    "discover_sites",
    "plan_discovery",
]

_CACHE_FOLDER = Path("data/sources")
"""Where answers of sources are kept, beside the default database."""


@dataclass(frozen=True, slots=True)
class DiscoveryPlan:
    """What each source would be asked first, and what already prevents a request, in sentences."""

    sources: tuple[SourcePlan, ...]
    problems: tuple[str, ...]

    @property
    def has_requests(self) -> bool:
        """Whether any source can be asked."""
        return any(source.requests for source in self.sources)


@dataclass(frozen=True, slots=True)
class DiscoverySummary:
    """The sites that sources named, those that were left out, and how the sources answered."""

    found: DiscoveryResult
    sources: tuple[SourceReport, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """What went wrong, in sentences."""
        return tuple(problem for source in self.sources for problem in source.problems)

    @property
    def fetched(self) -> int:
        """How many answers were fetched."""
        return sum(source.fetched for source in self.sources)

    @property
    def from_cache(self) -> int:
        """How many answers of earlier runs were used again."""
        return sum(source.from_cache for source in self.sources)


def plan_discovery(niche: Niche) -> DiscoveryPlan:
    """Return what each source would be asked first and what that costs; nothing is requested or stored.

    Raises NicheError when the niche file still holds the template's placeholders.
    """
    refuse_placeholders(niche)
    plans = tuple(plan_sources(niche, source_keys(process_environment())))
    return DiscoveryPlan(plans, tuple(problem for plan in plans for problem in _problems(plan)))


def _problems(plan: SourcePlan) -> list[str]:
    faults = (f"{plan.name}: {fault}" for fault in map(request_problem, plan.requests) if fault)
    return [problem for problem in (plan.problem, *faults) if problem]


def discover_sites(
    engine: "Engine", niche: Niche, *, cache_folder: Path = _CACHE_FOLDER, on_progress: ProgressText = no_progress
) -> DiscoverySummary:
    """Ask the sources, and queue the sites they name for the crawl. A source that fails does not stop the others.

    Raises NicheError when the niche file still holds the template's placeholders, NicheBusyError when another run holds
    the niche.
    """
    refuse_placeholders(niche)
    with held_run(engine, niche.name, "discover") as run:

        def on_request(text: str) -> None:
            on_progress(text)
            send_heartbeat(engine, run.id)

        settings = SourceRunSettings(
            http_settings(niche),
            SourceCache(cache_folder, datetime.now(UTC)),
            source_keys(process_environment()),
            on_request=on_request,
        )
        reports = tuple(run_sources(niche, settings))
        found = merge_seeds((seed for report in reports for seed in report.seeds), niche)
        seeds = [seed for site in found.sites for seed in site.seeds]
        with session(engine) as opened:
            add_seeds(opened, ensure_niche(opened, niche.name), seeds)
        run.counts.update(sites=len(found.sites), seeds=len(seeds), dropped=len(found.dropped))
    return DiscoverySummary(found, reports)
