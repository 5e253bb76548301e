"""Ways to read a column's value off a line of a report that holds several kinds."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from linkfinder.model.column import CellFormat, CellValue, Column
from linkfinder.model.page import Place
from linkfinder.model.report_line import ReportLine

_FactsT = TypeVar("_FactsT")

KindColumns = tuple[Column[ReportLine], ...]


class LinkContext(Protocol):
    """Facts of a link or a name on a page: the sentence and place it stands in, and the page of ours to propose."""

    @property
    def sentence(self) -> str: ...  # noqa: D102 (named above)
    @property
    def place(self) -> Place: ...  # noqa: D102
    @property
    def asset_url(self) -> str: ...  # noqa: D102


_ContextT = TypeVar("_ContextT", bound=LinkContext)


def of_facts(facts: type[_FactsT], read: Callable[[_FactsT], CellValue]) -> Callable[[ReportLine], CellValue]:
    """Return a reader of the facts of one class; lines with other facts have an empty cell."""

    def read_facts(line: ReportLine) -> CellValue:
        found = line.record.opportunity.facts
        return read(found) if isinstance(found, facts) else None

    return read_facts


def yes_or_empty(*, is_so: bool) -> str:
    """Show a flag: what a page does not say is left empty, never "no"."""
    return "yes" if is_so else ""


def link_context_columns(facts: type[_ContextT]) -> KindColumns:
    """Return the columns of facts that have a sentence, a place and a page of ours."""
    return (
        Column(
            "sentence",
            44,
            CellFormat.MULTILINE,
            "The words around the link or name",
            of_facts(facts, lambda it: it.sentence),
        ),
        Column("place", 10, CellFormat.TEXT, "Where on the page it stands", of_facts(facts, lambda it: it.place)),
        Column(
            "your_page", 30, CellFormat.URL, "The page of yours to propose", of_facts(facts, lambda it: it.asset_url)
        ),
    )
