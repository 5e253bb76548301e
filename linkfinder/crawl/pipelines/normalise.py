"""First, what cannot be true is taken out of a visit: hosts that cannot exist, shares that are none."""

from dataclasses import replace

from linkfinder import urls
from linkfinder.model.opportunity import Opportunity
from linkfinder.model.visit import Visit

_MAX_HOST_LENGTH = 253
"""RFC 1035, 2.3.4: a longer name cannot be looked up."""


class NormalisePipeline:
    """Brings a visit into the form in which it is stored."""

    def process_item(self, item: Visit) -> Visit:
        """Return the visit with shares from 0 to 1 and only those leads whose host can exist."""
        leads = tuple([lead for lead in item.leads if _can_exist(lead.url)])
        has_opportunities = bool(item.judgement.opportunities)
        if not has_opportunities and len(leads) == len(item.leads) and clamp_to_unit(item.relevance) == item.relevance:
            return item  # as most are
        opportunities = tuple(map(_normal, item.judgement.opportunities))
        judgement = replace(item.judgement, opportunities=opportunities)
        return replace(item, leads=leads, relevance=clamp_to_unit(item.relevance), judgement=judgement)


def _can_exist(url: str) -> bool:
    """Tell whether an address has a host of a length that can be looked up; whose site it is has been asked before."""
    return bool(urls.site_of(url)) and (len(url) <= _MAX_HOST_LENGTH or len(urls.host_of(url)) <= _MAX_HOST_LENGTH)


def _normal(opportunity: Opportunity) -> Opportunity:
    return replace(
        opportunity, relevance=clamp_to_unit(opportunity.relevance), confidence=clamp_to_unit(opportunity.confidence)
    )


def clamp_to_unit(value: float) -> float:
    """Return the value within 0 and 1; 0 for what is no number."""
    return min(max(value, 0.0), 1.0) if value == value else 0.0  # noqa: PLR0124 (only NaN differs from itself)
