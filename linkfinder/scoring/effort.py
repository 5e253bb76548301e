"""How little work it is: 1 is a single letter, 0 a long article with conditions."""

from linkfinder.model.opportunity import BrokenLink, GuestPost
from linkfinder.scoring.inputs import FactorValue, ScoringInput

_ARTICLE = 0.5  # an article of ordinary length, half a day
_LONG = 1500  # words; beyond, an article takes a day and more
_SHORT = 700  # words; an article of an hour or two
_CONDITION = 0.1  # exclusivity, images, a pitch or an account first: each is a round of its own


def effort(case: ScoringInput) -> FactorValue:
    """Return how little work stands between us and the link."""
    facts = case.opportunity.facts
    if isinstance(facts, GuestPost):
        return _article(facts)
    if isinstance(facts, BrokenLink) and not facts.asset_url:
        return FactorValue(0.3, "a letter, and a page of ours has to be written first")
    return FactorValue(1.0, "a letter")


def _article(facts: GuestPost) -> FactorValue:
    asked = facts.requirements
    words = asked.min_words
    value = _ARTICLE
    if words is not None:
        value = 0.7 if words <= _SHORT else 0.25 if words >= _LONG else _ARTICLE
    conditions = [
        name
        for name, is_asked in (
            ("exclusive", asked.exclusive),
            ("with images", asked.images),
            ("pitch first", "pitch_first" in facts.method),
            ("account first", "account" in facts.method),
        )
        if is_asked
    ]
    length = f"an article of at least {words} words" if words is not None else "an article, its length is not said"
    return FactorValue(max(0.0, value - _CONDITION * len(conditions)), ", ".join([length, *conditions]))
