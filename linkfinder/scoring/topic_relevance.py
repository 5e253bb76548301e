"""How near an opportunity is to the niche: its page, and for a guest article the pages it would stand among."""

from linkfinder.model.kind import OpportunityKind
from linkfinder.scoring.inputs import FactorValue, ScoringInput, clamp


def topic_relevance(case: ScoringInput) -> FactorValue:
    """Return how near it is to the niche, and why.

    A page of guidelines speaks of articles, not of the topic: a guest post is as near as the site's best pages are.
    """
    own = clamp(case.opportunity.relevance)
    site = clamp(case.site_metrics.relevance or 0.0)
    if case.opportunity.kind is OpportunityKind.GUEST_POST and site > own:
        return FactorValue(site, f"the site's best pages reach {site:.2f}, the guidelines alone {own:.2f}")
    return FactorValue(own, case.opportunity.relevance_reason or f"the page's likeness to the niche is {own:.2f}")
