"""How a broken link is scored."""

from linkfinder.kinds.broken_link.facts import BrokenLink
from linkfinder.model.check import DEAD_VERDICTS, is_confirmed
from linkfinder.model.niche import Campaign
from linkfinder.model.score import Factor
from linkfinder.model.score_profile import FactorValue, Placement, Reject, ScoreProfile, ScoringInput, clamp

NOT_DEAD, UNCONFIRMED = "not_dead", "unconfirmed"
"""Reason codes of rejects."""

_SURE_AFTER = 3
"""Checks on different days that make a dead link as sure as it gets; see docs/reference/verdicts.md."""

_FIRST_CHECK, _FURTHER_CHECKS = 0.8, 0.2
"""One check can fall on a bad minute of the server: it is worth four fifths, and two more checks the rest."""


def evidence(case: ScoringInput) -> FactorValue:
    """Return how sure it is that the link is dead."""
    facts = case.facts(BrokenLink)
    checks = max(1, facts.confirmations)
    share = _FIRST_CHECK + _FURTHER_CHECKS * min(1.0, (checks - 1) / (_SURE_AFTER - 1))
    confidence = clamp(case.opportunity.confidence)
    return FactorValue(confidence * share, f"{facts.verdict}, seen by {checks} check{'s' * (checks > 1)}")


def asset(case: ScoringInput) -> FactorValue:
    """Return how well a page of ours replaces the dead one."""
    facts = case.facts(BrokenLink)
    if not case.niche.assets:
        return FactorValue(None, "the niche file names no assets")
    if not facts.asset_url:
        return FactorValue(0.0, "no asset of the niche file replaces the dead page")
    return FactorValue(clamp(facts.asset_match), facts.asset_reason or f"{facts.asset_url} does the same job")


def effort(case: ScoringInput) -> FactorValue:
    """Return how little work the letter is, and the page that it proposes where there is none yet."""
    if not case.facts(BrokenLink).asset_url:
        return FactorValue(0.3, "a letter, and a page of ours has to be written first")
    return FactorValue(1.0, "a letter")


def _not_dead(case: ScoringInput) -> Reject | None:
    facts, needed = case.facts(BrokenLink), case.niche.link_checks.confirmations
    if facts.verdict not in DEAD_VERDICTS:
        return Reject(NOT_DEAD, f"the last check says {facts.verdict} ({facts.reason})")
    if not is_confirmed(facts.reason, facts.confirmations, needed):
        return Reject(UNCONFIRMED, f"seen dead {facts.confirmations} of {needed} times (links.confirmations)")
    return None


PROFILE = ScoreProfile[BrokenLink](
    weights={
        Factor.RELEVANCE: 30,
        Factor.EVIDENCE: 18,
        Factor.ASSET: 12,
        Factor.AUDIENCE: 9,
        Factor.AUTHORITY: 7,
        Factor.FRESHNESS: 5,
        Factor.REACHABILITY: 7,
        Factor.LINK: 6,
        Factor.EFFORT: 2,
        Factor.METHOD: 4,
        Factor.OFF_TOPIC: 30,
        Factor.COST: 0,
        Factor.POLICY_RISK: 40,
        Factor.WASTE_RISK: 30,
    },
    # Old lists of links collect dead ones; what counts is that somebody may still correct them.
    freshness=((365, 1.0), (1095, 0.5), (2920, 0.1), (3650, 0.0)),
    methods={
        Campaign.NEW: FactorValue(0.4, "a new site has little yet that can replace a page"),
        Campaign.ESTABLISHED: FactorValue(1.0, "an established site has pages worth linking to"),
    },
    factors={Factor.EVIDENCE: evidence, Factor.ASSET: asset, Factor.EFFORT: effort},
    placement=lambda facts: Placement(facts.place, facts.rel),
    texts=lambda facts: (facts.anchor, facts.sentence, facts.heading),
    rejects=(_not_dead,),
)
