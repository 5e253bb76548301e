"""How an unlinked mention is scored."""

from linkfinder.model.niche import Campaign
from linkfinder.model.opportunity import Mention, MentionState
from linkfinder.model.score import Factor
from linkfinder.model.score_profile import FactorValue, Placement, Reject, ScoreProfile, ScoringInput

ALREADY_LINKED = "already_linked"
"""The reason code of a reject."""


def _linked(case: ScoringInput) -> Reject | None:
    facts = case.facts(Mention)
    if facts.state is MentionState.LINKED_BODY:
        return Reject(ALREADY_LINKED, f"the page already links to {facts.linked_url or facts.brand}")
    return None


PROFILE = ScoreProfile[Mention](
    weights={
        Factor.RELEVANCE: 28,
        Factor.EVIDENCE: 22,
        Factor.AUDIENCE: 10,
        Factor.AUTHORITY: 7,
        Factor.FRESHNESS: 10,
        Factor.REACHABILITY: 8,
        Factor.LINK: 5,
        Factor.EFFORT: 4,
        Factor.METHOD: 6,
        Factor.OFF_TOPIC: 20,
        Factor.COST: 0,
        Factor.POLICY_RISK: 40,
        Factor.WASTE_RISK: 30,
    },
    # Editors change an article in its first weeks and seldom after a year.
    freshness=((30, 1.0), (90, 0.8), (365, 0.4), (1095, 0.0)),
    methods={
        Campaign.NEW: FactorValue(0.8, "somebody already writes about the new site"),
        Campaign.ESTABLISHED: FactorValue(1.0, "the editor's own words already name it"),
    },
    placement=lambda facts: Placement(facts.place),
    rejects=(_linked,),
)
