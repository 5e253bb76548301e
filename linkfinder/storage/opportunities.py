"""Opportunities: updated by crawls, scored, given a status by people, and read as records.

What people typed is never written by a crawl. Records are read in a few statements, whatever their number.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.errors import StorageError
from linkfinder.kinds.registry import StoredFacts, find_kind, is_known
from linkfinder.lifecycle.sightings import PageJudgement
from linkfinder.model.opportunity import Evidence, Facts, Opportunity, OpportunityState, Risk
from linkfinder.model.page import Contact
from linkfinder.model.record import EventKind, OpportunityEvent, OpportunityRecord, OtherPage
from linkfinder.model.score import Score, ScorePart, SiteMetrics
from linkfinder.model.status import Flag, Status
from linkfinder.storage.batches import chunks, ids, insert, update
from linkfinder.storage.codec import from_json, list_from_json, to_json
from linkfinder.storage.columns import finite
from linkfinder.storage.other_pages import other_pages
from linkfinder.storage.pages import site_contacts
from linkfinder.storage.runs import find_niche, first_run_of_last_crawl
from linkfinder.storage.sightings import RunScope, replace_rejections, store_sightings
from linkfinder.storage.sites import site_metrics
from linkfinder.storage.tables import (
    LinkRow,
    NichePageRow,
    NicheRow,
    OpportunityEventRow,
    OpportunityRow,
    PageRow,
    SightingRow,
    SiteRow,
    TargetRow,
)
from linkfinder.urls import url_key

_OWN = (
    OpportunityRow.id,
    OpportunityRow.fingerprint,
    OpportunityRow.kind,
    OpportunityRow.score,
    OpportunityRow.score_parts,
    OpportunityRow.policy_risk,
    OpportunityRow.waste_risk,
    OpportunityRow.reject,
    OpportunityRow.flag,
    OpportunityRow.first_seen,
    OpportunityRow.last_seen,
    OpportunityRow.last_checked,
    OpportunityRow.first_run_id,
    OpportunityRow.status,
    OpportunityRow.note,
    OpportunityRow.owner,
)
_SHOWN = (
    SightingRow.state,
    SightingRow.facts,
    SightingRow.evidence,
    SightingRow.contacts,
    SightingRow.risks,
    SightingRow.relevance,
    SightingRow.relevance_reason,
    SightingRow.confidence,
)
_PAGE = (
    PageRow.site_id,
    PageRow.url,
    PageRow.title,
    PageRow.language,
    PageRow.published,
    PageRow.modified,
    SiteRow.domain,
    NicheRow.name.label("niche"),
)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What is known beside the opportunities' own pages."""

    standings: dict[int, SiteMetrics]
    contacts: dict[int, tuple[Contact, ...]]
    linking_pages: dict[int, int]  # by the key of a shared target
    also_on: dict[int, tuple[OtherPage, ...]]  # by the number of the opportunity
    first_new_run: int


def best_first() -> sa.Select[Any]:
    """Return the statement for every opportunity with its best page, the best score first."""
    return (
        sa.select(*_OWN, *_SHOWN, *_PAGE)
        .join(NicheRow, NicheRow.id == OpportunityRow.niche_id)
        .join(PageRow, PageRow.id == OpportunityRow.page_id)
        .join(SiteRow, SiteRow.id == PageRow.site_id)
        .join(
            SightingRow,
            sa.and_(SightingRow.opportunity_id == OpportunityRow.id, SightingRow.page_id == OpportunityRow.page_id),
        )
        .order_by(sa.nulls_last(OpportunityRow.score.desc()), OpportunityRow.fingerprint)
    )


def records_of(session: Session, niche_id: int, rows: Sequence[sa.Row[Any]]) -> list[OpportunityRecord]:
    """Return the records of rows that `best_first` brought, in their order."""
    sites = {row.site_id for row in rows}
    facts = [_facts(row) for row in rows]
    targets = [_target_key(row.kind, each) for row, each in zip(rows, facts, strict=True)]
    around = _Surroundings(
        standings=site_metrics(session, niche_id, sites),
        contacts=site_contacts(session, sites),
        linking_pages=_linking_pages(session, niche_id, [key for key in targets if key is not None]),
        also_on=other_pages(session, niche_id, rows),
        first_new_run=first_run_of_last_crawl(session, niche_id),
    )
    return [_record(row, each, around) for row, each in zip(rows, facts, strict=True)]


def _record(row: sa.Row[Any], facts: Facts, around: _Surroundings) -> OpportunityRecord:
    target = _target_key(row.kind, facts)
    return OpportunityRecord(
        id=row.fingerprint,
        opportunity=_opportunity(row, facts, around.contacts.get(row.site_id, ())),
        site_metrics=around.standings[row.site_id],
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        last_checked=row.last_checked,
        is_new=row.first_run_id is not None and row.first_run_id >= around.first_new_run,
        score=_score(row),
        flag=Flag(row.flag),
        status=Status(row.status),
        note=row.note,
        owner=row.owner,
        other_pages=0 if target is None else max(0, around.linking_pages.get(target, 0) - 1),
        also_on=around.also_on.get(row.id, ()),
    )


def _opportunity(row: sa.Row[Any], facts: Facts, of_the_site: Collection[Contact]) -> Opportunity:
    own = list_from_json(Contact, row.contacts)
    known = {(contact.kind, contact.value) for contact in own}
    return Opportunity(
        kind=row.kind,
        niche=row.niche,
        page_url=row.url,
        site=row.domain,
        facts=facts,
        state=OpportunityState(row.state),
        page_title=row.title,
        language=row.language,
        relevance=row.relevance,
        relevance_reason=row.relevance_reason,
        confidence=row.confidence,
        evidence=list_from_json(Evidence, row.evidence),
        contacts=own + tuple(each for each in of_the_site if (each.kind, each.value) not in known),
        risks=list_from_json(Risk, row.risks),
        published=row.published,
        modified=row.modified,
    )


def _score(row: sa.Row[Any]) -> Score | None:
    if row.score is None:
        return None
    return Score(row.score, list_from_json(ScorePart, row.score_parts), row.policy_risk, row.waste_risk, row.reject)


def _facts(row: sa.Row[Any]) -> Facts:
    if not is_known(row.kind):
        return StoredFacts(row.facts)
    facts: Facts = from_json(find_kind(row.kind).facts, row.facts)
    return facts


def _target_key(kind: str, facts: Facts) -> int | None:
    """Return the key of the URL that opportunities of this kind share, if any."""
    url = find_kind(kind).target_url(facts)
    return url_key(url) if url else None


def _linking_pages(session: Session, niche_id: int, keys: Collection[int]) -> dict[int, int]:
    """Return how many pages of the niche link to each address, by its key."""
    # A correlated EXISTS, so that no planner starts from all pages of the niche.
    of_the_niche = sa.exists().where(NichePageRow.niche_id == niche_id, NichePageRow.page_id == LinkRow.page_id)
    counted = (
        sa.select(TargetRow.key, sa.func.count(sa.distinct(LinkRow.page_id)))
        .join(LinkRow, LinkRow.target_id == TargetRow.id)
        .where(of_the_niche)
        .group_by(TargetRow.key)
    )
    return {
        row[0]: row[1]
        for part in chunks(sorted(set(keys)))
        for row in session.execute(counted.where(TargetRow.key.in_(part)))
    }


_SCORES = 2_000
"""Scores written at a time: enough to be fast, and a crawl that waits to write waits a tenth of a second."""

_RECORDS = 2_000
"""Records put together at a time, so that not all rows are in memory beside all records."""


@dataclass(frozen=True, slots=True)
class RefreshCounts:
    """What a batch of judgements brought: new opportunities by kind, those seen again, flagged, and turned down."""

    found: Mapping[str, int] = field(default_factory=dict)
    seen_again: int = 0
    flagged: int = 0
    rejected: int = 0


def store_judgements(
    session: Session, scope: RunScope, judged: Sequence[PageJudgement], kinds: Collection[str]
) -> RefreshCounts:
    """Store what was judged of pages for `kinds`: opportunities by fingerprint, rejections, and what is there no more.

    `first_seen` stays, `last_seen` moves; status, note and owner are never touched. Pages that are not stored are left
    out; of two judgements of one page the later counts.
    """
    numbers = ids(session, PageRow, "key", [url_key(page.url) for page in judged])
    latest = {url_key(page.url): page for page in sorted(judged, key=lambda page: page.seen)}
    pages = {numbers[key]: page for key, page in latest.items() if key in numbers}
    noticed = store_sightings(session, scope, pages, kinds)
    read = {number: page for number, page in pages.items() if page.page is not None}
    rejected = replace_rejections(session, scope, read, kinds)
    return RefreshCounts(noticed.found, noticed.seen_again, noticed.flagged, rejected)


def load_records(
    session: Session,
    niche: str,
    *,
    kinds: Collection[str] = (),
    statuses: Collection[Status] = (),
    record_ids: Collection[str] = (),
) -> list[OpportunityRecord]:
    """Return the niche's opportunities, the best score first; where nothing is named, all of them.

    Raises StorageError when the niche was never run.
    """
    niche_id = find_niche(session, niche)
    chosen = best_first().where(OpportunityRow.niche_id == niche_id)
    for column, wanted in (
        (OpportunityRow.kind, kinds),
        (OpportunityRow.status, statuses),
        (OpportunityRow.fingerprint, record_ids),
    ):
        if wanted:
            chosen = chosen.where(column.in_(sorted(wanted)))
    found = session.execute(chosen.execution_options(yield_per=_RECORDS))
    return [record for rows in found.partitions() for record in records_of(session, niche_id, rows)]


def load_record(session: Session, start: str) -> OpportunityRecord:
    """Return the one opportunity whose id starts so; raises StorageError when there is none or more than one."""
    chosen = (
        sa.select(OpportunityRow.fingerprint, NicheRow.name)
        .join(NicheRow, NicheRow.id == OpportunityRow.niche_id)
        .where(OpportunityRow.fingerprint.startswith(start.lower(), autoescape=True))
        .order_by(OpportunityRow.fingerprint)
        .limit(2)
    )
    found = session.execute(chosen).all()
    if not found:
        raise StorageError(f"{start}: no opportunity has this id; `linkfinder list` shows them")
    if len(found) > 1:
        raise StorageError(f"{start}: more than one opportunity has an id that starts so; write more of it")
    return load_records(session, found[0].name, record_ids=[found[0].fingerprint])[0]


def load_events(session: Session, record_id: str) -> list[OpportunityEvent]:
    """Return the history of an opportunity, the oldest entry first."""
    chosen = (
        sa.select(OpportunityEventRow)
        .join(OpportunityRow, OpportunityRow.id == OpportunityEventRow.opportunity_id)
        .where(OpportunityRow.fingerprint == record_id)
        .order_by(OpportunityEventRow.at, OpportunityEventRow.id)
    )
    return [
        OpportunityEvent(row.at, EventKind(row.what), row.before, row.after, row.note)
        for row in session.scalars(chosen)
    ]


def store_scores(session: Session, scores: Mapping[str, Score]) -> None:
    """Store the scores of opportunities, by their ids."""
    for part in chunks(sorted(scores), _SCORES):
        update(session, OpportunityRow, [_score_row(record_id, scores[record_id]) for record_id in part], "fingerprint")


def set_status(session: Session, record_id: str, status: Status, at: datetime, note: str = "") -> None:
    """Move an opportunity to the status a person chose, and write that down; what changed before counts as read.

    Raises StorageError when there is no such opportunity. `lifecycle.statuses` says which moves make
    sense.
    """
    chosen = sa.select(OpportunityRow).where(OpportunityRow.fingerprint == record_id)
    row = session.scalars(chosen.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise StorageError(f"{record_id}: no opportunity has this id; `linkfinder list` shows them")
    event = {
        "opportunity_id": row.id,
        "at": at,
        "what": EventKind.STATUS.value,
        "before": row.status,
        "after": status.value,
    }
    insert(session, OpportunityEventRow, [{**event, "note": note}])
    row.status = status.value
    if row.flag == Flag.CHANGED:
        row.flag = Flag.NONE.value


def _score_row(record_id: str, score: Score) -> dict[str, object]:
    return {
        "fingerprint": record_id,
        "score": finite(score.total),
        "score_parts": to_json(score.parts),
        "policy_risk": score.policy_risk,
        "waste_risk": score.waste_risk,
        "reject": score.reject,
    }
