"""What a crawl has brought so far, by name: the numbers of the progress line, the run's record and the summary."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage.visits import StoredCounts
from linkfinder.urls import site_of

if TYPE_CHECKING:
    from linkfinder.crawl.plan import CrawlPlan

_NAMES = {
    Outcome.FETCHED: "fetched",
    Outcome.UNCHANGED: "unchanged",
    Outcome.RETRY: "retried",
    Outcome.FAILED: "failed",
    Outcome.DROPPED: "dropped",
}


def count_batch(plan: "CrawlPlan", visits: Iterable[Visit], stored: StoredCounts) -> None:
    """Add a stored batch to the tally of the crawl."""
    tally = plan.tally
    for visit in visits:
        plan.seed_outcomes.record(visit)
        tally[_NAMES[visit.outcome]] += 1
        if visit.page is not None:
            tally["pages"] += 1
            plan.sites.add(site_of(visit.url))
        if visit.reason and visit.outcome is not Outcome.UNCHANGED:
            tally[f"reason/{visit.reason}"] += 1
        for opportunity in visit.judgement.opportunities:
            tally[f"seen/{opportunity.kind}"] += 1
        for rejection in visit.judgement.rejections:
            tally[f"rejected/{rejection.kind}"] += 1
    tally["sites"] = len(plan.sites)
    for kind, number in stored.found.items():
        tally[f"found/{kind}"] += number
    for name in ("new_pages", "changed_pages", "contacts", "links", "flagged"):
        tally[name] += getattr(stored, name)
