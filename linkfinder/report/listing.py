"""What stands where in a report: the ranked list, what is closed, what was rejected; lines by the target they share.

One dead URL on many pages means one reason and many letters, so broken links that share it stand together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from linkfinder.kinds.registry import find_kind
from linkfinder.model.record import OpportunityRecord
from linkfinder.model.report_line import ReportLine, TargetGroup
from linkfinder.report.base import Report
from linkfinder.report.ranking import rank_records
from linkfinder.report.sections import ReportSection, group_by_section


@dataclass(frozen=True, slots=True)
class ReportContents:
    """A report's records by section, each in its order."""

    listed: tuple[ReportLine, ...]
    closed: tuple[OpportunityRecord, ...]
    rejected: tuple[OpportunityRecord, ...]


def arrange_report(report: Report) -> ReportContents:
    """Return the records of a report in their sections, ranked, with the target they share with others."""
    sections = group_by_section(rank_records(report.records))
    lines = [ReportLine(record, rank) for rank, record in enumerate(sections[ReportSection.LISTED], 1)]
    targets = target_groups(lines)
    listed = tuple(replace(line, target=targets.get(_target_key(line.record))) for line in lines)
    return ReportContents(listed, sections[ReportSection.CLOSED], sections[ReportSection.REJECTED])


def target_groups(lines: Iterable[ReportLine]) -> Mapping[tuple[str, str], TargetGroup]:
    """Return the targets that lines share, by kind and URL, numbered within a kind, that of the best line first."""
    groups: dict[tuple[str, str], list[ReportLine]] = {}
    for line in lines:
        if all(key := _target_key(line.record)):
            groups.setdefault(key, []).append(line)
    numbers: Counter[str] = Counter()
    found: dict[tuple[str, str], TargetGroup] = {}
    for (kind, url), group in groups.items():
        numbers[kind] += 1
        found[kind, url] = _target(numbers[kind], url, group)
    return found


def sort_by_target(lines: Sequence[ReportLine]) -> tuple[ReportLine, ...]:
    """Return lines with those of one target together, in the order of the targets' best lines."""
    return tuple(sorted(lines, key=lambda line: (line.target.number if line.target else 0, line.rank)))


def _target_key(record: OpportunityRecord) -> tuple[str, str]:
    opportunity = record.opportunity
    return opportunity.kind, find_kind(opportunity.kind).target_url(opportunity.facts)


def _target(number: int, url: str, lines: Sequence[ReportLine]) -> TargetGroup:
    elsewhere = max(line.record.other_pages for line in lines)
    return TargetGroup(
        number=number,
        url=url,
        pages=max(len({line.record.opportunity.page_url for line in lines}), elsewhere + 1),
        sites=len({line.record.opportunity.site for line in lines}),
    )
