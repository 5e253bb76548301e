"""First, what cannot be true is taken out of a visit: hosts that cannot exist, shares that are none."""

from dataclasses import replace

from linkfinder import urls
from linkfinder.model.opportunity import Opportunity
from linkfinder.model.visit import Visit

LONGEST_HOST = 253
"""RFC 1035, 2.3.4: a longer name cannot be looked up."""


class NormalisePipeline:
    """Brings a visit into the form in which it is stored."""

    def process_item(self, item: Visit) -> Visit:
        """Return the visit with shares from 0 to 1 and only those leads whose host can exist."""
        leads = tuple([lead for lead in item.leads if _can_exist(lead.url)])
        has_opportunities = bool(item.judgement.opportunities)
        if not has_opportunities and len(leads) == len(item.leads) and share(item.relevance) == item.relevance:
            return item  # as most are
        opportunities = tuple(map(_normal, item.judgement.opportunities))
        judgement = replace(item.judgement, opportunities=opportunities)
        return replace(item, leads=leads, relevance=share(item.relevance), judgement=judgement)


def _can_exist(url: str) -> bool:
    """Tell whether an address has a host of a length that can be looked up; whose site it is has been asked before."""
    return bool(urls.site_of(url)) and (len(url) <= LONGEST_HOST or len(urls.host_of(url)) <= LONGEST_HOST)


def _normal(opportunity: Opportunity) -> Opportunity:
    return replace(opportunity, relevance=share(opportunity.relevance), confidence=share(opportunity.confidence))


def share(value: float) -> float:
    """Return the value within 0 and 1; 0 for what is no number."""
    return min(max(value, 0.0), 1.0) if value == value else 0.0  # noqa: PLR0124 (only NaN differs from itself)
