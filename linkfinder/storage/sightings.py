"""Sightings of opportunities, and the rejections of a page: read before a batch, written once it was judged.

`lifecycle.sightings` decides what a batch changes. A rejection is kept once for a niche, page and kind, as of the
page's last visit.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.kinds.base import JudgingStage
from linkfinder.kinds.registry import find_kind
from linkfinder.lifecycle.sightings import (
    KnownOpportunity,
    OpportunityChanges,
    PageJudgement,
    Sighting,
    apply_sightings,
    batch_sightings,
)
from linkfinder.model.opportunity import Evidence, Opportunity, Rejection, Risk
from linkfinder.model.record import RejectionRecord
from linkfinder.model.status import Flag, Status
from linkfinder.storage.batches import (
    chunks,
    core_table,
    ids,
    in_list,
    insert,
    insert_missing,
    select_among,
    update,
    upsert,
)
from linkfinder.storage.bulk_insert import RowValues
from linkfinder.storage.codec import list_from_json, to_json
from linkfinder.storage.columns import finite
from linkfinder.storage.runs import find_niche
from linkfinder.storage.tables import (
    NichePageRow,
    OpportunityEventRow,
    OpportunityRow,
    PageRow,
    RejectionRow,
    SightingRow,
)

_JudgedPages = Mapping[int, PageJudgement]
"""Judged pages by their numbers."""

_SIGHTING = core_table(SightingRow).c
_SHOWN_ONCE = sa.select(_SIGHTING.opportunity_id, _SIGHTING.page_id).where(in_list(_SIGHTING.page_id))
_SHOWN_NOW = _SHOWN_ONCE.where(_SIGHTING.gone.is_(None))


@dataclass(frozen=True, slots=True)
class RunScope:
    """Which opportunities are meant: those of a niche, found by a run."""

    niche_id: int
    run_id: int


@dataclass(frozen=True, slots=True)
class SightingCounts:
    """What a batch brought: new opportunities by kind, how many were seen again, how many were flagged."""

    found: Mapping[str, int] = field(default_factory=dict)
    seen_again: int = 0
    flagged: int = 0


def store_sightings(session: Session, scope: RunScope, judged: _JudgedPages, kinds: Collection[str]) -> SightingCounts:
    """Store what the judged pages show, and notice what they show no more; `kinds` are those they were judged for."""
    shown = _shown(judged, _known_of_pages(session, scope.niche_id, judged))
    new = _add_missing(session, scope, judged, shown)
    numbers = ids(session, OpportunityRow, "fingerprint", shown)
    rows = {numbers[mark]: _sightings(numbers[mark], pages, judged) for mark, pages in shown.items()}
    affected = sorted({*rows, *(number for number, _ in _shown_on(session, judged, with_gone=True))})
    cases = _cases(session, scope.niche_id, affected, frozenset(numbers[mark] for mark in new))
    steps = [apply_sightings(case, batch_sightings(case, rows.get(case.id, {}), judged, kinds)) for case in cases]
    taken = [each for each in steps if each is not None]
    _write(session, taken)
    return SightingCounts(
        found=Counter(case.kind for case in cases if case.is_new),
        seen_again=len(shown) - len(new),
        flagged=sum(each.is_flagged for each in taken),
    )


def touch_sightings(session: Session, niche_id: int, seen: Mapping[int, datetime]) -> None:
    """Note that pages, by their numbers, are as they were: what they show was seen and checked then.

    Not so for kinds that are judged by the checks of links, which say nothing of the page.
    """
    moments: dict[int, datetime] = {}
    for number, page_id in _shown_on(session, seen):
        moments[number] = max(seen[page_id], moments.get(number, seen[page_id]))
    rows = [
        {
            "id": row.id,
            "last_seen": max(row.last_seen, moments[row.id]),
            "last_checked": max(row.last_checked, moments[row.id]),
        }
        for row in _opportunities(session, niche_id, sorted(moments))
        if find_kind(row.kind).stage is JudgingStage.PAGE_READ
    ]
    update(session, OpportunityRow, rows)


def _known_of_pages(session: Session, niche_id: int, judged: _JudgedPages) -> dict[int, NichePageRow]:
    """Return what is stored about pages that were judged by their links alone: they are rebuilt without their text."""
    wanted = sorted(
        page_id for page_id, page in judged.items() if any(_is_rebuilt(each) for each in page.judgement.opportunities)
    )
    rows = sa.select(NichePageRow).where(NichePageRow.niche_id == niche_id)
    return {
        row.page_id: row
        for part in chunks(wanted)
        for row in session.scalars(rows.where(NichePageRow.page_id.in_(part)))
    }


def _shown(judged: _JudgedPages, known: Mapping[int, NichePageRow]) -> dict[str, dict[int, Opportunity]]:
    """Return the opportunities by fingerprint and page."""
    shown: dict[str, dict[int, Opportunity]] = {}
    for page_id, page in judged.items():
        for judgement in page.judgement.opportunities:
            has_more = _is_rebuilt(judgement) and page_id in known
            opportunity = _as_known(judgement, known[page_id]) if has_more else judgement
            shown.setdefault(opportunity.fingerprint, {}).setdefault(page_id, opportunity)
    return shown


def _is_rebuilt(opportunity: Opportunity) -> bool:
    return find_kind(opportunity.kind).stage is JudgingStage.LINKS_CHECKED


def _as_known(opportunity: Opportunity, row: NichePageRow) -> Opportunity:
    own = {risk.name for risk in opportunity.risks}
    risks = opportunity.risks + tuple(risk for risk in list_from_json(Risk, row.risks) if risk.name not in own)
    return replace(opportunity, relevance=row.relevance, relevance_reason=row.relevance_reason, risks=risks)


def _add_missing(
    session: Session, scope: RunScope, judged: _JudgedPages, shown: Mapping[str, Mapping[int, Opportunity]]
) -> frozenset[str]:
    """Add the opportunities that are new and return their fingerprints."""
    new = sorted(shown.keys() - ids(session, OpportunityRow, "fingerprint", shown).keys())
    rows = [_opportunity_row(scope, mark, shown[mark], judged) for mark in new]
    insert_missing(session, OpportunityRow, rows, ["fingerprint"])
    return frozenset(new)


def _opportunity_row(scope: RunScope, mark: str, pages: Mapping[int, Opportunity], judged: _JudgedPages) -> RowValues:
    page_id, opportunity = min(pages.items(), key=lambda page: page[0])
    seen = min(judged[each].seen for each in pages)
    return {
        "fingerprint": mark,
        "niche_id": scope.niche_id,
        "kind": opportunity.kind,
        "page_id": page_id,
        "first_seen": seen,
        "last_seen": seen,
        "last_checked": seen,
        "first_run_id": scope.run_id,
    }


def _sightings(opportunity_id: int, pages: Mapping[int, Opportunity], judged: _JudgedPages) -> dict[int, Sighting]:
    return {
        page_id: Sighting(judged[page_id].url, _sighting_row(opportunity_id, page_id, opportunity))
        for page_id, opportunity in pages.items()
    }


def _sighting_row(opportunity_id: int, page_id: int, opportunity: Opportunity) -> RowValues:
    return {
        "opportunity_id": opportunity_id,
        "page_id": page_id,
        "state": opportunity.state.value,
        "facts": to_json(opportunity.facts),
        "evidence": to_json(opportunity.evidence),
        "contacts": to_json(opportunity.contacts),
        "risks": to_json(opportunity.risks),
        "relevance": finite(opportunity.relevance),
        "relevance_reason": opportunity.relevance_reason,
        "confidence": finite(opportunity.confidence),
        "gone": None,
    }


def _shown_on(session: Session, pages: Collection[int], *, with_gone: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the opportunity and the page of every sighting on the pages, of all niches.

    No niche in the statement: SQLite would read all opportunities of the niche for each batch of pages.
    """
    for row in select_among(session, _SHOWN_ONCE if with_gone else _SHOWN_NOW, pages):
        yield row[0], row[1]


def _opportunities(session: Session, niche_id: int, numbers: Sequence[int]) -> Iterator[sa.Row[Any]]:
    """Yield those of the opportunities that are the niche's, in the order of their numbers."""
    columns = core_table(OpportunityRow).c
    wanted = ("id", "niche_id", "kind", "page_id", "flag", "status", "last_seen", "last_checked")
    chosen = sa.select(*(columns[name] for name in wanted)).order_by(columns.id)
    for part in chunks(numbers):
        for row in session.execute(chosen.where(columns.id.in_(part))):
            if row.niche_id == niche_id:
                yield row


def _cases(session: Session, niche_id: int, numbers: Sequence[int], new: frozenset[int]) -> list[KnownOpportunity]:
    sightings: dict[int, dict[int, Sighting]] = {number: {} for number in numbers}
    columns = sa.select(*core_table(SightingRow).c, PageRow.url).join(PageRow, PageRow.id == SightingRow.page_id)
    for part in chunks(numbers):
        for *values, url in session.execute(columns.where(SightingRow.opportunity_id.in_(part))):
            row = dict(zip(core_table(SightingRow).c.keys(), values, strict=True))
            sightings[row["opportunity_id"]][row["page_id"]] = Sighting(url, row)
    return [_case(row, sightings[row.id], is_new=row.id in new) for row in _opportunities(session, niche_id, numbers)]


def _case(row: sa.Row[Any], sightings: Mapping[int, Sighting], *, is_new: bool) -> KnownOpportunity:
    return KnownOpportunity(
        id=row.id,
        kind=row.kind,
        rules=find_kind(row.kind).rules,
        page_id=row.page_id,
        flag=Flag(row.flag),
        status=Status(row.status),
        last_seen=row.last_seen,
        last_checked=row.last_checked,
        sightings=sightings,
        is_new=is_new,
    )


def _write(session: Session, steps: Sequence[OpportunityChanges]) -> None:
    rows = [row for each in steps for row in each.sightings]
    upsert(session, SightingRow, rows, ["opportunity_id", "page_id"])
    update(session, OpportunityRow, [each.row for each in steps])
    insert(session, OpportunityEventRow, [event for each in steps for event in each.events])


_REJECTION = core_table(RejectionRow).c
_REMOVING = sa.delete(core_table(RejectionRow)).where(
    _REJECTION.niche_id == sa.bindparam("niche_id"),
    in_list(_REJECTION.page_id),
    _REJECTION.kind.in_(sa.bindparam("kinds", expanding=True)),
)


def replace_rejections(
    session: Session, scope: RunScope, judged: Mapping[int, PageJudgement], kinds: Collection[str]
) -> int:
    """Store what was turned down on the judged pages, by their numbers, in place of the old; return how many."""
    rows = [row for page_id, page in judged.items() for row in _rows(scope, page_id, page)]
    for part in chunks(sorted(judged)):
        session.execute(_REMOVING, {"values": part, "niche_id": scope.niche_id, "kinds": sorted(kinds)})
    insert(session, RejectionRow, rows)
    return len(rows)


def load_refusals(session: Session, niche: str, kinds: Collection[str] = ()) -> list[RejectionRecord]:
    """Return what was turned down in a niche, of all kinds when none is named, in the order of the addresses.

    Raises StorageError when the niche was never run.
    """
    chosen = (
        sa.select(RejectionRow, PageRow.url, PageRow.title)
        .join(PageRow, PageRow.id == RejectionRow.page_id)
        .where(RejectionRow.niche_id == find_niche(session, niche))
        .order_by(PageRow.url, RejectionRow.kind)
    )
    if kinds:
        chosen = chosen.where(RejectionRow.kind.in_(kinds))
    return [_refusal(row, url, title) for row, url, title in session.execute(chosen)]


def _rows(scope: RunScope, page_id: int, page: PageJudgement) -> list[RowValues]:
    first: dict[str, Rejection] = {}
    for rejection in page.judgement.rejections:  # the first of a kind: detectors give the weightiest reason first
        first.setdefault(rejection.kind, rejection)
    return [
        {
            "niche_id": scope.niche_id,
            "page_id": page_id,
            "kind": kind,
            "reason": rejection.reason,
            "detail": rejection.detail,
            "evidence": to_json(rejection.evidence),
            "last_seen": page.seen,
        }
        for kind, rejection in first.items()
    ]


def _refusal(row: RejectionRow, url: str, title: str) -> RejectionRecord:
    rejection = Rejection(row.kind, row.reason, list_from_json(Evidence, row.evidence), row.detail)
    return RejectionRecord(url, title, rejection.kind, rejection, row.last_seen)
