"""Runs a crawl for a person or a timer: holds the niche, shows how far it is, and says what came out of it."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from linkfinder.cli.database import opened
from linkfinder.cli.progress import watching
from linkfinder.cli.ranking import score_again
from linkfinder.cli.running import running
from linkfinder.cli.terminal import complain, plain, safe, say
from linkfinder.crawl.plan import Progress
from linkfinder.crawl.run import CrawlOptions, CrawlSummary, crawl_niche
from linkfinder.model.niche import Niche
from linkfinder.storage.session import database_url

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


def crawl_and_tell(niche: Niche, *, pages: int | None, minutes: float | None, log: Path | None) -> bool:
    """Crawl a niche and print the outcome; False when no seed could be reached.

    Raises NicheBusyError when another run holds the niche, KeyboardInterrupt after a crawl that was stopped.
    """
    engine = opened()
    with running(engine, niche.name, "crawl") as run:
        with watching() as tell:
            options = CrawlOptions(
                niche=niche,
                database_url=database_url(os.environ),
                run_id=run.id,
                pages=pages,
                minutes=minutes,
                log_file=log,
                tell=lambda progress: tell(progress_line(progress)),
            )
            summary = crawl_niche(options)
        run.counts.update(summary.counts)
        if summary.is_network_down:
            run.counts[summary.reason] = 1  # for the report
        score_again(engine, niche, datetime.now(UTC).date())
        tell_outcome(summary, niche.name)
        if summary.is_interrupted:
            raise KeyboardInterrupt
    return not (summary.has_reached_none or summary.is_network_down)


def progress_line(progress: Progress) -> str:
    """Return how far a crawl is, in one line: pages, sites, found by kind, queue, rate."""
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(_below("found/", progress.counts).items()))
    return (
        f"{progress.counts.get('pages', 0)} pages on {progress.counts.get('sites', 0)} sites; "
        f"found {found or 'nothing yet'}; {progress.queued} queued; {progress.rate:.1f} pages/s"
    )


def _below(start: str, counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts whose names begin so, without that beginning; none that is 0."""
    return {name.removeprefix(start): count for name, count in counts.items() if name.startswith(start) and count}


def tell_outcome(summary: CrawlSummary, niche: str) -> None:
    """Print what a crawl brought, why it ended, what was left out, and what to do next."""
    counts, found = summary.counts, _below("found/", summary.counts)
    told = ", ".join(f"{count} new {kind}" for kind, count in sorted(found.items())) or "nothing new"
    seen = sum(_below("seen/", counts).values()) - sum(found.values())
    again = f", {seen} seen again" if seen > 0 else ""
    went_on = "Went on with the crawl that was cut off: " if summary.is_continued else ""
    say(f"{went_on}{counts.get('pages', 0)} pages read in {summary.seconds:.0f} seconds; {told}{again}.")
    say(f"{_ENDS.get(summary.reason, plain(summary.reason))} {summary.queued} addresses wait.")
    _tell_left_out(counts)
    _tell_set_aside(summary)
    _tell_seeds(summary)
    if summary.is_network_down:
        complain("The network here or the proxy seems to be down: no host could be reached. linkfinder doctor looks.")
    elif not summary.has_reached_none and not summary.is_interrupted:
        say(f"Next: linkfinder check-links {plain(niche)}, then linkfinder report {plain(niche)}")


def _tell_left_out(counts: Mapping[str, int]) -> None:
    without = _below("not_rendered/", counts)
    if without:
        reasons = ", ".join(f"{count} {_NOT_RENDERED.get(name, name)}" for name, count in sorted(without.items()))
        say(f"[yellow]Pages drawn by JavaScript that were read without a browser: {safe(reasons)}.[/yellow]")


def _tell_set_aside(summary: CrawlSummary) -> None:
    if summary.set_aside:
        say("[yellow]Set aside for a month, since three runs in a row died while they read it (crashed):[/yellow]")
        for url in summary.set_aside[:_SEEDS_SHOWN]:
            say(f"[yellow]{safe(url)}[/yellow]")


def _tell_seeds(summary: CrawlSummary) -> None:
    if summary.not_asked:
        say(f"{len(summary.not_asked)} of {len(summary.seeds)} seeds were not asked yet; the next crawl asks them.")
    if not summary.unreachable:
        return
    complain(f"{len(summary.unreachable)} of {len(summary.seeds)} seeds could not be reached:")
    for seed in summary.unreachable[:_SEEDS_SHOWN]:
        complain(f"{seed.url}: {seed.reason}")
    if len(summary.unreachable) > _SEEDS_SHOWN:
        complain(f"and {len(summary.unreachable) - _SEEDS_SHOWN} more")
    if summary.has_reached_none and not summary.is_network_down:
        complain("No seed could be reached. Is there a network? Is a proxy needed? linkfinder doctor looks.")
