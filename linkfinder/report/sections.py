"""Where a record is shown: on the list, among the closed ones, or among the rejected ones.

A row that a person has begun to work on always stays on the list: nothing that somebody typed disappears.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from linkfinder.model.opportunity import OpportunityState
from linkfinder.model.record import OpportunityRecord
from linkfinder.model.score_profile import RejectCode
from linkfinder.model.status import Flag, Status

_LISTED_REJECTS = frozenset({"", RejectCode.SELLER})
"""Link sellers stay visible with the reason, at the end: their score is 0."""


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
    is_rejected = record.score is not None and record.score.reject not in _LISTED_REJECTS
    return ReportSection.REJECTED if is_rejected else ReportSection.LISTED


def group_by_section(records: Iterable[OpportunityRecord]) -> Mapping[ReportSection, tuple[OpportunityRecord, ...]]:
    """Return the records of each section, in the order in which they came."""
    by_section: dict[ReportSection, list[OpportunityRecord]] = {section: [] for section in ReportSection}
    for record in records:
        by_section[section_of(record)].append(record)
    return {section: tuple(found) for section, found in by_section.items()}
