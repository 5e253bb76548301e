"""The order of a report: what to do first comes first, and the same records always come in the same order."""

from collections.abc import Iterable

from linkfinder.model.record import OpportunityRecord
from linkfinder.model.status import Flag, Status

_FINISHED_STATUSES = frozenset(
    {
        Status.REJECTED,
        Status.WON,
        Status.LOST,
        Status.DECLINED,
        Status.NO_REPLY,
        Status.CLOSED,
        Status.DO_NOT_CONTACT,
    }
)
"""Statuses that leave nothing to do for now: such rows stay in the list, below all others."""

_OPEN_STATUSES = frozenset({Status.NEW, Status.REVIEWING, Status.APPROVED, Status.RECHECK})
"""Statuses in which the next step is ours, and the first one."""


def rank_records(records: Iterable[OpportunityRecord]) -> tuple[OpportunityRecord, ...]:
    """Return records in the order in which they are worth working on."""
    return tuple(sorted(records, key=_order))


def needs_work(record: OpportunityRecord) -> bool:
    """Tell whether there is still something to do about a record."""
    return record.status not in _FINISHED_STATUSES and record.flag in {Flag.NONE, Flag.CHANGED}


def is_next_step_ours(record: OpportunityRecord) -> bool:
    """Tell whether nobody was contacted yet, and the opportunity still exists and has points."""
    return record.status in _OPEN_STATUSES and needs_work(record) and bool(record.score and record.score.total > 0)


def _order(record: OpportunityRecord) -> tuple[object, ...]:
    opportunity = record.opportunity
    return (
        not needs_work(record),
        -(record.score.total if record.score else 0.0),
        -opportunity.confidence,
        -opportunity.relevance,
        opportunity.kind,
        opportunity.site,
        opportunity.page_url,
        record.id,
    )
