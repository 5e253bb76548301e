"""Evidence, asset, standing and method: the merits that are read off the opportunity as it stands."""

from collections.abc import Mapping

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Campaign
from linkfinder.model.opportunity import BrokenLink, OpportunityState
from linkfinder.scoring.inputs import FactorValue, ScoringInput, clamp

_SURE_AFTER = 3
"""Checks on different days that make a dead link as sure as it gets; see docs/reference/verdicts.md."""

_METHODS: Mapping[tuple[Campaign, OpportunityKind], FactorValue] = {
    (Campaign.NEW, OpportunityKind.GUEST_POST): FactorValue(
        1.0, "a new site gains most where it writes the text itself"
    ),
    (Campaign.NEW, OpportunityKind.BROKEN_LINK): FactorValue(0.4, "a new site has little yet that can replace a page"),
    (Campaign.NEW, OpportunityKind.UNLINKED_MENTION): FactorValue(0.8, "somebody already writes about the new site"),
    (Campaign.ESTABLISHED, OpportunityKind.GUEST_POST): FactorValue(
        0.5, "an established site earns links without articles"
    ),
    (Campaign.ESTABLISHED, OpportunityKind.BROKEN_LINK): FactorValue(
        1.0, "an established site has pages worth linking to"
    ),
    (Campaign.ESTABLISHED, OpportunityKind.UNLINKED_MENTION): FactorValue(
        1.0, "the editor's own words already name it"
    ),
}


def evidence(case: ScoringInput) -> FactorValue:
    """Return how sure it is that the chance is there: the detector's confidence, less what is left open."""
    opportunity = case.opportunity
    sureness = clamp(opportunity.confidence)
    quotes = f"{len(opportunity.evidence)} quoted sign{'' if len(opportunity.evidence) == 1 else 's'}"
    if isinstance(opportunity.facts, BrokenLink):
        checks = max(1, opportunity.facts.confirmations)
        # One look can be a bad minute of the server: it is worth four fifths, and two more looks the rest.
        share = 0.8 + 0.2 * min(1.0, (checks - 1) / (_SURE_AFTER - 1))
        return FactorValue(sureness * share, f"{opportunity.facts.verdict}, seen by {checks} check{'s' * (checks > 1)}")
    if opportunity.kind is OpportunityKind.GUEST_POST and opportunity.state is OpportunityState.UNKNOWN:
        return FactorValue(sureness * 0.6, f"{quotes}, but the page does not say that the door is open")
    return FactorValue(sureness, f"{quotes}, confidence {sureness:.2f}")


def asset(case: ScoringInput) -> FactorValue:
    """Return how well a page of ours replaces what died."""
    facts = case.opportunity.facts
    if not case.niche.assets:
        return FactorValue(None, "the niche file names no assets")
    if not isinstance(facts, BrokenLink) or not facts.asset_url:
        return FactorValue(0.0, "no asset of the niche file replaces the dead page")
    return FactorValue(clamp(facts.asset_match), facts.asset_reason or f"{facts.asset_url} does the same job")


def audience(case: ScoringInput) -> FactorValue:
    """Return how many people visit the site, as far as free lists say."""
    standing = case.site_metrics
    return _known(standing.audience, standing.audience_source, "no list of visited sites is imported or names the site")


def authority(case: ScoringInput) -> FactorValue:
    """Return how many sites link to the site, as far as free lists say."""
    standing = case.site_metrics
    return _known(
        standing.authority, standing.authority_source, "no list of linked sites is imported or names the site"
    )


def method(case: ScoringInput) -> FactorValue:
    """Return how well the kind of chance fits the campaign, which also says who controls text and anchor."""
    key = (case.niche.campaign, case.opportunity.kind)
    return _METHODS.get(key, FactorValue(0.5, "the method fits any campaign"))


def _known(value: float | None, source: str, missing: str) -> FactorValue:
    if value is None:
        return FactorValue(None, missing)
    return FactorValue(clamp(value), f"{clamp(value):.2f} of 1 in {source or 'the imported list'}")
