"""The numbers of a report's first page: opportunities by kind, what to do first, and reasons of rejections."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from linkfinder.kinds.base import Kind
from linkfinder.kinds.registry import all_kinds, find_kind, is_known
from linkfinder.model.report_line import ReportLine
from linkfinder.model.status import Status
from linkfinder.report.base import Report
from linkfinder.report.listing import ReportContents
from linkfinder.report.ranking import is_next_step_ours

_MAX_TOP_LINES = 20
"""About as many as a person can decide on in an hour."""

_MAX_REASONS = 12
"""Beyond the dozen most frequent, reasons stand for a page or two each; the sheet of rejections has them all."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """The numbers of one kind. `in_work` counts those that a person has begun to work on."""

    kind: Kind[Any]
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


def kinds_of(report: Report) -> tuple[Kind[Any], ...]:
    """Return the kinds of a report: those registered, then those that only its records have."""
    records = {record.opportunity.kind for record in report.records} | {each.kind for each in report.refusals}
    unknown = sorted(name for name in records if not is_known(name))
    return (*all_kinds(), *(find_kind(name) for name in unknown))


def _count(kind: Kind[Any], report: Report, arranged: ReportContents) -> KindCount:
    mine = [line.record for line in arranged.listed if line.record.opportunity.kind == kind.name]
    turned_down = sum(record.opportunity.kind == kind.name for record in arranged.rejected)
    return KindCount(
        kind=kind,
        listed=len(mine),
        new=sum(record.is_new for record in mine),
        in_work=sum(record.status is not Status.NEW for record in mine),
        closed=sum(record.opportunity.kind == kind.name for record in arranged.closed),
        rejected=turned_down + sum(refusal.kind == kind.name for refusal in report.refusals),
    )
