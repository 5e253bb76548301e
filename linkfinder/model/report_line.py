"""A line of a report: a record with its rank, and the group of lines it belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from linkfinder.model.column import Column
from linkfinder.model.record import OpportunityRecord

FactsT = TypeVar("FactsT")


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """A URL that lines of one kind share, such as a dead link's target: they stand together.

    `number` counts the groups from 1, `pages` the niche's pages that link to it, also those that are not on the list.
    """

    number: int
    url: str
    pages: int
    sites: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A record on the list. `rank` counts over all kinds, from 1; 0: not on the list."""

    record: OpportunityRecord
    rank: int = 0
    target: TargetGroup | None = None


@dataclass(frozen=True, slots=True)
class TargetSummary(Generic[FactsT]):
    """A group of lines: its target, the best line, its best facts, and the sites of the group."""

    target: TargetGroup
    best: ReportLine
    facts: FactsT
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetSheet(Generic[FactsT]):
    """A sheet with one row a target; `fit` orders the facts of a group, and the highest is shown."""

    title: str
    columns: Sequence[Column[TargetSummary[FactsT]]]
    fit: Callable[[FactsT], float] = lambda _: 0.0
