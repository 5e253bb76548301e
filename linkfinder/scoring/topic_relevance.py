"""How near an opportunity is to the niche."""

from linkfinder.model.score import Factor
from linkfinder.model.score_profile import FactorValue, ScoringInput, clamp


def topic_relevance(case: ScoringInput) -> FactorValue:
    """Return how near it is to the niche, and why: as its kind reads it, else as near as its page is."""
    if read := case.profile.factors.get(Factor.RELEVANCE):
        return read(case)
    own = clamp(case.opportunity.relevance)
    return FactorValue(own, case.opportunity.relevance_reason or f"the page's likeness to the niche is {own:.2f}")
