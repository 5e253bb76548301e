"""Opportunities: refreshed by what crawls see, scored, and moved by people, whose words no crawl ever writes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.errors import StorageError
from linkfinder.lifecycle.sightings import PageJudgement
from linkfinder.model.record import EventKind, OpportunityEvent, OpportunityRecord
from linkfinder.model.score import Score
from linkfinder.model.status import Flag, Status
from linkfinder.storage.batches import chunks, ids, insert, update
from linkfinder.storage.codec import to_json
from linkfinder.storage.columns import finite
from linkfinder.storage.niches import find_niche
from linkfinder.storage.records import best_first, records_of
from linkfinder.storage.rejections import replace_rejections
from linkfinder.storage.sightings import RunScope, store_sightings
from linkfinder.storage.tables import NicheRow, OpportunityEventRow, OpportunityRow, PageRow
from linkfinder.urls import url_key

_SCORES = 2_000
"""Scores written at a time: enough to be fast, and a crawl that waits to write waits a tenth of a second."""

_RECORDS = 2_000
"""Records put together at a time, so that their rows do not stand in memory beside all of them."""


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
