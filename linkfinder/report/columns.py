"""The columns, once for all formats. docs/reference/report.md explains them to users."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from linkfinder.errors import ReportError
from linkfinder.kinds.base import Kind
from linkfinder.kinds.column_readers import KindColumns, yes_or_empty
from linkfinder.kinds.registry import all_kinds, kind_names
from linkfinder.model.column import CellFormat, CellValue, Column
from linkfinder.model.page import ContactKind
from linkfinder.model.report_line import ReportLine
from linkfinder.report import explanation
from linkfinder.report.column_readers import of_contact, of_opportunity, of_record
from linkfinder.report.contacts import other_contacts

LEADING_COLUMNS: KindColumns = (
    Column(
        "rank",
        6,
        CellFormat.WHOLE,
        "Place in the order of work, counted over all kinds",
        lambda line: line.rank or None,
    ),
    Column(
        "score",
        7,
        CellFormat.SCORE,
        "0 to 100; what it is made of stands in the last columns",
        of_record(lambda record: record.score.total if record.score else None),
    ),
    Column(
        "status",
        13,
        CellFormat.STATUS,
        "Where it stands; yours to change",
        of_record(lambda each: each.status),
        is_editable=True,
    ),
    Column("site", 24, CellFormat.TEXT, "The site (registrable domain)", of_opportunity(lambda page: page.site)),
)

_PAGE_COLUMNS: KindColumns = (
    Column(
        "page_title", 32, CellFormat.MULTILINE, "The title of the page", of_opportunity(lambda page: page.page_title)
    ),
    Column("page_url", 36, CellFormat.URL, "The page", of_opportunity(lambda page: page.page_url)),
)

_WHY_COLUMNS: KindColumns = (
    Column(
        "why",
        50,
        CellFormat.MULTILINE,
        "What speaks most for it",
        of_record(lambda each: explanation.reasons(each.score)),
    ),
)

_EVIDENCE_COLUMNS: KindColumns = (
    Column(
        "evidence",
        50,
        CellFormat.MULTILINE,
        "The page's own words",
        of_opportunity(lambda page: explanation.quotes(page.evidence)),
    ),
)

_CONTACT_COLUMNS: KindColumns = (
    Column(
        "email",
        28,
        CellFormat.TEXT,
        "The best e-mail address found",
        of_contact(ContactKind.EMAIL, lambda it: it.value),
    ),
    Column("email_role", 11, CellFormat.TEXT, "Whose address it is", of_contact(ContactKind.EMAIL, lambda it: it.role)),
    Column(
        "email_found_on",
        28,
        CellFormat.URL,
        "The page it stands on",
        of_contact(ContactKind.EMAIL, lambda it: it.page_url),
    ),
    Column("form", 28, CellFormat.URL, "A form to write with", of_contact(ContactKind.FORM, lambda it: it.value)),
    Column("person", 18, CellFormat.TEXT, "A person who is named", of_contact(ContactKind.PERSON, lambda it: it.value)),
    Column("profile", 26, CellFormat.URL, "A profile elsewhere", of_contact(ContactKind.SOCIAL, lambda it: it.value)),
    Column(
        "more_contacts",
        26,
        CellFormat.MULTILINE,
        "All other contacts found",
        of_opportunity(other_contacts),
    ),
)

_NUMBER_COLUMNS: KindColumns = (
    Column(
        "relevance",
        9,
        CellFormat.SHARE,
        "Likeness of the page to the niche, 0 to 1",
        of_opportunity(lambda page: page.relevance),
    ),
    Column(
        "confidence",
        9,
        CellFormat.SHARE,
        "How sure the judgement is, 0 to 1",
        of_opportunity(lambda page: page.confidence),
    ),
    Column(
        "audience",
        9,
        CellFormat.SHARE,
        "Visits of the site in free lists, 0 to 1",
        of_record(lambda each: each.site_metrics.audience),
    ),
    Column(
        "authority",
        9,
        CellFormat.SHARE,
        "Links to the site in free lists, 0 to 1",
        of_record(lambda each: each.site_metrics.authority),
    ),
    Column(
        "policy_risk",
        8,
        CellFormat.WHOLE,
        "0 to 100: would a search engine call it a scheme?",
        of_record(lambda each: each.score.policy_risk if each.score else None),
    ),
    Column(
        "waste_risk",
        8,
        CellFormat.WHOLE,
        "0 to 100: would the link do nothing?",
        of_record(lambda each: each.score.waste_risk if each.score else None),
    ),
    Column(
        "dangers",
        26,
        CellFormat.MULTILINE,
        "The signs behind the two risks",
        of_record(lambda it: explanation.risk_reasons(it.score)),
    ),
    Column(
        "unknown",
        20,
        CellFormat.MULTILINE,
        "Parts of the score that nobody knows",
        of_record(lambda each: explanation.unknown_parts(each.score)),
    ),
    Column(
        "score_sum",
        40,
        CellFormat.MULTILINE,
        "The score as a sum",
        of_record(lambda each: explanation.sum_of_parts(each.score)),
    ),
)

_HISTORY_COLUMNS: KindColumns = (
    Column("language", 9, CellFormat.TEXT, "Of the page", of_opportunity(lambda page: page.language)),
    Column("published", 11, CellFormat.DAY, "Date on the page", of_opportunity(lambda page: page.published)),
    Column(
        "modified",
        11,
        CellFormat.DAY,
        "Date of the last change on the page",
        of_opportunity(lambda page: page.modified),
    ),
    Column(
        "first_seen", 11, CellFormat.DAY, "When linkfinder found it", of_record(lambda each: each.first_seen.date())
    ),
    Column("last_seen", 11, CellFormat.DAY, "When it was last seen", of_record(lambda each: each.last_seen.date())),
    Column(
        "last_checked",
        11,
        CellFormat.DAY,
        "When it was last looked at",
        of_record(lambda each: each.last_checked.date()),
    ),
    Column(
        "new",
        5,
        CellFormat.TEXT,
        "yes: found by the last crawl",
        of_record(lambda each: yes_or_empty(is_so=each.is_new)),
    ),
    Column(
        "flag",
        11,
        CellFormat.TEXT,
        "What a crawl noticed since: gone, changed, link_fixed ...",
        of_record(lambda each: each.flag),
    ),
    Column(
        "not_offered",
        13,
        CellFormat.TEXT,
        "A hard reason against it",
        of_record(lambda each: each.score.reject if each.score else None),
    ),
)

_EDITABLE_COLUMNS: KindColumns = (
    Column(
        "owner",
        14,
        CellFormat.TEXT,
        "Who of you works on it; yours to fill",
        of_record(lambda it: it.owner),
        is_editable=True,
    ),
    Column(
        "note", 30, CellFormat.MULTILINE, "Anything; yours to fill", of_record(lambda each: each.note), is_editable=True
    ),
)

ID_COLUMNS: KindColumns = (
    Column(
        "id",
        34,
        CellFormat.TEXT,
        "Stays the same over all reports; leave it when you edit",
        of_record(lambda it: it.id),
    ),
)


def columns_for(kind: Kind[Any]) -> KindColumns:
    """Return the columns of a sheet that holds one kind."""
    return (
        *LEADING_COLUMNS,
        *_PAGE_COLUMNS,
        *_WHY_COLUMNS,
        *kind.columns,
        *_EVIDENCE_COLUMNS,
        *_CONTACT_COLUMNS,
        *_EDITABLE_COLUMNS,
        *_NUMBER_COLUMNS,
        *_HISTORY_COLUMNS,
        *ID_COLUMNS,
    )


def all_columns() -> KindColumns:
    """Return the columns of a file that holds all kinds; raises ReportError when a kind takes a general name."""
    kind_column: Column[ReportLine] = Column(
        "kind", 17, CellFormat.TEXT, f"The method: {', '.join(kind_names())}", of_opportunity(lambda it: it.kind)
    )
    leading = (*LEADING_COLUMNS[:3], kind_column, *LEADING_COLUMNS[3:], *_PAGE_COLUMNS, *_WHY_COLUMNS)
    following = (
        *_EVIDENCE_COLUMNS,
        *_CONTACT_COLUMNS,
        *_EDITABLE_COLUMNS,
        *_NUMBER_COLUMNS,
        *_HISTORY_COLUMNS,
        *ID_COLUMNS,
    )
    return (*leading, *_of_kinds(frozenset(column.name for column in (*leading, *following))), *following)


def _of_kinds(general: frozenset[str]) -> Iterator[Column[ReportLine]]:
    """Yield the columns of one kind, kind by kind, then those that several kinds have, each once."""
    owners: dict[str, dict[str, Column[ReportLine]]] = {}
    for kind in all_kinds():
        for column in kind.columns:
            if column.name in general:
                raise ReportError(f"kind {kind.name}: every kind has a column {column.name}; choose another name")
            owners.setdefault(column.name, {})[kind.name] = column
    yield from (column for own in owners.values() if len(own) == 1 for column in own.values())
    yield from (_shared(own) for own in owners.values() if len(own) > 1)


def _shared(own: Mapping[str, Column[ReportLine]]) -> Column[ReportLine]:
    """Return a column that several kinds have: each line is read as its own kind reads it."""

    def read(line: ReportLine) -> CellValue:
        column = own.get(line.record.opportunity.kind)
        return column.read(line) if column else None

    return replace(next(iter(own.values())), read=read)
