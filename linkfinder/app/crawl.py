"""Crawls a niche: holds it, visits its sites, and scores what was found.

A process can run one crawl, because Twisted's reactor cannot be started twice.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from linkfinder.app.environment import process_environment
from linkfinder.app.rescore import rescore
from linkfinder.app.runs import held_run
from linkfinder.crawl.plan import CrawlProgress, ProgressCallback
from linkfinder.crawl.run import CrawlOptions, CrawlSummary, crawl_niche
from linkfinder.errors import LinkfinderError
from linkfinder.model.niche import Niche
from linkfinder.niche.template import refuse_placeholders

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["CrawlLimits", "CrawlProgress", "CrawlSummary", "crawl_sites"]


@dataclass(frozen=True, slots=True)
class CrawlLimits:
    """Limits of one run, in place of the niche file's: pages, and minutes (0: no limit)."""

    pages: int | None = None
    minutes: float | None = None


def crawl_sites(
    engine: "Engine",
    niche: Niche,
    limits: CrawlLimits | None = None,
    *,
    log_file: Path | None = None,
    on_progress: ProgressCallback | None = None,
) -> CrawlSummary:
    """Visit the seeds of a niche and what they lead to, judge every page, store and score what was found.

    The first SIGINT or SIGTERM ends the crawl cleanly (`is_interrupted`); the next call continues it. Raises NicheError
    when the niche file still holds the template's placeholders, NicheBusyError when another run holds the niche,
    LinkfinderError when the process has crawled already, the log cannot be written or the crawl cannot start.
    """
    refuse_placeholders(niche)
    if log_file:
        _check_log_file(log_file)
    limits = limits or CrawlLimits()
    with held_run(engine, niche.name, "crawl") as run:
        options = CrawlOptions(
            niche=niche,
            database_url=engine.url.render_as_string(hide_password=False),
            run_id=run.id,
            pages=limits.pages,
            minutes=limits.minutes,
            log_file=log_file,
            on_progress=on_progress,
            environ=process_environment(),
        )
        summary = crawl_niche(options)
        run.counts.update(summary.counts)
        if summary.is_network_down:
            run.counts[summary.reason] = 1  # for the report
        run.is_interrupted = summary.is_interrupted
        rescore(engine, niche, datetime.now(UTC).date())
    return summary


def _check_log_file(file: Path) -> None:
    try:
        file.open("a", encoding="utf-8").close()
    except OSError as error:
        raise LinkfinderError(f"{file}: cannot be written ({error.strerror}); name another file with --log") from error
