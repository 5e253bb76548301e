"""How little work it is: 1 is a single letter, 0 a long article with conditions."""

from linkfinder.model.score_profile import FactorValue, ScoringInput


def effort(case: ScoringInput) -> FactorValue:  # noqa: ARG001 (the shape of all factors)
    """Return how little work stands between us and the link: a letter, where the kind does not say otherwise."""
    return FactorValue(1.0, "a letter")
