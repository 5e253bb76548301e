"""Joins the rooms behind `discover`: sources are asked, finds merged, shown, and queued in the frontier."""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from linkfinder.app.database import open_current_database
from linkfinder.app.run_lock import held_run, send_heartbeat
from linkfinder.cli.progress import shown_progress
from linkfinder.cli.terminal import escaped_line, new_table, print_json, print_line, print_table, show_error
from linkfinder.model.niche import Niche
from linkfinder.net.http_client import HttpSettings
from linkfinder.net.user_agent import user_agent_of
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
from linkfinder.storage.niches import ensure_niche
from linkfinder.storage.session import session
from linkfinder.text.cleaning import plain_line

_CACHE_FOLDER = Path("data/sources")
"""Where answers of sources are kept, beside the default database."""

_SHOWN_ASKS = 10  # of each source in a dry run; the rest is counted
_SHOWN_REASONS = 2  # of each site; --json gives all
_SHOWN_SITES = 3  # of those left out for one reason
_LONGEST = 110  # characters of a reason or a question: three lines of a table that is 80 columns wide


def plan_discovery(niche: Niche, *, as_json: bool) -> bool:
    """Show what each source would be asked first and what that costs; return whether any could be asked.

    Nothing is asked or stored.
    """
    plans = plan_sources(niche, source_keys(os.environ))
    if as_json:
        for plan in plans:
            print_json(_plan_json(plan))
    else:
        _show_plans(plans)
    return any(plan.requests for plan in plans)


def discover_sites(niche: Niche, top: int, *, as_json: bool) -> bool:
    """Ask the sources, queue what they name and show it; return whether any site was found."""
    engine = open_current_database()
    with shown_progress() as tell, held_run(engine, niche.name, "discover") as run:

        def tell_and_live(text: str) -> None:
            tell(text)
            send_heartbeat(engine, run)

        reports = run_sources(niche, _settings(niche, tell_and_live))
        found = merge_seeds((seed for report in reports for seed in report.seeds), niche)
        with session(engine) as storing:
            seeds = [seed for site in found.sites for seed in site.seeds]
            add_seeds(storing, ensure_niche(storing, niche.name), seeds)
        run.counts.update(sites=len(found.sites), seeds=len(seeds), dropped=len(found.dropped))
    for report in reports:
        for problem in report.problems:
            show_error(problem)
    if as_json:
        _show_found_json(found)
    else:
        _show_found(found, reports, top, niche.name)
    return bool(found.sites)


def _settings(niche: Niche, tell: Callable[[str], object]) -> SourceRunSettings:
    http = HttpSettings.from_environ(os.environ, user_agent_of(niche.sender))
    return SourceRunSettings(
        http, SourceCache(_CACHE_FOLDER, datetime.now(UTC)), source_keys(os.environ), on_request=tell
    )


def _plan_json(plan: SourcePlan) -> dict[str, object]:
    asks = [{"url": ask.url, "why": ask.purpose, "means": str(ask.method)} for ask in plan.requests]
    return {"source": plan.name, "cost": plan.terms.cost, "asks": asks, "problem": plan.problem}


def _show_plans(plans: Sequence[SourcePlan]) -> None:
    for plan in plans:
        faults = (f"{plan.name}: {fault}" for fault in map(request_problem, plan.requests) if fault)
        for problem in filter(None, (plan.problem, *faults)):
            show_error(problem)
    costs, questions = new_table("source", "to ask", "cost"), new_table("source", "first of all")
    for plan in plans:
        if plan.requests:
            costs.add_row(escaped_line(plan.name), _amount(plan.requests), escaped_line(plan.terms.cost))
            questions.add_row(escaped_line(plan.name), "\n".join(_first_of(plan.requests)))
    if costs.row_count:
        print_table(costs)
        print_line("")
        print_table(questions)
        print_line("")
    print_line("Nothing was asked. Answers may lead to further questions, such as a next page.")


def _amount(asks: Sequence[SourceRequest]) -> str:
    """Return how many files are read and how many questions are asked; what stands in the niche file is neither."""
    files = sum(ask.method is FetchMethod.FILE for ask in asks)
    questions = sum(ask.method in {FetchMethod.GET, FetchMethod.SQL} for ask in asks)
    amounts = [(files, "file"), (questions, "question")]
    return ", ".join(f"{count} {what}{'s' if count > 1 else ''}" for count, what in amounts if count) or "nothing"


def _first_of(asks: Sequence[SourceRequest]) -> list[str]:
    lines = [escaped_line(_question(ask), _LONGEST) for ask in asks[:_SHOWN_ASKS]]
    more = len(asks) - len(lines)
    return [*lines, f"and {more} more"] if more else lines


def _question(ask: SourceRequest) -> str:
    """Return what is asked in few words: a service is asked in words, a page or a file has its address."""
    return ask.purpose if ask.is_service or not ask.url else ask.url


def _show_found_json(found: DiscoveryResult) -> None:
    for site in found.sites:
        print_json(_site_json(site))
    for dropped in found.dropped:
        print_json({"site": dropped.domain, "dropped": dropped.reason, "addresses": dropped.count})


def _site_json(site: FoundSite) -> dict[str, object]:
    return {
        "site": site.domain,
        "promise": site.priority,
        "sources": list(site.sources),
        "reasons": list(site.reasons),
        "urls": [seed.url for seed in site.seeds],
    }


def _show_found(found: DiscoveryResult, reports: Sequence[SourceReport], top: int, name: str) -> None:
    rows = new_table("", "promise", "site", "why")
    for place, site in enumerate(found.sites[:top], 1):
        more = len(site.reasons) - _SHOWN_REASONS
        why = [escaped_line(reason, _LONGEST) for reason in site.reasons[:_SHOWN_REASONS]]
        why += [f"and {more} more {'reason' if more == 1 else 'reasons'}"] if more > 0 else []
        rows.add_row(str(place), f"{site.priority:.2f}", escaped_line(site.domain), "\n".join(why))
    if found.sites:
        print_table(rows)
    for reason, sites in _left_out(found):
        print_line(
            f"Left out: {len(sites)} {'site' if len(sites) == 1 else 'sites'}, {escaped_line(reason)} ({_some(sites)})"
        )
    fetched, kept = sum(report.fetched for report in reports), sum(report.from_cache for report in reports)
    queued = f"{len(found.sites)} {'site' if len(found.sites) == 1 else 'sites'} queued"
    print_line(f"{queued}; {fetched} asked for, {kept} answered from earlier runs.")
    print_line(
        f"Next: linkfinder crawl {plain_line(name)}" if found.sites else "Nothing was found; see the messages above."
    )


def _left_out(found: DiscoveryResult) -> list[tuple[str, list[str]]]:
    """Return the reasons for which sites were left out, each with these sites, the commonest first."""
    sites: dict[str, list[str]] = defaultdict(list)
    for dropped in found.dropped:
        sites[dropped.reason].append(dropped.domain)
    return sorted(sites.items(), key=lambda each: -len(each[1]))


def _some(sites: Sequence[str]) -> str:
    return escaped_line(", ".join(sites[:_SHOWN_SITES]) + (", ..." if len(sites) > _SHOWN_SITES else ""))
