"""Stores a batch of a crawl's visits, with all that follows from them for the frontier, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from linkfinder import urls
from linkfinder.frontier.inlinks import InlinkCounter
from linkfinder.model.site import SiteRule
from linkfinder.model.visit import Visit
from linkfinder.storage.frontier import drop_near_duplicates
from linkfinder.storage.frontier_sites import judge_sites
from linkfinder.storage.inlinks import count_inlinks
from linkfinder.storage.visits import StoredCounts, store_visits


@dataclass(frozen=True, slots=True)
class BatchScope:
    """The run that a batch belongs to, the rule that decides on its sites, and which sites it has seen linked to."""

    niche_id: int
    run_id: int
    decide_site: SiteRule
    inlinks: InlinkCounter


def store_batch(session: Session, scope: BatchScope, batch: Sequence[Visit]) -> StoredCounts:
    """Store the visits and decide anew on their sites, and on the sites to which they link; return what was stored."""
    niche_id = scope.niche_id
    stored = store_visits(session, niche_id, scope.run_id, batch)
    visited = {urls.site_of(visit.url) for visit in batch}
    linked = scope.inlinks.to_count(batch) - visited
    drop_near_duplicates(session, niche_id, batch)
    judge_sites(session, niche_id, sorted(visited), scope.decide_site)
    count_inlinks(session, niche_id, linked)
    judge_sites(session, niche_id, sorted(linked), scope.decide_site)
    return stored
