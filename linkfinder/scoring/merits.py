"""Evidence, asset, site metrics and method: the merits that are read off the opportunity as it stands."""

from linkfinder.model.score_profile import FactorValue, ScoringInput, clamp, quoted_signals

_ANY_CAMPAIGN = FactorValue(0.5, "the method fits any campaign")


def evidence(case: ScoringInput) -> FactorValue:
    """Return how sure it is that the opportunity exists: the detector's confidence."""
    confidence = clamp(case.opportunity.confidence)
    return FactorValue(confidence, f"{quoted_signals(case.opportunity)}, confidence {confidence:.2f}")


def asset(case: ScoringInput) -> FactorValue:
    """Return that nothing is known: only a kind itself can tell how well a page of ours fits its opportunities."""
    missing = "this kind compares no page of yours" if case.niche.assets else "the niche file names no assets"
    return FactorValue(None, missing)


def audience(case: ScoringInput) -> FactorValue:
    """Return how many people visit the site, as far as free lists say."""
    metrics = case.site_metrics
    return _known(metrics.audience, metrics.audience_source, "no list of visited sites is imported or names the site")


def authority(case: ScoringInput) -> FactorValue:
    """Return how many sites link to the site, as far as free lists say."""
    metrics = case.site_metrics
    return _known(metrics.authority, metrics.authority_source, "no list of linked sites is imported or names the site")


def method(case: ScoringInput) -> FactorValue:
    """Return how well the kind fits the campaign, which also says who controls text and anchor."""
    return case.profile.methods.get(case.niche.campaign, _ANY_CAMPAIGN)


def _known(value: float | None, source: str, missing: str) -> FactorValue:
    if value is None:
        return FactorValue(None, missing)
    return FactorValue(clamp(value), f"{clamp(value):.2f} of 1 in {source or 'the imported list'}")
