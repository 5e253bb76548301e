"""How opportunities of one kind are scored: the shapes that `scoring` computes with and that each kind fills in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from linkfinder.model.niche import Campaign, Niche
from linkfinder.model.opportunity import Opportunity, Risk
from linkfinder.model.page import Place
from linkfinder.model.score import Factor, SiteMetrics

FactsT = TypeVar("FactsT")


class RejectCode(StrEnum):
    """Why something is not offered, whatever its kind; kinds have codes of their own beside these."""

    OWN_SITE = "own_site"
    COMPETITOR = "competitor"
    DO_NOT_CONTACT = "do_not_contact"
    EXCLUDED = "excluded"
    SELLER = "seller"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Reject:
    """A hard reason against an opportunity: its code, and the reason in words."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class FactorValue:
    """How good (or, for a penalty, how bad) it is, 0 to 1, and why. None: nobody knows, and nothing is assumed."""

    value: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where on a page the link stands or would stand, and the words of its `rel`."""

    place: Place
    rel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoringInput:
    """An opportunity with all that its score may depend on; the day is an argument, so that no clock is read."""

    opportunity: Opportunity
    site_metrics: SiteMetrics
    niche: Niche
    today: date
    profile: "ScoreProfile[Any]"

    def facts(self, facts: type[FactsT]) -> FactsT:
        """Return the opportunity's facts; raises TypeError when they are of another class."""
        if not isinstance(self.opportunity.facts, facts):
            raise TypeError(f"the facts of a {self.opportunity.kind} are not {facts.__name__}")
        return self.opportunity.facts


FactorFunction = Callable[[ScoringInput], FactorValue]
FreshnessCurve = Sequence[tuple[int, float]]
"""Age in days and its value, 0 to 1; between two points the value falls in a straight line."""

_NO_METHODS: Mapping[Campaign, FactorValue] = {}
_NO_FACTORS: Mapping[Factor, FactorFunction] = {}


@dataclass(frozen=True, kw_only=True)  # without slots, which `Name[Facts](...)` does not allow in 3.11
class ScoreProfile(Generic[FactsT]):
    """How one kind is scored. What it leaves out is computed as for every kind.

    `weights` are points: merits count beside each other, penalties as they stand, 0 switches a factor off.
    """

    weights: Mapping[Factor, float]
    freshness: FreshnessCurve  # of the page's age
    methods: Mapping[Campaign, FactorValue] = field(default_factory=lambda: _NO_METHODS)
    factors: Mapping[Factor, FactorFunction] = field(
        default_factory=lambda: _NO_FACTORS
    )  # in place of the general ones
    placement: Callable[[FactsT], Placement | None] = lambda _: None
    texts: Callable[[FactsT], Sequence[str]] = lambda _: ()  # where `exclude.phrases` are looked for too
    is_form_wanted: Callable[[FactsT], bool] = lambda _: False  # the page asks people to write with its form
    risks: Callable[[ScoringInput], tuple[Risk, ...]] = lambda _: ()  # beside those read on the page
    rejects: tuple[Callable[[ScoringInput], Reject | None], ...] = ()  # beside those of every kind


def clamp(value: float) -> float:
    """Return a value brought into 0 to 1; what is no number counts as 0."""
    return min(1.0, max(0.0, value)) if value == value else 0.0  # noqa: PLR0124 (only NaN differs from itself)


def quoted_signals(opportunity: Opportunity) -> str:
    """Return how many signals are quoted, in words."""
    count = len(opportunity.evidence)
    return f"{count} quoted signal{'' if count == 1 else 's'}"
