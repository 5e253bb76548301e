"""Then, what this run has brought already is left out: leads that went to the frontier before with as high a priority.

The database would not store them twice either; this saves the question to it, since most links of a page stand on the
page before it too. A batch that fails clears the memory, so that nothing is lost with it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from linkfinder import urls
from linkfinder.crawl.plan import planned_spider
from linkfinder.frontier.seen_links import SeenLeads
from linkfinder.model.opportunity import Opportunity
from linkfinder.model.visit import Visit


class DedupePipeline:
    """Leaves out what was met before."""

    def __init__(self, seen: SeenLeads) -> None:
        self._seen = seen

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline of a crawl, with the leads that its plan remembers."""
        return cls(planned_spider(crawler).plan.seen_leads)

    def process_item(self, item: Visit) -> Visit:
        """Return the visit with each opportunity once, and only those leads that are new or better than before."""
        leads = self._seen.new(urls.site_of(item.url), item.leads)
        if not item.judgement.opportunities:
            return item if len(leads) == len(item.leads) else replace(item, leads=leads)
        judgement = replace(item.judgement, opportunities=_each_once(item.judgement.opportunities))
        return replace(item, leads=leads, judgement=judgement)


def _each_once(opportunities: Iterable[Opportunity]) -> tuple[Opportunity, ...]:
    """Return the surest of the opportunities that are the same chance."""
    best: dict[str, Opportunity] = {}
    for opportunity in opportunities:
        kept = best.setdefault(opportunity.fingerprint, opportunity)
        if opportunity.confidence > kept.confidence:
            best[opportunity.fingerprint] = opportunity
    return tuple(best.values())
