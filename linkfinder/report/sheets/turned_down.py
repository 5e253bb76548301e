"""The sheets of what is not on the list, with the reason: doors that are closed, and candidates that are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.opportunity import Evidence, GuestPost
from linkfinder.model.outreach import Flag
from linkfinder.model.record import Record, Refusal
from linkfinder.model.score import Factor
from linkfinder.report import telling
from linkfinder.report.columns import IDENTITY
from linkfinder.report.listing import Line
from linkfinder.report.reading import of_page, of_record
from linkfinder.report.rows import Column, Form
from linkfinder.report.sheets.lists import ListSheet


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A candidate that is not offered: a page that a detector refused, or a record with a hard reason against it."""

    kind: OpportunityKind
    page_url: str
    page_title: str
    reason: str
    detail: str
    evidence: tuple[Evidence, ...]
    last_seen: date


TURNED_DOWN_COLUMNS: tuple[Column[TurnedDown], ...] = (
    Column("kind", 17, Form.TEXT, "What it looked like", lambda it: it.kind),
    Column("reason", 20, Form.TEXT, "Why it is none", lambda it: it.reason),
    Column("page_url", 44, Form.ADDRESS, "The page", lambda it: it.page_url),
    Column("page_title", 40, Form.LONG, "The title of the page", lambda it: it.page_title),
    Column("evidence", 70, Form.LONG, "The words that decided it", lambda it: telling.quotes(it.evidence)),
    Column("detail", 44, Form.LONG, "What else is known", lambda it: it.detail),
    Column("last_seen", 11, Form.DAY, "When it was last seen", lambda it: it.last_seen),
)

_FLAGS = {
    Flag.GONE: "the page is gone",
    Flag.LINK_FIXED: "the link was mended",
    Flag.NOW_LINKED: "the mention is linked now",
    Flag.CLOSED: "the door was closed",
}


def _why_closed(record: Record) -> str:
    return _FLAGS.get(record.flag, "the page says so")


def _recheck(facts: object) -> date | None:
    return facts.recheck if isinstance(facts, GuestPost) else None


CLOSED_COLUMNS: tuple[Column[Line], ...] = (
    Column("kind", 17, Form.TEXT, "The method", of_page(lambda page: page.kind)),
    Column("site", 24, Form.TEXT, "The site", of_page(lambda page: page.site)),
    Column("page_url", 44, Form.ADDRESS, "The page", of_page(lambda page: page.page_url)),
    Column("page_title", 40, Form.LONG, "The title of the page", of_page(lambda page: page.page_title)),
    Column("why_closed", 24, Form.TEXT, "What a crawl noticed", of_record(_why_closed)),
    Column("recheck", 11, Form.DAY, "When it says that it opens again", of_page(lambda page: _recheck(page.facts))),
    Column("evidence", 70, Form.LONG, "The page's own words", of_page(lambda page: telling.quotes(page.evidence))),
    Column("last_seen", 11, Form.DAY, "When it was last seen", of_record(lambda record: record.last_seen.date())),
    *IDENTITY,
)


def closed_sheet(records: Sequence[Record]) -> ListSheet[Line]:
    """Return the sheet of doors that were open or may open again."""
    return ListSheet("Closed", CLOSED_COLUMNS, [Line(record) for record in records], lines=2)


def rejected_sheet(records: Sequence[Record], refusals: Sequence[Refusal]) -> ListSheet[TurnedDown]:
    """Return the sheet of candidates that were turned down, by kind, reason and address."""
    found = [*map(_of_record, records), *map(_of_refusal, refusals)]
    in_order = sorted(found, key=lambda it: (it.kind, it.reason, it.page_url))
    return ListSheet("Rejected", TURNED_DOWN_COLUMNS, in_order, lines=2)


def _of_record(record: Record) -> TurnedDown:
    opportunity, score = record.opportunity, record.score
    hard = next((part.reason for part in score.parts if part.name == Factor.REJECT), "") if score else ""
    return TurnedDown(
        kind=opportunity.kind,
        page_url=opportunity.page_url,
        page_title=opportunity.page_title,
        reason=score.reject if score else "",
        detail=hard,
        evidence=opportunity.evidence,
        last_seen=record.last_seen.date(),
    )


def _of_refusal(refusal: Refusal) -> TurnedDown:
    rejection = refusal.rejection
    return TurnedDown(
        kind=refusal.kind,
        page_url=refusal.page_url,
        page_title=refusal.page_title,
        reason=rejection.reason,
        detail=rejection.detail,
        evidence=rejection.evidence,
        last_seen=refusal.last_seen.date(),
    )
