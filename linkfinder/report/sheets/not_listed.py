"""The sheets of what is not on the list, with the reason: what is closed, and candidates that were rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linkfinder.kinds.registry import find_kind
from linkfinder.model.column import CellFormat, Column
from linkfinder.model.opportunity import Evidence, Opportunity
from linkfinder.model.record import OpportunityRecord, RejectionRecord
from linkfinder.model.report_line import ReportLine
from linkfinder.model.score import Factor
from linkfinder.model.status import Flag
from linkfinder.report import explanation
from linkfinder.report.column_readers import of_opportunity, of_record
from linkfinder.report.columns import ID_COLUMNS
from linkfinder.report.sheets.row_sheet import RowSheet


@dataclass(frozen=True, slots=True)
class RejectedCandidate:
    """A candidate that is not offered: a page that a detector refused, or a record with a hard reason against it."""

    kind: str
    page_url: str
    page_title: str
    reason: str
    detail: str
    evidence: tuple[Evidence, ...]
    last_seen: date


REJECTED_COLUMNS: tuple[Column[RejectedCandidate], ...] = (
    Column("kind", 17, CellFormat.TEXT, "What it looked like", lambda it: it.kind),
    Column("reason", 20, CellFormat.TEXT, "Why it is none", lambda it: it.reason),
    Column("page_url", 44, CellFormat.URL, "The page", lambda it: it.page_url),
    Column("page_title", 40, CellFormat.MULTILINE, "The title of the page", lambda it: it.page_title),
    Column(
        "evidence", 70, CellFormat.MULTILINE, "The words that decided it", lambda it: explanation.quotes(it.evidence)
    ),
    Column("detail", 44, CellFormat.MULTILINE, "What else is known", lambda it: it.detail),
    Column("last_seen", 11, CellFormat.DAY, "When it was last seen", lambda it: it.last_seen),
)

_FLAGS = {
    Flag.GONE: "the page is gone",
    Flag.LINK_FIXED: "the link was fixed",
    Flag.NOW_LINKED: "the mention is linked now",
    Flag.CLOSED: "closed",
}


def _why_closed(record: OpportunityRecord) -> str:
    return _FLAGS.get(record.flag, "the page says so")


def _recheck(opportunity: Opportunity) -> date | None:
    return find_kind(opportunity.kind).recheck(opportunity.facts)


CLOSED_COLUMNS: tuple[Column[ReportLine], ...] = (
    Column("kind", 17, CellFormat.TEXT, "The method", of_opportunity(lambda page: page.kind)),
    Column("site", 24, CellFormat.TEXT, "The site", of_opportunity(lambda page: page.site)),
    Column("page_url", 44, CellFormat.URL, "The page", of_opportunity(lambda page: page.page_url)),
    Column(
        "page_title", 40, CellFormat.MULTILINE, "The title of the page", of_opportunity(lambda page: page.page_title)
    ),
    Column("why_closed", 24, CellFormat.TEXT, "What a crawl noticed", of_record(_why_closed)),
    Column(
        "recheck",
        11,
        CellFormat.DAY,
        "When the page says that it may be open again",
        of_opportunity(_recheck),
    ),
    Column(
        "evidence",
        70,
        CellFormat.MULTILINE,
        "The page's own words",
        of_opportunity(lambda page: explanation.quotes(page.evidence)),
    ),
    Column("last_seen", 11, CellFormat.DAY, "When it was last seen", of_record(lambda record: record.last_seen.date())),
    *ID_COLUMNS,
)


def closed_sheet(records: Sequence[OpportunityRecord]) -> RowSheet[ReportLine]:
    """Return the sheet of opportunities that were open or may be open again."""
    return RowSheet("Closed", CLOSED_COLUMNS, [ReportLine(record) for record in records], lines=2)


def rejected_sheet(
    records: Sequence[OpportunityRecord], refusals: Sequence[RejectionRecord]
) -> RowSheet[RejectedCandidate]:
    """Return the sheet of candidates that were rejected, by kind, reason and URL."""
    found = [*map(_of_record, records), *map(_of_rejection_record, refusals)]
    in_order = sorted(found, key=lambda it: (it.kind, it.reason, it.page_url))
    return RowSheet("Rejected", REJECTED_COLUMNS, in_order, lines=2)


def _of_record(record: OpportunityRecord) -> RejectedCandidate:
    opportunity, score = record.opportunity, record.score
    hard = next((part.reason for part in score.parts if part.name == Factor.REJECT), "") if score else ""
    return RejectedCandidate(
        kind=opportunity.kind,
        page_url=opportunity.page_url,
        page_title=opportunity.page_title,
        reason=score.reject if score else "",
        detail=hard,
        evidence=opportunity.evidence,
        last_seen=record.last_seen.date(),
    )


def _of_rejection_record(refusal: RejectionRecord) -> RejectedCandidate:
    rejection = refusal.rejection
    return RejectedCandidate(
        kind=refusal.kind,
        page_url=refusal.page_url,
        page_title=refusal.page_title,
        reason=rejection.reason,
        detail=rejection.detail,
        evidence=rejection.evidence,
        last_seen=refusal.last_seen.date(),
    )
