"""`linkfinder crawl`: visit the sites of a niche, judge every page, store what was found."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import as_word, print_line, show_error
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from linkfinder.app.crawl import CrawlProgress, CrawlSummary

_MAX_SEEDS_SHOWN = 50
"""Unreachable seeds named one by one; of a thousand dead seeds the list itself must be replaced."""

_ENDS = {
    "finished": "All that is due within the limits was requested.",
    "pages": "The limit of pages is reached (limits.pages); the next crawl continues.",
    "minutes": "The time is up (limits.minutes); the next crawl continues.",
    "network_down": "No host could be reached any more. What was not read stays queued.",
    "interrupted": "Interrupted. The same command continues where it stopped.",
}

_NOT_RENDERED = {
    "no_browser": "because no Chromium is installed",
    "run_budget": "beyond limits.render_pages",
    "site_budget": "beyond limits.render_pages_per_site",
}


def crawl(
    niche: Annotated[str, typer.Argument(help="The niche: a name in niches/ or a file.")],
    pages: Annotated[int | None, typer.Option(min=1, help="At most so many pages, instead of limits.pages.")] = None,
    minutes: Annotated[float | None, typer.Option(min=0, help="At most so long, instead of limits.minutes.")] = None,
    log: Annotated[Path | None, typer.Option(help="A file for a log of every request.")] = None,
) -> None:
    """Visit the seeds of a niche and what they lead to, best page first, and judge every page.

    A crawl that was stopped continues where it was. Exit code 3 when no seed could be reached or another run holds the
    niche.

    Example: linkfinder crawl dental --minutes 60
    """
    from linkfinder.app.crawl import CrawlLimits, crawl_sites
    from linkfinder.app.environment import open_current_database
    from linkfinder.cli.progress import shown_progress
    from linkfinder.niche.load import load_niche

    loaded = load_niche(niche)
    with shown_progress() as show:
        summary = crawl_sites(
            open_current_database(),
            loaded,
            CrawlLimits(pages, minutes),
            log_file=log,
            on_progress=lambda progress: show(progress_line(progress)),
        )
    show_outcome(summary, niche)
    if summary.is_interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)
    if summary.has_reached_none or summary.is_network_down:
        raise typer.Exit(ExitCode.ATTENTION)


def progress_line(progress: "CrawlProgress") -> str:
    """Return how far a crawl is, in one line: pages, sites, found by kind, queue, rate."""
    found = ", ".join(f"{count} {kind}" for kind, count in sorted(_below("found/", progress.counts).items()))
    return (
        f"{progress.counts.get('pages', 0)} pages on {progress.counts.get('sites', 0)} sites; "
        f"found {found or 'nothing yet'}; {progress.queued} queued; {progress.rate:.1f} pages/s"
    )


def _below(start: str, counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts whose names begin so, without that beginning; none that is 0."""
    return {name.removeprefix(start): count for name, count in counts.items() if name.startswith(start) and count}


def show_outcome(summary: "CrawlSummary", niche: str) -> None:
    """Print what a crawl brought, why it ended, what was left out, and what to do next with `niche` as it was typed."""
    counts, found = summary.counts, _below("found/", summary.counts)
    new = ", ".join(f"{count} new {kind}" for kind, count in sorted(found.items())) or "nothing new"
    seen = sum(_below("seen/", counts).values()) - sum(found.values())
    again = f", {seen} seen again" if seen > 0 else ""
    continued = "Continued the crawl that was stopped: " if summary.is_continued else ""
    print_line(f"{continued}{counts.get('pages', 0)} pages read in {summary.seconds:.0f} seconds; {new}{again}.")
    print_line(f"{_ENDS.get(summary.reason, plain_line(summary.reason))}{_queued(summary)}")
    _show_unrendered(counts)
    _show_set_aside(summary)
    _show_unreachable_seeds(summary)
    if summary.is_network_down:
        show_error("The network or the proxy seems to be down: no host could be reached. Run: linkfinder doctor")
    elif not summary.has_reached_none and not summary.is_interrupted:
        print_line(f"Next: linkfinder check-links {as_word(niche)}, then linkfinder report {as_word(niche)}")


def _queued(summary: "CrawlSummary") -> str:
    if not summary.queued:
        return ""
    if summary.reason == "finished":
        return f" {summary.queued} known URLs are left for later: beyond the quota of their site, or not due yet."
    return f" {summary.queued} URLs are queued."


def _show_unrendered(counts: Mapping[str, int]) -> None:
    unrendered = _below("not_rendered/", counts)
    if unrendered:
        reasons = ", ".join(f"{count} {_NOT_RENDERED.get(name, name)}" for name, count in sorted(unrendered.items()))
        print_line(f"Pages that need JavaScript and were read without a browser: {plain_line(reasons)}.", "yellow")


def _show_set_aside(summary: "CrawlSummary") -> None:
    if summary.set_aside:
        print_line("Set aside for a month, because the crawl died three times while it read them (crashed):", "yellow")
        for url in summary.set_aside[:_MAX_SEEDS_SHOWN]:
            print_line(plain_line(url), "yellow")


def _show_unreachable_seeds(summary: "CrawlSummary") -> None:
    if summary.not_asked:
        print_line(
            f"{len(summary.not_asked)} of {len(summary.seeds)} seeds were not requested yet; the next crawl does it."
        )
    if not summary.unreachable:
        return
    show_error(f"{len(summary.unreachable)} of {len(summary.seeds)} seeds could not be reached:")
    for seed in summary.unreachable[:_MAX_SEEDS_SHOWN]:
        show_error(plain_line(f"{seed.url}: {seed.reason}"))
    if len(summary.unreachable) > _MAX_SEEDS_SHOWN:
        show_error(f"and {len(summary.unreachable) - _MAX_SEEDS_SHOWN} more")
    if summary.has_reached_none and not summary.is_network_down:
        show_error("No seed could be reached. Is there a network? Is a proxy needed? Run: linkfinder doctor")
