"""Joins the rooms behind `discover`: sources are asked, finds merged, shown, and queued in the frontier."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from linkfinder.cli.database import opened
from linkfinder.cli.fetching import user_agent
from linkfinder.cli.progress import watching
from linkfinder.cli.running import beat, running
from linkfinder.cli.terminal import complain, plain, safe, say, say_json, show, table
from linkfinder.crawl.source_cache import Cache
from linkfinder.crawl.source_request import Manners
from linkfinder.crawl.sources import Plan, SourceReport, SourceSettings, ask_sources, keys_from, plan_sources
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


def show_plans(niche: Niche, *, as_json: bool) -> None:
    """Show what each source would be asked first and what that costs; nothing is asked or stored."""
    for plan in plan_sources(niche, keys_from(os.environ)):
        if as_json:
            say_json(_plan_json(plan))
        else:
            _say_plan(plan)
    if not as_json:
        say("Nothing was asked. Answers may lead to further questions, such as a next page.")


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
    asking = AskSettings.from_environ(os.environ, user_agent=user_agent(niche))
    manners = Manners(asking.user_agent, asking.networks, asking.proxies, asking.ca_file)
    return SourceSettings(manners, Cache(CACHE, datetime.now(UTC)), keys_from(os.environ), tell=tell)


def _plan_json(plan: Plan) -> dict[str, object]:
    asks = [{"url": ask.url, "why": ask.why, "means": str(ask.means)} for ask in plan.asks]
    return {"source": plan.name, "cost": plan.terms.cost, "asks": asks, "problem": plan.problem}


def _say_plan(plan: Plan) -> None:
    if plan.problem:
        complain(plan.problem)
        return
    count = len(plan.asks)
    say(f"[bold]{safe(plan.name)}[/bold]: {count} question{'s' if count != 1 else ''}; cost: {safe(plan.terms.cost)}")
    for ask in plan.asks[:_SHOWN_ASKS]:
        say(f"  {safe(str(ask), 160)}")
    if count > _SHOWN_ASKS:
        say(f"  and {count - _SHOWN_ASKS} more")


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
    rows = table("", "site", "promise", "sources", "why")
    for place, site in enumerate(found.sites[:top], 1):
        more = len(site.reasons) - _SHOWN_REASONS
        why = [safe(reason, 140) for reason in site.reasons[:_SHOWN_REASONS]]
        why += [f"and {more} more reasons"] if more > 0 else []
        rows.add_row(str(place), safe(site.domain), f"{site.promise:.2f}", ", ".join(site.sources), "\n".join(why))
    if found.sites:
        show(rows)
    for reason, count in Counter(dropped.reason for dropped in found.dropped).most_common():
        say(f"Left out: {count} {'site' if count == 1 else 'sites'}, {safe(reason)}")
    fetched, kept = sum(report.fetched for report in reports), sum(report.kept for report in reports)
    say(f"{len(found.sites)} sites queued; {fetched} questions asked, {kept} answered from earlier runs.")
    say(f"Next: linkfinder crawl {plain(name)}" if found.sites else "Nothing was found; see the messages above.")
