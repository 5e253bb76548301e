"""What is weighed, and what weighing one factor of it brings."""

from dataclasses import dataclass
from datetime import date

from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Opportunity
from linkfinder.model.score import SiteMetrics


@dataclass(frozen=True, slots=True)
class ScoringInput:
    """An opportunity with all that its score may depend on; the day is given, never asked for."""

    opportunity: Opportunity
    site_metrics: SiteMetrics
    niche: Niche
    today: date


@dataclass(frozen=True, slots=True)
class FactorValue:
    """How good (or, for a penalty, how bad) it is, 0 to 1, and why. None: nobody knows, and nothing is assumed."""

    value: float | None
    reason: str


def clamp(value: float) -> float:
    """Return a value brought into 0 to 1; what is no number counts as 0."""
    return min(1.0, max(0.0, value)) if value == value else 0.0  # noqa: PLR0124 (only NaN differs from itself)
