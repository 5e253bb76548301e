"""Where a record is shown: on the list, among the closed doors, or among what was turned down.

A row that a person has begun to work on always stays on the list: nothing that somebody typed disappears from sight.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from linkfinder.model.opportunity import OpportunityState
from linkfinder.model.record import OpportunityRecord
from linkfinder.model.status import Flag, Status


class ReportSection(StrEnum):
    """A part of a report."""

    LISTED = "listed"
    CLOSED = "closed"
    REJECTED = "rejected"


def section_of(record: OpportunityRecord) -> ReportSection:
    """Return where a record is shown."""
    if record.status is not Status.NEW:
        return ReportSection.LISTED
    if record.opportunity.state is OpportunityState.CLOSED or record.flag not in {Flag.NONE, Flag.CHANGED}:
        return ReportSection.CLOSED
    return ReportSection.REJECTED if record.score and record.score.reject else ReportSection.LISTED


def group_by_section(records: Iterable[OpportunityRecord]) -> Mapping[ReportSection, tuple[OpportunityRecord, ...]]:
    """Return the records of each shelf, in the order in which they came."""
    shelves: dict[ReportSection, list[OpportunityRecord]] = {shelf: [] for shelf in ReportSection}
    for record in records:
        shelves[section_of(record)].append(record)
    return {shelf: tuple(found) for shelf, found in shelves.items()}
