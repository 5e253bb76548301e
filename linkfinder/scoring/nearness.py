"""How near an opportunity is to the niche: its page, and for a guest article the pages it would stand among."""

from linkfinder.model.kind import OpportunityKind
from linkfinder.scoring.case import Case, Finding, clamp


def nearness(case: Case) -> Finding:
    """Return how near it is to the niche, and why.

    A page of guidelines speaks of articles, not of the topic: a guest post is as near as the site's best pages are.
    """
    own = clamp(case.opportunity.relevance)
    site = clamp(case.standing.relevance or 0.0)
    if case.opportunity.kind is OpportunityKind.GUEST_POST and site > own:
        return Finding(site, f"the site's best pages reach {site:.2f}, the guidelines alone {own:.2f}")
    return Finding(own, case.opportunity.relevance_reason or f"the page's likeness to the niche is {own:.2f}")
