"""Where the link would stand, and whether search engines follow it."""

from collections.abc import Mapping

from linkfinder.model.page import QUALIFIED_RELS, Place
from linkfinder.model.score_profile import FactorValue, ScoringInput

# What readers notice and search engines weigh: the running text most, what stands on every page least.
_PLACES: Mapping[Place, float] = {
    Place.BODY: 1.0,
    Place.LIST: 0.85,
    Place.TABLE: 0.75,
    Place.AUTHOR_BIO: 0.45,
    Place.SIDEBAR: 0.3,
    Place.HEADER: 0.2,
    Place.NAV: 0.2,
    Place.FOOTER: 0.15,
    Place.COMMENT: 0.05,
}

_QUALIFIED_SHARE = 0.4
"""What is left of a placement whose link search engines do not count: readers."""


def link(case: ScoringInput) -> FactorValue:
    """Return how good the placement of the link is; unknown where the kind names none."""
    placement = case.profile.placement(case.opportunity.facts)
    if placement is None:
        return FactorValue(None, "the page does not say where a link would stand")
    value, words = _PLACES[placement.place], placement.place.replace("_", " ")
    if qualified := sorted(QUALIFIED_RELS.intersection(placement.rel)):
        return FactorValue(value * _QUALIFIED_SHARE, f"stands in the {words}, marked {', '.join(qualified)}")
    return FactorValue(value, f"stands in the {words}")
