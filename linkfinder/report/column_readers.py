"""Ways to read a value off a line: its record, its opportunity, or the facts of its kind (None for other kinds)."""

from collections.abc import Callable

from linkfinder.model.dead_target import DomainAvailability
from linkfinder.model.opportunity import BrokenLink, GuestPost, Mention, Opportunity, Requirements
from linkfinder.model.page import Contact, ContactKind
from linkfinder.model.record import OpportunityRecord
from linkfinder.report.cells import CellValue
from linkfinder.report.contacts import best_contact
from linkfinder.report.listing import ReportLine

CellReader = Callable[[ReportLine], CellValue]


def of_record(read: Callable[[OpportunityRecord], CellValue]) -> CellReader:
    """Return a reader of the record."""
    return lambda line: read(line.record)


def of_opportunity(read: Callable[[Opportunity], CellValue]) -> CellReader:
    """Return a reader of the opportunity."""
    return lambda line: read(line.record.opportunity)


def of_guest_post(read: Callable[[GuestPost], CellValue]) -> CellReader:
    """Return a reader of a guest post's facts."""

    def read_facts(line: ReportLine) -> CellValue:
        facts = line.record.opportunity.facts
        return read(facts) if isinstance(facts, GuestPost) else None

    return read_facts


def of_requirements(read: Callable[[Requirements], CellValue]) -> CellReader:
    """Return a reader of what an editor asks of an article."""
    return of_guest_post(lambda facts: read(facts.requirements))


def of_broken_link(read: Callable[[BrokenLink], CellValue]) -> CellReader:
    """Return a reader of a broken link's facts."""

    def read_facts(line: ReportLine) -> CellValue:
        facts = line.record.opportunity.facts
        return read(facts) if isinstance(facts, BrokenLink) else None

    return read_facts


def of_mention(read: Callable[[Mention], CellValue]) -> CellReader:
    """Return a reader of a mention's facts."""

    def read_facts(line: ReportLine) -> CellValue:
        facts = line.record.opportunity.facts
        return read(facts) if isinstance(facts, Mention) else None

    return read_facts


def of_link_context(read: Callable[[BrokenLink | Mention], CellValue]) -> CellReader:
    """Return a reader of what broken links and mentions have in common: a spot on a page."""

    def read_facts(line: ReportLine) -> CellValue:
        facts = line.record.opportunity.facts
        return None if isinstance(facts, GuestPost) else read(facts)

    return read_facts


def of_contact(kind: ContactKind, read: Callable[[Contact], CellValue]) -> CellReader:
    """Return a reader of the best contact of a kind."""

    def read_best(line: ReportLine) -> CellValue:
        best = best_contact(line.record.opportunity.contacts, kind)
        return read(best) if best else None

    return read_best


def availability_text(availability: DomainAvailability) -> str:
    """Show what a registry said; what is unknown is left empty."""
    return "" if availability is DomainAvailability.UNKNOWN else availability


def yes_or_empty(*, is_so: bool) -> str:
    """Show a flag: what a page does not say is left empty, never "no"."""
    return "yes" if is_so else ""
