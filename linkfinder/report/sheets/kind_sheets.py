"""The sheets of the list: one a kind, lines that share a target together, and an overview of those targets."""

from collections.abc import Sequence
from typing import Any

from linkfinder.kinds.base import Kind
from linkfinder.model.report_line import ReportLine, TargetGroup, TargetSheet, TargetSummary
from linkfinder.report.columns import LEADING_COLUMNS, columns_for
from linkfinder.report.listing import sort_by_target
from linkfinder.report.sheets.row_sheet import RowSheet


def kind_sheet(kind: Kind[Any], lines: Sequence[ReportLine]) -> RowSheet[ReportLine]:
    """Return the sheet of one kind; lines that share a target stand together, every second target shaded."""
    own = sort_by_target([line for line in lines if line.record.opportunity.kind == kind.name])
    return RowSheet(kind.title, columns_for(kind), own, frozen=len(LEADING_COLUMNS), is_shaded=_is_even_target)


def target_sheet(kind: Kind[Any], sheet: TargetSheet[Any], lines: Sequence[ReportLine]) -> RowSheet[TargetSummary[Any]]:
    """Return the sheet of the targets that lines of a kind share, that of the best line first."""
    groups: dict[TargetGroup, list[ReportLine]] = {}
    for line in lines:
        if line.target and line.record.opportunity.kind == kind.name:
            groups.setdefault(line.target, []).append(line)
    rows = tuple(_target_summary(sheet, target, group) for target, group in groups.items())
    return RowSheet(sheet.title, sheet.columns, rows, frozen=2, lines=2)


def _target_summary(sheet: TargetSheet[Any], target: TargetGroup, lines: Sequence[ReportLine]) -> TargetSummary[Any]:
    sites = tuple(dict.fromkeys(line.record.opportunity.site for line in lines))
    facts = max((line.record.opportunity.facts for line in lines), key=sheet.fit)
    return TargetSummary(target, lines[0], facts, sites)


def _is_even_target(line: ReportLine) -> bool:
    return line.target is not None and line.target.number % 2 == 0
