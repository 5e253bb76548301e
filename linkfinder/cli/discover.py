"""`linkfinder discover`: which sites are worth a crawl, and why."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import as_word, new_table, print_json, print_line, print_table, show_error
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from linkfinder.app.discovery import DiscoveryPlan, DiscoverySummary, FoundSite, SourcePlan, SourceRequest

_MAX_REQUESTS_SHOWN = 10  # of each source in a dry run; the rest is counted
_MAX_REASONS_SHOWN = 2  # of each site; --json gives all
_MAX_SITES_SHOWN = 3  # of those left out for one reason
_MAX_LETTERS = 110  # of a reason or a request: three lines of a table that is 80 columns wide


def discover(
    niche: Annotated[str, typer.Argument(help="The niche: a name in niches/ or a file.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be requested, and request nothing.")
    ] = False,
    top: Annotated[int, typer.Option(min=1, help="How many sites are shown; all are queued.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a site (or a source).")] = False,
) -> None:
    """Ask the niche's sources for sites, rank them with their reasons, and queue them for the crawl.

    Example: linkfinder discover dental --dry-run
    """
    from linkfinder.niche.load import load_niche

    loaded = load_niche(niche)
    if dry_run:
        from linkfinder.app.discovery import plan_discovery

        plan = plan_discovery(loaded)
        _show_plan(plan, as_json=as_json)
        is_fine = plan.has_requests
    else:
        from linkfinder.app.discovery import discover_sites
        from linkfinder.app.environment import open_current_database
        from linkfinder.cli.progress import shown_progress

        engine = open_current_database()
        with shown_progress() as show:
            summary = discover_sites(engine, loaded, on_progress=show)
        _show_summary(summary, top, niche, as_json=as_json)
        is_fine = bool(summary.found.sites)
    if not is_fine:
        raise typer.Exit(ExitCode.ATTENTION)


def _show_plan(plan: "DiscoveryPlan", *, as_json: bool) -> None:
    if as_json:
        for source in plan.sources:
            print_json(_plan_as_json(source))
        return
    for problem in plan.problems:
        show_error(plain_line(problem))
    costs = new_table("source", "requests", "cost", wrapped=("cost",))
    requests = new_table("source", "first of all", wrapped=("first of all",))
    for source in plan.sources:
        if source.requests:
            costs.add_row(plain_line(source.name), _amount(source.requests), plain_line(source.terms.cost))
            requests.add_row(plain_line(source.name), "\n".join(_first_of(source.requests)))
    if costs.row_count:
        print_table(costs)
        print_line()
        print_table(requests)
        print_line()
    print_line("Nothing was requested. Answers may lead to further requests, such as a next page.")


def _plan_as_json(source: "SourcePlan") -> dict[str, object]:
    requests = [{"url": each.url, "purpose": each.purpose, "method": str(each.method)} for each in source.requests]
    return {"source": source.name, "cost": source.terms.cost, "requests": requests, "problem": source.problem}


def _amount(requests: Sequence["SourceRequest"]) -> str:
    """Return how many files are read and how many requests are sent; what stands in the niche file is neither."""
    from linkfinder.app.discovery import FetchMethod

    files = sum(each.method is FetchMethod.FILE for each in requests)
    sent = sum(each.method in {FetchMethod.GET, FetchMethod.SQL} for each in requests)
    amounts = [(files, "file"), (sent, "request")]
    return ", ".join(f"{count} {what}{'s' if count > 1 else ''}" for count, what in amounts if count) or "nothing"


def _first_of(requests: Sequence["SourceRequest"]) -> list[str]:
    lines = [plain_line(_in_words(each), _MAX_LETTERS) for each in requests[:_MAX_REQUESTS_SHOWN]]
    more = len(requests) - len(lines)
    return [*lines, f"and {more} more"] if more else lines


def _in_words(request: "SourceRequest") -> str:
    """Return what is requested in few words: a service's request by its purpose, a page or a file by its URL."""
    return request.purpose if request.is_service or not request.url else request.url


def _show_summary(summary: "DiscoverySummary", top: int, niche: str, *, as_json: bool) -> None:
    for problem in summary.problems:
        show_error(plain_line(problem))
    if as_json:
        for site in summary.found.sites:
            print_json(_site_as_json(site))
        for dropped in summary.found.dropped:
            print_json({"site": dropped.domain, "dropped": dropped.reason, "urls": dropped.count})
        return
    if summary.found.sites:
        _show_sites(summary.found.sites[:top])
    for reason, sites in _left_out(summary):
        print_line(f"Left out: {_count(sites)}, {plain_line(reason)} ({_some(sites)})")
    queued = _count([site.domain for site in summary.found.sites])
    print_line(f"{queued} queued; {summary.fetched} answers fetched, {summary.from_cache} kept from earlier runs.")
    print_line(
        f"Next: linkfinder crawl {as_word(niche)}"
        if summary.found.sites
        else "Nothing was found; see the messages above."
    )


def _site_as_json(site: "FoundSite") -> dict[str, object]:
    return {
        "site": site.domain,
        "priority": site.priority,
        "sources": list(site.sources),
        "reasons": list(site.reasons),
        "urls": [seed.url for seed in site.seeds],
    }


def _show_sites(sites: Sequence["FoundSite"]) -> None:
    rows = new_table("", "priority", "site", "why", wrapped=("site", "why"))
    for place, site in enumerate(sites, 1):
        more = len(site.reasons) - _MAX_REASONS_SHOWN
        why = [plain_line(reason, _MAX_LETTERS) for reason in site.reasons[:_MAX_REASONS_SHOWN]]
        why += [f"and {more} more {'reason' if more == 1 else 'reasons'}"] if more > 0 else []
        rows.add_row(str(place), f"{site.priority:.2f}", plain_line(site.domain), "\n".join(why))
    print_table(rows)


def _left_out(summary: "DiscoverySummary") -> list[tuple[str, list[str]]]:
    """Return the reasons for which sites were left out, each with these sites, the commonest first."""
    sites: dict[str, list[str]] = defaultdict(list)
    for dropped in summary.found.dropped:
        sites[dropped.reason].append(dropped.domain)
    return sorted(sites.items(), key=lambda each: -len(each[1]))


def _count(sites: Sequence[str]) -> str:
    return f"{len(sites)} {'site' if len(sites) == 1 else 'sites'}"


def _some(sites: Sequence[str]) -> str:
    return plain_line(", ".join(sites[:_MAX_SITES_SHOWN]) + (", ..." if len(sites) > _MAX_SITES_SHOWN else ""))
