"""Then, what this run has brought already is left out: leads that went to the frontier before, from the same site.

The database would not store them twice either; this spares it the asking, since most links of a page stand on the page
before it too. A batch that fails clears the memory, so that nothing is lost with it.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from linkfinder import urls
from linkfinder.model.opportunity import Opportunity
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Visit

KEPT = 50_000
"""Leads remembered, about 8 MB; `crawl.link_memory` has kept back most of what repeats before."""


class DedupePipeline:
    """Remembers the leads of this run."""

    def __init__(self) -> None:
        self._promised: OrderedDict[int, float] = OrderedDict()

    def process_item(self, item: Visit) -> Visit:
        """Return the visit with each opportunity once, and only those leads that are new or better than before."""
        site = urls.site_of(item.url)
        leads = tuple(lead for lead in item.leads if self._is_news(site, lead))
        judgement = replace(item.judgement, opportunities=_each_once(item.judgement.opportunities))
        return replace(item, leads=leads, judgement=judgement)

    def forget(self) -> None:
        """Forget all leads: a batch of them was not stored."""
        self._promised.clear()

    def _is_news(self, site: str, lead: Seed) -> bool:
        key = hash((site, lead.url))  # with the site, so that every site that links to another is counted
        if self._promised.get(key, 0.0) >= lead.promise:
            self._promised.move_to_end(key)
            return False
        self._promised[key] = lead.promise
        if len(self._promised) > KEPT:
            self._promised.popitem(last=False)
        return True


def _each_once(opportunities: Iterable[Opportunity]) -> tuple[Opportunity, ...]:
    """Return the surest of the opportunities that are the same chance."""
    best: dict[str, Opportunity] = {}
    for opportunity in opportunities:
        kept = best.setdefault(opportunity.fingerprint, opportunity)
        if opportunity.confidence > kept.confidence:
            best[opportunity.fingerprint] = opportunity
    return tuple(best.values())
