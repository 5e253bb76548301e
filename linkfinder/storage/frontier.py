"""The frontier: which addresses wait to be visited, how visits ended, and what is known of each site of a crawl.

An address is stored once for a niche, as it was written first, and found by the key of its canonical form. A visit is
settled in the transaction that stores its results, so a crawl that is killed requests nothing twice but what was in
flight. `storage.leases` says who may fetch from a site and when; `storage.frontier_sites` keeps the priority of sites.
See docs/reference/crawling.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder import urls
from linkfinder.frontier import revisits
from linkfinder.frontier.traps import url_pattern_of
from linkfinder.model.run import RunState
from linkfinder.model.seed import Seed
from linkfinder.model.site import SiteState
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import batches, frontier_sites
from linkfinder.storage.batches import AnyRow, in_list
from linkfinder.storage.tables import FrontierRow, FrontierSiteRow, PageRow, RunRow, SightingRow

_LEAST_PRIORITY = 0.001
"""What is queued has a priority: a site whose priority is 0 has nothing queued."""

_RESUME_WITHIN = timedelta(days=1)
"""A crawl that was cut off longer ago is not continued but begun afresh: by then its pages are due again."""

_DROPPED_FOR = timedelta(days=30)
"""As long as a page that is gone."""

_MOST_CRASHES = 3
"""A page at which so many processes died is set aside: one may have been killed at it by chance, hardly three."""

_NEAR_DUPLICATE = "near_duplicate"
"""The reason why such an address was dropped."""

CRASHED = "crashed"
"""The reason code of a page that was set aside because processes died while they read it."""

_ROWS = batches.core_table(FrontierRow)
_ROW = _ROWS.c
_SITES = batches.core_table(FrontierSiteRow)
_SITE = _SITES.c


# The niche is compared later: with it as a condition, SQLite reads all its addresses and not only these numbers.
_SETTLING = sa.select(_ROW.id, _ROW.key, _ROW.url, _ROW.domain, _ROW.tries, _ROW.niche_id).where(in_list(_ROW.id))
_PAGE = batches.core_table(PageRow).c
_SIGHTING = batches.core_table(SightingRow).c
_SHOWN = sa.exists().where(_SIGHTING.page_id == _PAGE.id, _SIGHTING.gone.is_(None)).label("shown")
_REMEMBERED = sa.select(_PAGE.key, _PAGE.last_changed, _SHOWN).where(in_list(_PAGE.key))


class FrontierState(IntEnum):
    """The state of an address."""

    QUEUED = 0
    DONE = 1
    FAILED = 2
    DROPPED = 3


_STATES = {
    Outcome.FETCHED: FrontierState.DONE,
    Outcome.UNCHANGED: FrontierState.DONE,
    Outcome.FAILED: FrontierState.FAILED,
    Outcome.DROPPED: FrontierState.DROPPED,
}


def add_seeds(session: Session, niche_id: int, seeds: Iterable[Seed]) -> None:
    """Queue URLs, each once, to be requested as they were written first; the priority of a known one can only rise.

    A site that the user chose becomes a member; any other starts as a candidate.
    """
    best: dict[int, Seed] = {}
    for seed in seeds:
        key = urls.url_key(seed.url)
        known = best.setdefault(key, seed)
        if known.priority < seed.priority:
            best[key] = replace(seed, url=known.url)
    if best:
        frontier_sites.add_sites(session, niche_id, best.values())
        _add_rows(session, niche_id, best)


def _add_rows(session: Session, niche_id: int, seeds: Mapping[int, Seed]) -> None:
    rows = [
        {
            "niche_id": niche_id,
            "key": key,
            "url": seed.url,
            "domain": urls.site_of(seed.url),
            "priority": max(seed.priority, _LEAST_PRIORITY),
            "reason": seed.reason,
            "source": seed.source,
            "depth": seed.depth,
        }
        for key, seed in sorted(seeds.items())
    ]
    batches.upsert_higher(session, FrontierRow, rows, ["niche_id", "key"], by="priority", kept=["url"])


def finish(session: Session, niche_id: int, visits: Sequence[Visit], now: datetime) -> None:
    """Settle the visits: how each ended, when it is due next, and what it says of its site.

    To be called after the visits' pages, links and opportunities are stored, in the same transaction.
    """
    rows = _rows(session, niche_id, [visit.frontier_id for visit in visits])
    settled = [(rows[visit.frontier_id], visit) for visit in visits if visit.frontier_id in rows]
    memories = _memories(session, [row.key for row, _ in settled])
    batches.update(
        session,
        FrontierRow,
        [_settle(row, visit, memories.get(row.key, revisits.PageHistory()), now) for row, visit in settled],
    )
    frontier_sites.settle_sites(session, niche_id, [(row.domain, visit) for row, visit in settled], now)


def _rows(session: Session, niche_id: int, ids: Sequence[int]) -> dict[int, AnyRow]:
    return {row.id: row for row in batches.select_among(session, _SETTLING, ids) if row.niche_id == niche_id}


def _memories(session: Session, keys: Sequence[int]) -> dict[int, revisits.PageHistory]:
    return {
        row.key: revisits.PageHistory(row.last_changed, bool(row.shown))
        for row in batches.select_among(session, _REMEMBERED, keys)
    }


def _settle(row: AnyRow, visit: Visit, memory: revisits.PageHistory, now: datetime) -> dict[str, Any]:
    tries = row.tries + 1
    settled = {"id": row.id, "url": row.url, "tries": tries, "crashes": 0, "outcome": visit.reason}
    if visit.respelled and tries < revisits.MAX_TRIES:
        return settled | {"url": visit.respelled, "state": FrontierState.QUEUED, "next_at": None}
    if visit.outcome is Outcome.RETRY and tries < revisits.MAX_TRIES:
        again = now.timestamp() + revisits.retry_delay(tries, visit.retry_after)
        return settled | {"state": FrontierState.QUEUED, "next_at": again}
    state = _STATES.get(visit.outcome, FrontierState.FAILED)
    return settled | {"state": state, "next_at": revisits.next_visit_time(visit, memory, now)}


def queued_of(session: Session, niche_id: int, domain: str) -> list[tuple[int, str]]:
    """Return number and address of everything that waits on a site."""
    waiting = (_ROW.niche_id == niche_id, _ROW.domain == domain, frontier_sites.QUEUED)
    return [(row.id, row.url) for row in session.execute(sa.select(_ROW.id, _ROW.url).where(*waiting))]


def drop_queued(session: Session, numbers: Sequence[int], reason: str, now: datetime) -> None:
    """Leave queued addresses unvisited, for a month: what was true of their like by then may have changed."""
    again = (now + _DROPPED_FOR).timestamp()
    left = {"state": FrontierState.DROPPED, "outcome": reason, "next_at": again}
    batches.update(session, FrontierRow, [{"id": number} | left for number in numbers])


def drop_near_duplicates(session: Session, niche_id: int, visits: Iterable[Visit]) -> None:
    """Drop what is queued of the URL patterns that these visits showed to be near-duplicates."""
    for visit in visits:
        if visit.duplicate_pattern:
            queued = queued_of(session, niche_id, urls.site_of(visit.url))
            left = [number for number, url in queued if url_pattern_of(url) == visit.duplicate_pattern]
            drop_queued(session, left, _NEAR_DUPLICATE, visit.fetched)


def note_crash(session: Session, niche_id: int, number: int, key: int, now: datetime) -> bool:
    """Note that a process died while it read a page; return whether the page is set aside for a month because of that.

    Every other outcome of a visit begins the count anew. Nothing is noted when the number is not that of the address
    with this key. To be called before `start_run`.
    """
    row = session.execute(
        sa.select(_ROW.crashes).where(_ROW.id == number, _ROW.niche_id == niche_id, _ROW.key == key)
    ).one_or_none()
    if row is None:
        return False
    crashes: int = row.crashes + 1
    batches.update(session, FrontierRow, [{"id": number, "crashes": crashes}])
    if crashes >= _MOST_CRASHES:
        left = {"state": FrontierState.FAILED, "outcome": CRASHED, "next_at": (now + _DROPPED_FOR).timestamp()}
        batches.update(session, FrontierRow, [{"id": number} | left])
    return crashes >= _MOST_CRASHES


def queue_again(session: Session, niche_id: int, numbers: Sequence[int]) -> None:
    """Queue addresses again as if their last tries had not been, and forget the failures of their sites."""
    for part in batches.chunks(numbers):
        which = sa.and_(_ROW.niche_id == niche_id, _ROW.id.in_(part))
        domains = sa.select(_ROW.domain).where(which)
        session.execute(
            sa.update(_SITES).where(_SITE.niche_id == niche_id, _SITE.domain.in_(domains)).values(failed_in_row=0)
        )
        session.execute(sa.update(_ROWS).where(which).values(outcome=""))
        _requeue(session, which)


def set_aside(session: Session, niche_id: int) -> list[str]:
    """Return the addresses of a niche that are set aside because processes died while they read them."""
    which = (_ROW.niche_id == niche_id, _ROW.state == FrontierState.FAILED, _ROW.outcome == CRASHED)
    return list(session.scalars(sa.select(_ROW.url).where(*which, _ROW.crashes >= _MOST_CRASHES).order_by(_ROW.id)))


def start_run(session: Session, niche_id: int, run_id: int, now: datetime) -> bool:
    """Make the frontier ready for a run; return whether it continues one that was cut off within the last day.

    A fresh run starts with full budgets and queues what is due; a continued one goes on where the other ended. Leases
    are taken from whoever held them: only one run holds a niche at a time.
    """
    is_continued = _was_cut_off(session, niche_id, run_id, now)
    if is_continued:
        _requeue_failed_seeds(session, niche_id)
    else:
        _reset_budgets(session, niche_id)
        requeue_due(session, niche_id, now)
    free = {"lease_by": "", "lease_until": 0.0, "failed_in_row": 0}
    session.execute(sa.update(_SITES).where(_SITE.niche_id == niche_id).values(free))
    frontier_sites.refresh_priorities(session, niche_id)
    return is_continued


def _was_cut_off(session: Session, niche_id: int, run_id: int, now: datetime) -> bool:
    this = session.get(RunRow, run_id)
    if this is None:
        return False
    before = session.execute(
        sa.select(RunRow.state, RunRow.started)
        .where(RunRow.niche_id == niche_id, RunRow.command == this.command, RunRow.id < run_id)
        .order_by(RunRow.id.desc())
        .limit(1)
    ).first()
    return before is not None and before.state != RunState.DONE and now - before.started < _RESUME_WITHIN


def _reset_budgets(session: Session, niche_id: int) -> None:
    ours = _SITE.niche_id == niche_id
    half = {"tried": _SITE.tried / 2, "useful": _SITE.useful / 2}  # sites change: what was long ago says less
    session.execute(sa.update(_SITES).where(ours).values(fetched=0, **half))
    silent = sa.and_(_SITE.state == SiteState.DROPPED, _SITE.relevance.is_(None))  # dropped because it did not answer
    session.execute(sa.update(_SITES).where(ours, silent).values(state=SiteState.CANDIDATE))


def requeue_due(session: Session, niche_id: int, now: datetime) -> None:
    """Queue again what is due, and what was named by the user or a source whether due or not."""
    is_due = sa.or_(_ROW.next_at <= now.timestamp(), sa.and_(_ROW.depth == 0, _ROW.outcome != CRASHED))
    _requeue(session, sa.and_(_ROW.niche_id == niche_id, is_due))


def _requeue_failed_seeds(session: Session, niche_id: int) -> None:
    """Give what was named another chance: a crawl is often stopped because the network was down."""
    failed = (_ROW.depth == 0, _ROW.state == FrontierState.FAILED, _ROW.outcome != CRASHED)
    _requeue(session, sa.and_(_ROW.niche_id == niche_id, *failed))


def _requeue(session: Session, which: sa.ColumnElement[bool]) -> None:
    session.execute(sa.update(_ROWS).where(which).values(state=FrontierState.QUEUED, tries=0, next_at=None))


def pages_fetched(session: Session, niche_id: int) -> int:
    """Return how many pages the present run has fetched, with what it continues."""
    fetched = sa.select(sa.func.sum(_SITE.fetched)).where(_SITE.niche_id == niche_id)
    return session.scalar(fetched) or 0


def reached(session: Session, niche_id: int, addresses: Sequence[str]) -> list[str]:
    """Return those of these addresses that gave a page, or led to one, when they were last visited."""
    keys = {urls.url_key(address): address for address in addresses}
    is_reached = sa.or_(_ROW.state == FrontierState.DONE, _ROW.outcome == "redirect")
    return [
        keys[key]
        for part in batches.chunks(sorted(keys))
        for key in session.scalars(sa.select(_ROW.key).where(_ROW.niche_id == niche_id, _ROW.key.in_(part), is_reached))
    ]
