"""Where a record is shown: on the list, among the closed doors, or among what was turned down.

A row that a person has begun to work on always stays on the list: nothing that somebody typed disappears from sight.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from linkfinder.model.opportunity import State
from linkfinder.model.outreach import Flag, Status
from linkfinder.model.record import Record


class Shelf(StrEnum):
    """A part of a report."""

    LISTED = "listed"
    CLOSED = "closed"
    REJECTED = "rejected"


def shelf_of(record: Record) -> Shelf:
    """Return where a record is shown."""
    if record.status is not Status.NEW:
        return Shelf.LISTED
    if record.opportunity.state is State.CLOSED or record.flag not in {Flag.NONE, Flag.CHANGED}:
        return Shelf.CLOSED
    return Shelf.REJECTED if record.score and record.score.reject else Shelf.LISTED


def shelve(records: Iterable[Record]) -> Mapping[Shelf, tuple[Record, ...]]:
    """Return the records of each shelf, in the order in which they came."""
    shelves: dict[Shelf, list[Record]] = {shelf: [] for shelf in Shelf}
    for record in records:
        shelves[shelf_of(record)].append(record)
    return {shelf: tuple(found) for shelf, found in shelves.items()}
