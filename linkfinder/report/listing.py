"""What stands where in a report: the ranked list, the closed doors, what was turned down; dead links by what died.

One dead address on many pages is one story with many letters, so broken links that share it stand together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from linkfinder.model.opportunity import BrokenLink
from linkfinder.model.record import OpportunityRecord
from linkfinder.report.base import Report
from linkfinder.report.ranking import rank_records
from linkfinder.report.sections import ReportSection, group_by_section


@dataclass(frozen=True, slots=True)
class DeadTargetGroup:
    """A dead address and who links to it. `pages` counts the niche's pages, also those that are not on the list."""

    number: int
    url: str
    pages: int
    sites: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A record on the list. `rank` counts over all kinds, from 1; 0: not on the list."""

    record: OpportunityRecord
    rank: int = 0
    target: DeadTargetGroup | None = None


@dataclass(frozen=True, slots=True)
class ReportContents:
    """A report's records in their places and order."""

    listed: tuple[ReportLine, ...]
    closed: tuple[OpportunityRecord, ...]
    rejected: tuple[OpportunityRecord, ...]


def arrange_report(report: Report) -> ReportContents:
    """Return the records of a report where they belong, ranked, dead links with their target."""
    shelves = group_by_section(rank_records(report.records))
    lines = [ReportLine(record, rank) for rank, record in enumerate(shelves[ReportSection.LISTED], 1)]
    targets = {target.url: target for target in dead_target_groups(lines)}
    listed = tuple(replace(line, target=targets.get(dead_url(line.record))) for line in lines)
    return ReportContents(listed, shelves[ReportSection.CLOSED], shelves[ReportSection.REJECTED])


def dead_target_groups(lines: Iterable[ReportLine]) -> tuple[DeadTargetGroup, ...]:
    """Return the dead addresses of the lines, the one of the best line first."""
    groups: dict[str, list[ReportLine]] = {}
    for line in lines:
        if url := dead_url(line.record):
            groups.setdefault(url, []).append(line)
    return tuple(_target(number, url, group) for number, (url, group) in enumerate(groups.items(), 1))


def sort_by_target(lines: Sequence[ReportLine]) -> tuple[ReportLine, ...]:
    """Return lines with those of one dead address together, in the order of the addresses' best lines."""
    return tuple(sorted(lines, key=lambda line: (line.target.number if line.target else 0, line.rank)))


def dead_url(record: OpportunityRecord) -> str:
    """Return the dead address of a broken link, or an empty string."""
    facts = record.opportunity.facts
    return facts.dead_url if isinstance(facts, BrokenLink) else ""


def _target(number: int, url: str, lines: Sequence[ReportLine]) -> DeadTargetGroup:
    elsewhere = max(line.record.other_pages for line in lines)
    return DeadTargetGroup(
        number=number,
        url=url,
        pages=max(len({line.record.opportunity.page_url for line in lines}), elsewhere + 1),
        sites=len({line.record.opportunity.site for line in lines}),
    )
