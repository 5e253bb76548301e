"""What a report says on its first page: how many of what, what to do first, and why things were turned down."""

from collections import Counter
from dataclasses import dataclass

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.status import Status
from linkfinder.report.base import Report
from linkfinder.report.listing import ReportContents, ReportLine
from linkfinder.report.ranking import is_next_step_ours

_ALWAYS_SHOWN_KINDS = (OpportunityKind.GUEST_POST, OpportunityKind.BROKEN_LINK, OpportunityKind.UNLINKED_MENTION)
"""Kinds that are always counted, also when nothing was found; others appear with their first record."""

_MAX_TOP_LINES = 20
"""As many as a person can look at before the first coffee is cold."""

_MAX_REASONS = 12
"""Beyond the dozen most frequent, reasons stand for a page or two each; the sheet of rejections has them all."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """The numbers of one kind. `in_work` counts those that a person has begun to work on."""

    kind: OpportunityKind
    listed: int
    new: int
    in_work: int
    closed: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The first page of a report."""

    counts: tuple[KindCount, ...]
    top: tuple[ReportLine, ...]
    reasons: tuple[tuple[str, int], ...]


def summarise(report: Report, arranged: ReportContents) -> Summary:
    """Return the numbers and the best lines of a report."""
    refused = [record.score.reject for record in arranged.rejected if record.score]
    reasons = Counter([*refused, *(refusal.rejection.reason for refusal in report.refusals)])
    return Summary(
        counts=tuple(_count(kind, report, arranged) for kind in kinds_of(report)),
        top=tuple([line for line in arranged.listed if is_next_step_ours(line.record)][:_MAX_TOP_LINES]),
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:_MAX_REASONS]),
    )


def kinds_of(report: Report) -> tuple[OpportunityKind, ...]:
    """Return the kinds that a report speaks of, in a fixed order."""
    there = {record.opportunity.kind for record in report.records}
    return tuple(kind for kind in OpportunityKind if kind in there or kind in _ALWAYS_SHOWN_KINDS)


def _count(kind: OpportunityKind, report: Report, arranged: ReportContents) -> KindCount:
    mine = [line.record for line in arranged.listed if line.record.opportunity.kind is kind]
    turned_down = sum(record.opportunity.kind is kind for record in arranged.rejected)
    return KindCount(
        kind=kind,
        listed=len(mine),
        new=sum(record.is_new for record in mine),
        in_work=sum(record.status is not Status.NEW for record in mine),
        closed=sum(record.opportunity.kind is kind for record in arranged.closed),
        rejected=turned_down + sum(refusal.kind is kind for refusal in report.refusals),
    )
