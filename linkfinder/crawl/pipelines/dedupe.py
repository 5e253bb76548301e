"""Then, what this run has brought already is left out: leads that went to the frontier before, as promising as now.

The database would not store them twice either; this spares it the asking, since most links of a page stand on the page
before it too. A batch that fails clears the memory, so that nothing is lost with it.
"""

from collections.abc import Iterable
from dataclasses import replace

from linkfinder import urls
from linkfinder.frontier.bounded_cache import BoundedCache, key_of
from linkfinder.model.opportunity import Opportunity
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Visit

_MAX_TRACKED_LEADS = 50_000
"""Leads remembered, and up to twice as many, about 8 MB; `frontier.seen_links` has kept back most of what repeats."""


class DedupePipeline:
    """Remembers the leads of this run."""

    def __init__(self) -> None:
        self._priorities: BoundedCache[float] = BoundedCache(_MAX_TRACKED_LEADS)
        self._linked_sites: BoundedCache[bool] = BoundedCache(_MAX_TRACKED_LEADS)

    def process_item(self, item: Visit) -> Visit:
        """Return the visit with each opportunity once, and only those leads that are new or better than before.

        The first lead from one site to another stays too: that a further site links there is news (`frontier.inlinks`).
        """
        site = urls.site_of(item.url)
        leads = tuple([lead for lead in item.leads if self._is_new(site, lead)])
        if not item.judgement.opportunities:
            return item if len(leads) == len(item.leads) else replace(item, leads=leads)
        judgement = replace(item.judgement, opportunities=_each_once(item.judgement.opportunities))
        return replace(item, leads=leads, judgement=judgement)

    def forget(self) -> None:
        """Forget all leads: a batch of them was not stored."""
        self._priorities.clear()
        self._linked_sites.clear()

    def _is_new(self, site: str, lead: Seed) -> bool:
        cited = urls.site_of(lead.url)
        is_citation = cited != site and self._is_citation(site, cited)
        return self._has_higher_priority(lead) or is_citation

    def _has_higher_priority(self, lead: Seed) -> bool:
        key = key_of(urls.canonical(lead.url))
        if (self._priorities.get(key) or 0.0) >= lead.priority:
            return False
        self._priorities.put(key, lead.priority)
        return True

    def _is_citation(self, site: str, cited: str) -> bool:
        key = key_of(site, cited)
        if self._linked_sites.get(key):
            return False
        self._linked_sites.put(key, True)  # noqa: FBT003 (the value of a key)
        return True


def _each_once(opportunities: Iterable[Opportunity]) -> tuple[Opportunity, ...]:
    """Return the surest of the opportunities that are the same chance."""
    best: dict[str, Opportunity] = {}
    for opportunity in opportunities:
        kept = best.setdefault(opportunity.fingerprint, opportunity)
        if opportunity.confidence > kept.confidence:
            best[opportunity.fingerprint] = opportunity
    return tuple(best.values())
