"""How many points each factor may give for a kind, and why; a niche file's `weights` replace them.

Merits are scaled so that they add up to 100 for each kind: a weight says "how much beside the others". Penalties are
points as they stand. docs/reference/scoring.md shows the same table to users.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linkfinder.model.niche import Niche
from linkfinder.model.score import MERITS, PENALTIES, Factor, Weight
from linkfinder.model.score_profile import ScoreProfile

_MAX_SCORE = 100.0
"""The best score there is."""

FACTOR_REASONS: Mapping[Factor, str] = {
    Factor.RELEVANCE: "A link from a page off the topic does nothing; a mention shows some relevance by itself",
    Factor.EVIDENCE: "How certain it is that the opportunity exists; a mistaken mention makes the worst e-mail",
    Factor.ASSET: "A dead link is only an opportunity when a page of ours replaces the dead page",
    Factor.AUDIENCE: "Readers beside links: a link that people follow is worth having by itself",
    Factor.AUTHORITY: "Links to the site help, but less than readers do, and only on the topic",
    Factor.FRESHNESS: "Somebody must still be there to answer; mentions are best asked about in the same week",
    Factor.REACHABILITY: "Without somebody to contact there is no e-mail",
    Factor.LINK: "Where the link would stand and whether search engines follow it",
    Factor.EFFORT: "Hours of work until the link stands",
    Factor.METHOD: "Whether the method fits the campaign: a new site writes, an established one asks",
    Factor.OFF_TOPIC: "Taken off below a relevance of 0.3, all of it at 0: certainty, readers and freshness do not "
    "make up for it",
    Factor.COST: "A paid placement costs money each time and must be marked as an advertisement",
    Factor.POLICY_RISK: "A link that looks bought can do harm, which no other point makes good",
    Factor.WASTE_RISK: "A link that does nothing costs the same work as one that does",
}
"""Why each factor counts."""


@dataclass(frozen=True, slots=True)
class KindWeights:
    """The points for one kind in one niche: merits add up to 100, penalties are the most that is taken off."""

    merits: Mapping[Factor, float]
    penalties: Mapping[Factor, float]


def weights_for(profile: ScoreProfile[Any], niche: Niche) -> KindWeights:
    """Return the points that count for a kind, the niche file's own included."""
    own = dict(niche.weights)
    points = {factor: _points(profile.weights.get(factor, 0.0), own.get(factor)) for factor in FACTOR_REASONS}
    total = sum(points[factor] for factor in MERITS)
    scale = _MAX_SCORE / total if total else 0.0
    return KindWeights(
        merits={factor: points[factor] * scale for factor in MERITS if points[factor] > 0},
        penalties={factor: points[factor] for factor in PENALTIES},
    )


def _points(default: float, own: float | None) -> float:
    # A factor that means nothing for a kind (0 points) cannot be switched on: there is nothing to measure.
    return own if own is not None and default else default


def explain_weights(profiles: Mapping[str, ScoreProfile[Any]], niche: Niche) -> tuple[Weight, ...]:
    """Return the weights of kinds, by name, as they count in a niche, for a legend: scaled, one row a factor."""
    resolved = {kind: weights_for(profile, niche) for kind, profile in profiles.items()}
    return tuple(
        Weight(factor, tuple((kind, round(_resolved(resolved[kind], factor), 1)) for kind in resolved), why)
        for factor, why in FACTOR_REASONS.items()
    )


def _resolved(weights: KindWeights, factor: Factor) -> float:
    return -weights.penalties[factor] if factor in weights.penalties else weights.merits.get(factor, 0.0)
