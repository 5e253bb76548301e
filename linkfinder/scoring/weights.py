"""How many points each factor may give, kind by kind, and why; a niche file's `weights` replace them.

Merits are scaled so that they add up to 100 for each kind: a weight says "how much beside the others". Penalties are
points as they stand. docs/reference/scoring.md shows the same table to users.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Niche
from linkfinder.model.score import MERITS, PENALTIES, Factor, Weight

_MAX_SCORE = 100.0
"""The best score there is."""

_GUEST, _BROKEN, _MENTION = (
    OpportunityKind.GUEST_POST,
    OpportunityKind.BROKEN_LINK,
    OpportunityKind.UNLINKED_MENTION,
)

_KINDS = (_GUEST, _BROKEN, _MENTION)


def _default(factor: Factor, points: tuple[float, float, float], why: str) -> Weight:
    return Weight(factor, tuple(zip(_KINDS, points, strict=True)), why)


DEFAULT_WEIGHTS: tuple[Weight, ...] = (
    # Guest post, broken link, unlinked mention.
    _default(
        Factor.RELEVANCE,
        (34, 30, 28),
        "A link from a page off the topic does nothing; a mention of the brand is half a proof of it",
    ),
    _default(
        Factor.EVIDENCE,
        (18, 18, 22),
        "How sure it is that the chance is there; a mistaken mention is the most embarrassing letter",
    ),
    _default(
        Factor.ASSET,
        (0, 12, 0),
        "A dead link is only a chance when something of ours does the job that the dead page did",
    ),
    _default(Factor.AUDIENCE, (12, 9, 10), "Readers beside links: a link that people follow is worth having by itself"),
    _default(Factor.AUTHORITY, (9, 7, 7), "Links to the site help, but less than readers do, and only on the topic"),
    _default(
        Factor.FRESHNESS,
        (8, 5, 10),
        "Somebody must still be there to answer; mentions are best asked about in the same week",
    ),
    _default(Factor.REACHABILITY, (7, 7, 8), "Without somebody to write to there is no letter"),
    _default(Factor.LINK, (5, 6, 5), "Where the link would stand and whether search engines follow it"),
    _default(Factor.EFFORT, (3, 2, 4), "Hours of work until the link stands"),
    _default(
        Factor.METHOD, (4, 4, 6), "Whether the method fits the campaign: a new site writes, an established one asks"
    ),
    _default(
        Factor.OFF_TOPIC,
        (30, 30, 20),
        "Taken off below a relevance of 0.3, all of it at 0: certainty, readers and freshness do not make up for it",
    ),
    _default(Factor.COST, (25, 0, 0), "A paid placement costs money each time and must be marked as an advertisement"),
    _default(Factor.POLICY_RISK, (40, 40, 40), "A link that looks bought can do harm, which no other point makes good"),
    _default(Factor.WASTE_RISK, (30, 30, 30), "A link that does nothing costs the same work as one that does"),
)


@dataclass(frozen=True, slots=True)
class KindWeights:
    """The points for one kind in one niche: merits add up to 100, penalties are the most that is taken off."""

    merits: Mapping[Factor, float]
    penalties: Mapping[Factor, float]


def weights_for(kind: OpportunityKind, niche: Niche) -> KindWeights:
    """Return the points that count for a kind, the niche file's own included."""
    own = dict(niche.weights)
    points = {weight.factor: _points(weight, kind, own) for weight in DEFAULT_WEIGHTS}
    total = sum(points[factor] for factor in MERITS)
    scale = _MAX_SCORE / total if total else 0.0
    return KindWeights(
        merits={factor: points[factor] * scale for factor in MERITS if points[factor] > 0},
        penalties={factor: points[factor] for factor in PENALTIES},
    )


def _points(weight: Weight, kind: OpportunityKind, own: Mapping[str, float]) -> float:
    default = dict(weight.points).get(kind, weight.points[0][1])
    # A factor that means nothing for a kind (0 points) cannot be switched on: there is nothing to measure.
    return own.get(weight.factor, default) if default else 0.0


def explain_weights(niche: Niche) -> tuple[Weight, ...]:
    """Return the weights as they count in a niche, for a legend: scaled, one row a factor."""
    resolved = {kind: weights_for(kind, niche) for kind in _KINDS}
    return tuple(
        Weight(
            weight.factor,
            tuple((kind, round(_resolved(resolved[kind], weight.factor), 1)) for kind in _KINDS),
            weight.why,
        )
        for weight in DEFAULT_WEIGHTS
    )


def _resolved(weights: KindWeights, factor: Factor) -> float:
    return -weights.penalties[factor] if factor in weights.penalties else weights.merits.get(factor, 0.0)
