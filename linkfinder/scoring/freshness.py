"""Is somebody still there? The age of the page, read off a curve of its own for each kind."""

from collections.abc import Mapping, Sequence
from datetime import date

from linkfinder.model.kind import OpportunityKind
from linkfinder.scoring.inputs import FactorValue, ScoringInput

_Curve = Sequence[tuple[int, float]]
"""Age in days and what it is worth; straight lines between the points."""

# Rules for authors stay on a site for years without being touched, so their age says little until it is long.
# Eighteen months without a change is where editors' sites are mostly found asleep.
_RULES: _Curve = ((180, 1.0), (548, 0.5), (1460, 0.1), (2920, 0.0))

# Old lists of links collect dead ones; what counts is that somebody may still mend them.
_LISTS: _Curve = ((365, 1.0), (1095, 0.5), (2920, 0.1), (3650, 0.0))

# Editors change an article in its first weeks and seldom after a year.
_ARTICLES: _Curve = ((30, 1.0), (90, 0.8), (365, 0.4), (1095, 0.0))

_CURVES: Mapping[OpportunityKind, _Curve] = {
    OpportunityKind.GUEST_POST: _RULES,
    OpportunityKind.BROKEN_LINK: _LISTS,
    OpportunityKind.UNLINKED_MENTION: _ARTICLES,
}


def freshness(case: ScoringInput) -> FactorValue:
    """Return how fresh the page is; unknown without a date, or with one that lies in the future."""
    opportunity = case.opportunity
    dates = [(opportunity.published, "published"), (opportunity.modified, "changed")]
    usable = [(day, word) for day, word in dates if day is not None and day <= case.today]
    if not usable:
        missing = "the page bears no date" if all(day is None for day, _ in dates) else "its date lies in the future"
        return FactorValue(None, missing)
    day, word = max(usable)
    return FactorValue(
        _value_at_age((case.today - day).days, _CURVES.get(opportunity.kind, _RULES)), f"{word} on {_iso(day)}"
    )


def _value_at_age(days: int, curve: _Curve) -> float:
    before = (0, curve[0][1])
    for point in curve:
        if days <= point[0]:
            share = (days - before[0]) / (point[0] - before[0])
            return before[1] + share * (point[1] - before[1])
        before = point
    return curve[-1][1]


def _iso(day: date) -> str:
    return day.isoformat()
