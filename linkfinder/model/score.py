"""A score with its parts: every point has a name, a value and a reason."""

from dataclasses import dataclass


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
class Standing:
    """What is known of a site beside the page: 0 to 1 each, None when unknown. Ranks come from imported free lists."""

    authority: float | None = None
    authority_source: str = ""
    audience: float | None = None
    audience_source: str = ""
    linking_sites: int = 0  # sites of our own crawl that link to it
