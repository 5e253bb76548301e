"""Runs a crawl for a person or a timer: holds the niche, shows how far it is, and says what came out of it."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from linkfinder.app.database import open_current_database
from linkfinder.app.rescore import rescore
from linkfinder.app.run_lock import held_run
from linkfinder.cli.progress import shown_progress
from linkfinder.cli.terminal import escaped_line, print_line, show_error
from linkfinder.crawl.plan import CrawlProgress
from linkfinder.crawl.run import CrawlOptions, CrawlSummary, crawl_niche
from linkfinder.model.niche import Niche
from linkfinder.storage.session import database_url
from linkfinder.text.cleaning import plain_line

_SEEDS_SHOWN = 50
"""Unreachable seeds named one by one; a niche with a thousand dead seeds needs a look at its list, not at each."""

_ENDS = {
    "finished": "Nothing is left to ask for now.",
    "pages": "The limit of pages is reached (limits.pages); the next crawl goes on.",
    "minutes": "The time is up (limits.minutes); the next crawl goes on.",
    "network_down": "No host could be reached any more. What was not read stays queued.",
    "interrupted": "Interrupted. The same command goes on where it was.",
}

_NOT_RENDERED = {
    "no_browser": "because no Chromium is installed",
    "run_budget": "beyond limits.render_pages",
    "site_budget": "beyond limits.render_pages_per_site",
}


def run_crawl(niche: Niche, *, pages: int | None, minutes: float | None, log: Path | None) -> bool:
    """Crawl a niche and print the outcome; False when no seed could be reached.

    Raises NicheBusyError when another run holds the niche, KeyboardInterrupt after a crawl that was stopped.
    """
    engine = open_current_database()
    with held_run(engine, niche.name, "crawl") as run:
        with shown_progress() as tell:
            options = CrawlOptions(
                niche=niche,
                database_url=database_url(os.environ),
                run_id=run.id,
                pages=pages,
                minutes=minutes,
                log_file=log,
                on_progress=lambda progress: tell(progress_line(progress)),
            )
            summary = crawl_niche(options)
        run.counts.update(summary.counts)
        if summary.is_network_down:
            run.counts[summary.reason] = 1  # for the report
        rescore(engine, niche, datetime.now(UTC).date())
        show_outcome(summary, niche.name)
        if summary.is_interrupted:
            raise KeyboardInterrupt
    return not (summary.has_reached_none or summary.is_network_down)


def progress_line(progress: CrawlProgress) -> str:
    """Return how far a crawl is, in one line: pages, sites, found by kind, queue, rate."""
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(_below("found/", progress.counts).items()))
    return (
        f"{progress.counts.get('pages', 0)} pages on {progress.counts.get('sites', 0)} sites; "
        f"found {found or 'nothing yet'}; {progress.queued} queued; {progress.rate:.1f} pages/s"
    )


def _below(start: str, counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts whose names begin so, without that beginning; none that is 0."""
    return {name.removeprefix(start): count for name, count in counts.items() if name.startswith(start) and count}


def show_outcome(summary: CrawlSummary, niche: str) -> None:
    """Print what a crawl brought, why it ended, what was left out, and what to do next."""
    counts, found = summary.counts, _below("found/", summary.counts)
    told = ", ".join(f"{count} new {kind}" for kind, count in sorted(found.items())) or "nothing new"
    seen = sum(_below("seen/", counts).values()) - sum(found.values())
    again = f", {seen} seen again" if seen > 0 else ""
    went_on = "Went on with the crawl that was cut off: " if summary.is_continued else ""
    print_line(f"{went_on}{counts.get('pages', 0)} pages read in {summary.seconds:.0f} seconds; {told}{again}.")
    print_line(f"{_ENDS.get(summary.reason, plain_line(summary.reason))} {summary.queued} addresses wait.")
    _show_unrendered(counts)
    _tell_set_aside(summary)
    _show_unreachable_seeds(summary)
    if summary.is_network_down:
        show_error("The network here or the proxy seems to be down: no host could be reached. linkfinder doctor looks.")
    elif not summary.has_reached_none and not summary.is_interrupted:
        print_line(f"Next: linkfinder check-links {plain_line(niche)}, then linkfinder report {plain_line(niche)}")


def _show_unrendered(counts: Mapping[str, int]) -> None:
    without = _below("not_rendered/", counts)
    if without:
        reasons = ", ".join(f"{count} {_NOT_RENDERED.get(name, name)}" for name, count in sorted(without.items()))
        print_line(
            f"[yellow]Pages drawn by JavaScript that were read without a browser: {escaped_line(reasons)}.[/yellow]"
        )


def _tell_set_aside(summary: CrawlSummary) -> None:
    if summary.set_aside:
        print_line(
            "[yellow]Set aside for a month, since three runs in a row died while they read it (crashed):[/yellow]"
        )
        for url in summary.set_aside[:_SEEDS_SHOWN]:
            print_line(f"[yellow]{escaped_line(url)}[/yellow]")


def _show_unreachable_seeds(summary: CrawlSummary) -> None:
    if summary.not_asked:
        print_line(
            f"{len(summary.not_asked)} of {len(summary.seeds)} seeds were not asked yet; the next crawl asks them."
        )
    if not summary.unreachable:
        return
    show_error(f"{len(summary.unreachable)} of {len(summary.seeds)} seeds could not be reached:")
    for seed in summary.unreachable[:_SEEDS_SHOWN]:
        show_error(f"{seed.url}: {seed.reason}")
    if len(summary.unreachable) > _SEEDS_SHOWN:
        show_error(f"and {len(summary.unreachable) - _SEEDS_SHOWN} more")
    if summary.has_reached_none and not summary.is_network_down:
        show_error("No seed could be reached. Is there a network? Is a proxy needed? linkfinder doctor looks.")
