"""From an opportunity to its score: 0 to 100, every point with a name and a reason. See docs/reference/scoring.md.

Points are quarters: sums of quarters are exact in binary numbers, so the parts always add up to the total, digit by
digit. Readers and links to the site count in proportion to relevance, which is why fame never beats the topic.
"""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Opportunity
from linkfinder.model.score import Factor, Score, ScorePart, SiteMetrics
from linkfinder.model.score_profile import FactorFunction, FactorValue, ScoreProfile, ScoringInput
from linkfinder.scoring.effort import effort
from linkfinder.scoring.freshness import freshness
from linkfinder.scoring.link import link
from linkfinder.scoring.merits import asset, audience, authority, evidence, method
from linkfinder.scoring.penalties import (
    cost,
    off_topic,
    points_of,
    policy_risk,
    policy_risks,
    waste_risk,
    waste_risks,
)
from linkfinder.scoring.reachability import reachability
from linkfinder.scoring.rejects import find_reject
from linkfinder.scoring.topic_relevance import topic_relevance
from linkfinder.scoring.weights import weights_for

FACTOR_FUNCTIONS: Mapping[Factor, FactorFunction] = {
    Factor.RELEVANCE: topic_relevance,
    Factor.EVIDENCE: evidence,
    Factor.ASSET: asset,
    Factor.AUDIENCE: audience,
    Factor.AUTHORITY: authority,
    Factor.FRESHNESS: freshness,
    Factor.REACHABILITY: reachability,
    Factor.LINK: link,
    Factor.EFFORT: effort,
    Factor.METHOD: method,
    Factor.OFF_TOPIC: off_topic,
    Factor.COST: cost,
    Factor.POLICY_RISK: policy_risk,
    Factor.WASTE_RISK: waste_risk,
}

_POPULARITY_FACTORS = frozenset({Factor.AUDIENCE, Factor.AUTHORITY})
"""What counts only as far as the page is on the topic."""


def score(
    opportunity: Opportunity, metrics: SiteMetrics, niche: Niche, today: date, profile: ScoreProfile[Any]
) -> Score:
    """Return the score of an opportunity on a day by its kind's profile; the same arguments give the same score."""
    case = ScoringInput(opportunity, metrics, niche, today, profile)
    weights = weights_for(profile, niche)
    parts = [_merit(factor, points, case) for factor, points in weights.merits.items()]
    for factor, points in weights.penalties.items():
        parts.append(_penalty(factor, points, case, left=_sum(parts)))
    reject = find_reject(case)
    if reject:
        parts.append(ScorePart(Factor.REJECT, 1.0, -_sum(parts), reject.reason))
    return Score(
        total=_sum(parts),
        parts=tuple(parts),
        policy_risk=points_of(policy_risks(case)),
        waste_risk=points_of(waste_risks(case)),
        reject=reject.code if reject else "",
    )


def factor_value(factor: Factor, case: ScoringInput) -> FactorValue:
    """Return what a factor says of a case, as the profile of its kind computes it."""
    return case.profile.factors.get(factor, FACTOR_FUNCTIONS[factor])(case)


def _merit(factor: Factor, most: float, case: ScoringInput) -> ScorePart:
    finding = factor_value(factor, case)
    if finding.value is None:
        return ScorePart(factor, None, 0.0, finding.reason)
    on_topic = (topic_relevance(case).value or 0.0) if factor in _POPULARITY_FACTORS else 1.0
    reason = (
        f"{finding.reason}, times the relevance of {on_topic:.2f}" if factor in _POPULARITY_FACTORS else finding.reason
    )
    return ScorePart(factor, finding.value, _quarters(most * finding.value * on_topic), reason)


def _penalty(factor: Factor, most: float, case: ScoringInput, left: float) -> ScorePart:
    finding = factor_value(factor, case)
    # No score falls below 0: a penalty takes at most what is left.
    taken = min(left, _quarters(most * (finding.value or 0.0)))
    return ScorePart(factor, finding.value, -taken if taken else 0.0, finding.reason)


def _quarters(points: float) -> float:
    # Rounded down, so that ten parts never add up to more than 100; the millionth forgives binary fractions.
    return math.floor(points * 4 + 1e-6) / 4


def _sum(parts: list[ScorePart]) -> float:
    return sum((part.points for part in parts), 0.0)
