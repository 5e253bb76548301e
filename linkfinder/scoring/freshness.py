"""Freshness: the age of the page, by the curve of the opportunity's kind."""

from linkfinder.model.score_profile import FactorValue, FreshnessCurve, ScoringInput


def freshness(case: ScoringInput) -> FactorValue:
    """Return how fresh the page is; unknown without a date, or with one that lies in the future."""
    opportunity = case.opportunity
    dates = [(opportunity.published, "published"), (opportunity.modified, "changed")]
    usable = [(day, word) for day, word in dates if day is not None and day <= case.today]
    if not usable:
        missing = "the page has no date" if all(day is None for day, _ in dates) else "its date is in the future"
        return FactorValue(None, missing)
    day, word = max(usable)
    return FactorValue(_value_at_age((case.today - day).days, case.profile.freshness), f"{word} on {day.isoformat()}")


def _value_at_age(days: int, curve: FreshnessCurve) -> float:
    before = (0, curve[0][1])
    for point in curve:
        if days <= point[0]:
            share = (days - before[0]) / (point[0] - before[0])
            return before[1] + share * (point[1] - before[1])
        before = point
    return curve[-1][1]
