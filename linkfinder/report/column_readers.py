"""Ways to read a value off a line: its record, its opportunity, or its best contact."""

from collections.abc import Callable

from linkfinder.model.column import CellValue
from linkfinder.model.opportunity import Opportunity
from linkfinder.model.page import Contact, ContactKind
from linkfinder.model.record import OpportunityRecord
from linkfinder.model.report_line import ReportLine
from linkfinder.report.contacts import best_contact

CellReader = Callable[[ReportLine], CellValue]


def of_record(read: Callable[[OpportunityRecord], CellValue]) -> CellReader:
    """Return a reader of the record."""
    return lambda line: read(line.record)


def of_opportunity(read: Callable[[Opportunity], CellValue]) -> CellReader:
    """Return a reader of the opportunity."""
    return lambda line: read(line.record.opportunity)


def of_contact(kind: ContactKind, read: Callable[[Contact], CellValue]) -> CellReader:
    """Return a reader of the best contact of a kind."""

    def read_best(line: ReportLine) -> CellValue:
        best = best_contact(line.record.opportunity, kind)
        return read(best) if best else None

    return read_best
