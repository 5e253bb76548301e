"""Joins the rooms behind `discover`: sources are asked, finds merged, shown, and queued in the frontier."""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from linkfinder.cli.database import opened
from linkfinder.cli.progress import watching
from linkfinder.cli.running import beat, running
from linkfinder.cli.terminal import complain, plain, safe, say, say_json, show, table
from linkfinder.crawl.source_cache import Cache
from linkfinder.crawl.source_request import Manners
from linkfinder.crawl.sources import Plan, SourceReport, SourceSettings, ask_sources, fault_of, keys_from, plan_sources
from linkfinder.crawl.user_agent import user_agent_of
from linkfinder.discovery.base import Ask, Means
from linkfinder.discovery.merge import Found, FoundSite, merge
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.model.niche import Niche
from linkfinder.storage.frontier import add_seeds
from linkfinder.storage.niches import ensure_niche
from linkfinder.storage.session import session

CACHE = Path("data/sources")
"""Where answers of sources are kept, beside the default database."""

_SHOWN_ASKS = 10  # of each source in a dry run; the rest is counted
_SHOWN_REASONS = 2  # of each site; --json gives all
_SHOWN_SITES = 3  # of those left out for one reason
_LONGEST = 110  # characters of a reason or a question: three lines of a table that is 80 columns wide


def show_plans(niche: Niche, *, as_json: bool) -> bool:
    """Show what each source would be asked first and what that costs; return whether any could be asked.

    Nothing is asked or stored.
    """
    plans = plan_sources(niche, keys_from(os.environ))
    if as_json:
        for plan in plans:
            say_json(_plan_json(plan))
    else:
        _say_plans(plans)
    return any(plan.asks for plan in plans)


def discover_sites(niche: Niche, top: int, *, as_json: bool) -> bool:
    """Ask the sources, queue what they name and show it; return whether any site was found."""
    engine = opened()
    with watching() as tell, running(engine, niche.name, "discover") as run:

        def tell_and_live(text: str) -> None:
            tell(text)
            beat(engine, run)

        reports = ask_sources(niche, _settings(niche, tell_and_live))
        found = merge((seed for report in reports for seed in report.seeds), niche)
        with session(engine) as storing:
            seeds = [seed for site in found.sites for seed in site.seeds]
            add_seeds(storing, ensure_niche(storing, niche.name), seeds)
        run.counts.update(sites=len(found.sites), seeds=len(seeds), dropped=len(found.dropped))
    for report in reports:
        for problem in report.problems:
            complain(problem)
    if as_json:
        _say_found_json(found)
    else:
        _say_found(found, reports, top, niche.name)
    return bool(found.sites)


def _settings(niche: Niche, tell: Callable[[str], object]) -> SourceSettings:
    asking = AskSettings.from_environ(os.environ, user_agent=user_agent_of(niche.sender))
    manners = Manners(asking.user_agent, asking.networks, asking.proxies, asking.ca_file)
    return SourceSettings(manners, Cache(CACHE, datetime.now(UTC)), keys_from(os.environ), tell=tell)


def _plan_json(plan: Plan) -> dict[str, object]:
    asks = [{"url": ask.url, "why": ask.why, "means": str(ask.means)} for ask in plan.asks]
    return {"source": plan.name, "cost": plan.terms.cost, "asks": asks, "problem": plan.problem}


def _say_plans(plans: Sequence[Plan]) -> None:
    for plan in plans:
        faults = (f"{plan.name}: {fault}" for fault in map(fault_of, plan.asks) if fault)
        for problem in filter(None, (plan.problem, *faults)):
            complain(problem)
    costs, questions = table("source", "to ask", "cost"), table("source", "first of all")
    for plan in plans:
        if plan.asks:
            costs.add_row(safe(plan.name), _amount(plan.asks), safe(plan.terms.cost))
            questions.add_row(safe(plan.name), "\n".join(_first_of(plan.asks)))
    if costs.row_count:
        show(costs)
        say("")
        show(questions)
        say("")
    say("Nothing was asked. Answers may lead to further questions, such as a next page.")


def _amount(asks: Sequence[Ask]) -> str:
    """Return how many files are read and how many questions are asked; what stands in the niche file is neither."""
    files = sum(ask.means is Means.FILE for ask in asks)
    questions = sum(ask.means in {Means.GET, Means.SQL} for ask in asks)
    amounts = [(files, "file"), (questions, "question")]
    return ", ".join(f"{count} {what}{'s' if count > 1 else ''}" for count, what in amounts if count) or "nothing"


def _first_of(asks: Sequence[Ask]) -> list[str]:
    lines = [safe(_question(ask), _LONGEST) for ask in asks[:_SHOWN_ASKS]]
    more = len(asks) - len(lines)
    return [*lines, f"and {more} more"] if more else lines


def _question(ask: Ask) -> str:
    """Return what is asked in few words: a service is asked in words, a page or a file has its address."""
    return ask.why if ask.is_service or not ask.url else ask.url


def _say_found_json(found: Found) -> None:
    for site in found.sites:
        say_json(_site_json(site))
    for dropped in found.dropped:
        say_json({"site": dropped.domain, "dropped": dropped.reason, "addresses": dropped.count})


def _site_json(site: FoundSite) -> dict[str, object]:
    return {
        "site": site.domain,
        "promise": site.promise,
        "sources": list(site.sources),
        "reasons": list(site.reasons),
        "urls": [seed.url for seed in site.seeds],
    }


def _say_found(found: Found, reports: Sequence[SourceReport], top: int, name: str) -> None:
    rows = table("", "promise", "site", "why")
    for place, site in enumerate(found.sites[:top], 1):
        more = len(site.reasons) - _SHOWN_REASONS
        why = [safe(reason, _LONGEST) for reason in site.reasons[:_SHOWN_REASONS]]
        why += [f"and {more} more {'reason' if more == 1 else 'reasons'}"] if more > 0 else []
        rows.add_row(str(place), f"{site.promise:.2f}", safe(site.domain), "\n".join(why))
    if found.sites:
        show(rows)
    for reason, sites in _left_out(found):
        say(f"Left out: {len(sites)} {'site' if len(sites) == 1 else 'sites'}, {safe(reason)} ({_some(sites)})")
    fetched, kept = sum(report.fetched for report in reports), sum(report.kept for report in reports)
    queued = f"{len(found.sites)} {'site' if len(found.sites) == 1 else 'sites'} queued"
    say(f"{queued}; {fetched} asked for, {kept} answered from earlier runs.")
    say(f"Next: linkfinder crawl {plain(name)}" if found.sites else "Nothing was found; see the messages above.")


def _left_out(found: Found) -> list[tuple[str, list[str]]]:
    """Return the reasons for which sites were left out, each with these sites, the commonest first."""
    sites: dict[str, list[str]] = defaultdict(list)
    for dropped in found.dropped:
        sites[dropped.reason].append(dropped.domain)
    return sorted(sites.items(), key=lambda each: -len(each[1]))


def _some(sites: Sequence[str]) -> str:
    return safe(", ".join(sites[:_SHOWN_SITES]) + (", ..." if len(sites) > _SHOWN_SITES else ""))
