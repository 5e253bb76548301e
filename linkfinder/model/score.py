"""A score with its parts: every point has a name, a value and a reason."""

from dataclasses import dataclass
from enum import StrEnum


class Factor(StrEnum):
    """What a score is made of: merits that add points, and below them what is taken off."""

    RELEVANCE = "relevance"
    EVIDENCE = "evidence"
    ASSET = "asset"
    AUDIENCE = "audience"
    AUTHORITY = "authority"
    FRESHNESS = "freshness"
    REACHABILITY = "reachability"
    LINK = "link"
    EFFORT = "effort"
    METHOD = "method"

    OFF_TOPIC = "off_topic"
    COST = "cost"
    POLICY_RISK = "policy_risk"
    WASTE_RISK = "waste_risk"
    REJECT = "reject"


PENALTIES = (Factor.OFF_TOPIC, Factor.COST, Factor.POLICY_RISK, Factor.WASTE_RISK)
"""The factors that take points off."""

MERITS = tuple(factor for factor in Factor if factor not in {*PENALTIES, Factor.REJECT})
"""The factors that add points, in the order they are shown. A niche file may weigh merits and penalties."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a factor may add or take off at most, for each kind of opportunity, and why."""

    factor: Factor
    points: tuple[tuple[str, float], ...]  # kind -> points, 0 where the factor does not apply
    why: str


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One addend. `value` is 0 to 1, or None when it is unknown, and then `points` is what "unknown" is worth: 0."""

    name: str
    value: float | None
    points: float
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """0 to 100, the sum of the parts' points. `reject` names a hard reason that no fame outvotes."""

    total: float
    parts: tuple[ScorePart, ...]
    policy_risk: int = 0
    waste_risk: int = 0
    reject: str = ""


@dataclass(frozen=True, slots=True)
class SiteMetrics:
    """What is known of a site beside the page: 0 to 1 each, None when unknown. Ranks come from imported free lists."""

    authority: float | None = None
    authority_source: str = ""
    audience: float | None = None
    audience_source: str = ""
    linking_sites: int = 0  # sites of our own crawl that link to it
    relevance: float | None = None  # to the niche, of the site's best pages
    same_owner: tuple[str, ...] = ()  # other sites that use one of its advertising or analytics accounts
