"""Where the link would stand, and whether search engines follow it."""

from collections.abc import Mapping

from linkfinder.model.opportunity import GuestPost
from linkfinder.model.page import QUALIFIED_RELS, Place
from linkfinder.scoring.inputs import FactorValue, ScoringInput

# What readers notice and search engines weigh: the running text most, furniture that stands on every page least.
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

# A marked link is what search engines ask publishers for: it brings readers, not rank.
_POLICIES: Mapping[str, tuple[float, str]] = {
    "dofollow": (1.0, "the page says that links are followed"),
    "on_request": (0.6, "links are given on request"),
    "sponsored": (0.3, "links are marked as sponsored"),
    "nofollow": (0.3, "links are marked nofollow"),
    "none": (0.0, "no links are allowed"),
}

_MARKED_SHARE = 0.4


def link(case: ScoringInput) -> FactorValue:
    """Return how good the place and the policy of the link are."""
    facts = case.opportunity.facts
    if isinstance(facts, GuestPost):
        return _policy(facts)
    place = _PLACES[facts.place]
    rel = getattr(facts, "rel", ())
    if marked := sorted(QUALIFIED_RELS.intersection(rel)):
        return FactorValue(place * _MARKED_SHARE, f"stands in the {_words(facts.place)}, marked {', '.join(marked)}")
    return FactorValue(place, f"stands in the {_words(facts.place)}")


def _policy(facts: GuestPost) -> FactorValue:
    if facts.requirements.links_allowed == 0:
        return FactorValue(0.0, "no links are allowed")
    policy = facts.requirements.link_policy
    if policy in _POLICIES:
        return FactorValue(*_POLICIES[policy])
    return FactorValue(None, "the page does not say how it links")


def _words(place: Place) -> str:
    return place.replace("_", " ")
