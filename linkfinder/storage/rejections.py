"""What was turned down, and why: one a niche, page and kind, as of the page's last visit."""

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.lifecycle.sightings import PageJudgement
from linkfinder.model.opportunity import Evidence, Rejection
from linkfinder.model.record import RejectionRecord
from linkfinder.storage.batches import chunks, core_table, in_list, insert
from linkfinder.storage.bulk_insert import RowValues
from linkfinder.storage.codec import list_from_json, to_json
from linkfinder.storage.niches import find_niche
from linkfinder.storage.sightings import RunScope
from linkfinder.storage.tables import PageRow, RejectionRow

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
