"""The addresses that pages link to: which to ask, what they answered, and which pages link to dead ones.

What an answer means, how often it must be confirmed and when it is asked for again is `linkcheck`'s business; here it
is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.niche import ON_TOPIC_RELEVANCE
from linkfinder.model.page import EDITORIAL_PLACES
from linkfinder.storage.batches import chunks, ids, insert, update
from linkfinder.storage.bulk_insert import RowValues
from linkfinder.storage.codec import to_json
from linkfinder.storage.columns import finite
from linkfinder.storage.tables import CheckRow, LinkRow, NichePageRow, TargetRow
from linkfinder.urls import url_key

MAX_DUE_TARGETS = 50_000
"""Addresses handed out at a time: enough hosts to keep thousands of connections busy, 50 MB of memory."""

CHECK_COLUMNS = (
    TargetRow.url,
    TargetRow.verdict,
    TargetRow.reason,
    TargetRow.status,
    TargetRow.final_url,
    TargetRow.chain,
    TargetRow.note,
    TargetRow.confidence,
    TargetRow.confirmations,
    TargetRow.first_dead,
    TargetRow.last_checked,
    TargetRow.next_check,
)
"""The columns that `check_of` reads a verdict from."""


@dataclass(frozen=True, slots=True)
class TargetState:
    """What is remembered of an address that was asked: the verdict that stands, since when, and when it is due."""

    check: LinkCheck
    last_checked: datetime
    first_dead: datetime | None = None
    next_check: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueTarget:
    """An address to ask now, how many pages of the niche link to it, and what is remembered of it."""

    url: str
    pages: int
    state: TargetState | None = None


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """An answer as it came, and what stands after it: verdict, confirmations, since when, and when it is due again."""

    answer: LinkCheck
    kept: LinkCheck
    first_dead: datetime | None = None
    next_check: datetime | None = None


def due_targets(
    session: Session,
    niche_id: int,
    now: datetime,
    *,
    relevance: float = ON_TOPIC_RELEVANCE,
    limit: int = MAX_DUE_TARGETS,
) -> list[DueTarget]:
    """Return the addresses to ask: in an editorial place of a page that is relevant, and never asked or due again.

    Those on the most relevant pages come first. When there are `limit` of them, there may be more after these.
    """
    is_due = sa.or_(TargetRow.last_checked.is_(None), TargetRow.next_check <= now)
    chosen = (
        sa.select(*CHECK_COLUMNS, sa.func.count(sa.distinct(LinkRow.page_id)).label("pages"))
        .join(LinkRow, LinkRow.target_id == TargetRow.id)
        .join(NichePageRow, NichePageRow.page_id == LinkRow.page_id)
        .where(NichePageRow.niche_id == niche_id, NichePageRow.relevance >= relevance)
        .where(LinkRow.place.in_(sorted(EDITORIAL_PLACES)), is_due)
        .group_by(TargetRow.id)
        .order_by(sa.func.max(NichePageRow.relevance).desc(), TargetRow.key)
        .limit(limit)
    )
    return [DueTarget(row.url, row.pages, _state(row)) for row in session.execute(chosen)]


def load_states(session: Session, urls: Sequence[str]) -> dict[str, TargetState]:
    """Return what is remembered of the addresses that were asked before, by address."""
    chosen = sa.select(*CHECK_COLUMNS)
    return {
        row.url: state
        for part in chunks(sorted({url_key(url) for url in urls}))
        for row in session.execute(chosen.where(TargetRow.key.in_(part)))
        if (state := _state(row)) is not None
    }


def store_checks(session: Session, checks: Sequence[KeptCheck], now: datetime) -> int:
    """Store answers: each to the history of its address, and what stands after it. Returns how many were stored.

    Addresses that no stored page links to are left out.
    """
    numbers = ids(session, TargetRow, "key", [url_key(check.kept.url) for check in checks])
    known = [(number, check) for check in checks if (number := numbers.get(url_key(check.kept.url))) is not None]
    insert(session, CheckRow, [_check_row(number, check.answer, now) for number, check in known])
    update(session, TargetRow, [_target_row(number, check, now) for number, check in known])
    return len(known)


def check_of(row: sa.Row[Any]) -> LinkCheck | None:
    """Return the verdict that stands about an address, or None when it was never asked."""
    if not row.verdict:
        return None
    return LinkCheck(
        url=row.url,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        status=row.status,
        final_url=row.final_url,
        chain=tuple(row.chain),
        confidence=row.confidence,
        confirmations=row.confirmations,
        note=row.note,
    )


def _state(row: sa.Row[Any]) -> TargetState | None:
    check = check_of(row)
    return None if check is None else TargetState(check, row.last_checked, row.first_dead, row.next_check)


def _check_row(target_id: int, answer: LinkCheck, now: datetime) -> RowValues:
    return {
        "target_id": target_id,
        "checked": now,
        "verdict": answer.verdict.value,
        "reason": answer.reason,
        "status": answer.status,
        "elapsed_ms": answer.elapsed_ms,
    }


def _target_row(target_id: int, check: KeptCheck, now: datetime) -> RowValues:
    return {
        "id": target_id,
        "verdict": check.kept.verdict.value,
        "reason": check.kept.reason,
        "status": check.kept.status,
        "final_url": check.kept.final_url,
        "chain": to_json(check.kept.chain),
        "note": check.kept.note,
        "confidence": finite(check.kept.confidence),
        "confirmations": check.kept.confirmations,
        "first_dead": check.first_dead,
        "last_checked": now,
        "next_check": check.next_check,
    }
