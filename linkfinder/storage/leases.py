"""Leases: which worker may fetch from which site, and which pages it gets.

A worker leases sites, not pages, so that any number of workers together fetch one page of a site at a time. A lease
that is not renewed ends by itself: what a dead worker held is leased again. Best site first, and of it the best page
first.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.lease import LeasedPage, LeasedSite, SiteGroup
from linkfinder.model.seed import UNENDORSED_PRIORITY
from linkfinder.model.site import SiteState
from linkfinder.storage import batches
from linkfinder.storage.batches import AnyRow, in_list
from linkfinder.storage.frontier_sites import QUEUED
from linkfinder.storage.tables import FrontierRow, FrontierSiteRow, NichePageRow, PageRow

_LEASE_AHEAD_SECONDS = 1.0
"""Seconds: a site that may be fetched from within this time is leased now, so that its pages are known then."""

MAX_FAILURES_IN_ROW = 5
"""A site that failed so often in a row is down: the rest of its pages wait for the next run."""

UNJUDGED_SITE_PAGES = 1
"""Pages of a site that nothing is known of yet: its best one, and then it is judged."""

_ROW = batches.core_table(FrontierRow).c
_SITES = batches.core_table(FrontierSiteRow)
_SITE = _SITES.c
_OURS = _SITE.niche_id == sa.bindparam("niche_id")
_PAGES_PER_SITE = sa.bindparam("pages_per_site", type_=sa.Integer)
_ALLOWED = sa.case((_SITE.allowed < _PAGES_PER_SITE, _SITE.allowed), else_=_PAGES_PER_SITE)
_BUDGET = sa.case((_SITE.allowed > 0, _ALLOWED), (_SITE.is_chosen, _PAGES_PER_SITE), else_=UNJUDGED_SITE_PAGES)
_LEFT: sa.Label[int] = (_BUDGET - _SITE.fetched).label("left")
_BEGUN = sa.select(sa.func.count()).where(
    _OURS, _SITE.state == SiteState.MEMBER, sa.or_(_SITE.fetched > 0, _SITE.lease_by != "")
)
_WAITING = (
    sa.select(_ROW.id, _ROW.key, _ROW.url, _ROW.priority, _ROW.source, _ROW.depth)
    .where(_ROW.niche_id == sa.bindparam("niche_id"), _ROW.domain == sa.bindparam("domain"), QUEUED)
    .where(sa.or_(_ROW.next_at.is_(None), _ROW.next_at <= sa.bindparam("now")))
    .order_by(_ROW.priority.desc(), _ROW.id)
    .limit(sa.bindparam("count", type_=sa.Integer))
)
_PAGE, _JUDGED = batches.core_table(PageRow).c, batches.core_table(NichePageRow).c
_VALIDATED = (
    sa.select(_PAGE.key, _PAGE.etag, _PAGE.last_modified)
    .join(batches.core_table(NichePageRow), _JUDGED.page_id == _PAGE.id)
    .where(_JUDGED.niche_id == sa.bindparam("niche_id"), in_list(_PAGE.key))
)
_VALIDATED_SINCE = _VALIDATED.where(_PAGE.last_fetched > sa.bindparam("read_after"))


@dataclass(frozen=True, slots=True)
class LeaseTerms:
    """On what terms a worker takes sites: for how many seconds, how many pages at a time, within which budgets."""

    worker: str
    seconds: float
    pages: int  # of a site, at a time
    pages_per_site: int  # in a run
    sites: int  # members in a run
    read_after: datetime | None = None  # a page read before is fetched whole, not on condition that it changed
    initial_quota: int = 0  # pages of a site before any site gets more; 0: no initial quota
    group: SiteGroup = SiteGroup.ANY

    @property
    def with_initial_quota(self) -> "LeaseTerms":
        """The same terms, under which no site gets more than its initial quota."""
        return replace(self, pages_per_site=min(self.pages_per_site, self.initial_quota or self.pages_per_site))


class _PageQuota(NamedTuple):
    """How many more pages a site gets, beside those that are held already."""

    domain: str
    pages: int
    yield_factor: float
    held: Collection[int] = ()


def lease(session: Session, niche_id: int, terms: LeaseTerms, count: int, now: float) -> list[LeasedSite]:
    """Take up to `count` sites, best first, each with its best pages; empty when none may be fetched from now."""
    free = _free_sites(session, niche_id, terms, count, now)
    wanted = [_PageQuota(row.domain, min(row.left, terms.pages), row.yield_factor) for row in free]
    pages = _pages(session, niche_id, terms, wanted, now)
    taken = [LeasedSite(row.domain, row.next_at, pages[row.domain]) for row in free if pages[row.domain]]
    for row in free:
        if not pages[row.domain]:
            _put_off(session, niche_id, row.domain)
    _hold(session, niche_id, terms, [site.domain for site in taken], now)
    return taken


def _free_sites(session: Session, niche_id: int, terms: LeaseTerms, count: int, now: float) -> list[AnyRow]:
    capacity = _capacity(session, niche_id, terms)
    given = {**_given(niche_id, terms), "now": now, "soon": now + _LEASE_AHEAD_SECONDS, "count": count}
    rows = session.execute(_free(terms.group, has_capacity=capacity > 0), given).all()
    new = [row.domain for row in rows if not row.fetched]
    too_many = frozenset(new[max(capacity, 0) :])
    return [row for row in rows if row.domain not in too_many]


@cache
def _free(group: SiteGroup, *, has_capacity: bool) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(_SITE.domain, _SITE.next_at, _SITE.fetched, _SITE.yield_factor, _LEFT)
        .where(*_may_be_fetched(group), _may_begin(has_capacity=has_capacity))
        .where(_SITE.lease_until < sa.bindparam("now"), _SITE.next_at <= sa.bindparam("soon"))
        .order_by(_SITE.priority.desc(), _SITE.domain)
        .limit(sa.bindparam("count", type_=sa.Integer))
        .with_for_update(skip_locked=True)
    )


def _may_begin(*, has_capacity: bool) -> sa.ColumnElement[bool]:
    """Return the condition that a site was begun in this run, unless another may begin."""
    return sa.true() if has_capacity else _SITE.fetched > 0


def _capacity(session: Session, niche_id: int, terms: LeaseTerms) -> int:
    """Return how many sites may still be begun in this run."""
    return terms.sites - (session.scalar(_BEGUN, {"niche_id": niche_id}) or 0)


def _given(niche_id: int, terms: LeaseTerms) -> dict[str, Any]:
    """Return the parameters of `_may_be_fetched`."""
    return {"niche_id": niche_id, "pages_per_site": terms.pages_per_site}


def _may_be_fetched(group: SiteGroup) -> tuple[sa.ColumnElement[bool], ...]:
    is_unread = sa.and_(_SITE.fetched_ever == 0, _SITE.state == SiteState.CANDIDATE)
    is_unendorsed = sa.and_(is_unread, _SITE.priority <= UNENDORSED_PRIORITY)
    groups: dict[SiteGroup, sa.ColumnElement[bool]] = {
        SiteGroup.ANY: sa.true(),
        SiteGroup.ENDORSED: sa.not_(is_unendorsed),
        SiteGroup.UNENDORSED: is_unendorsed,
    }
    return (
        _OURS,
        _SITE.priority > 0,
        _SITE.state != SiteState.DROPPED,
        _SITE.failed_in_row < MAX_FAILURES_IN_ROW,
        _SITE.fetched < _BUDGET,
        groups[group],
    )


def _pages(
    session: Session, niche_id: int, terms: LeaseTerms, wanted: Iterable[_PageQuota], now: float
) -> dict[str, tuple[LeasedPage, ...]]:
    """Return the best pages of each site that may be fetched now."""
    chosen = [(each, _best(session, niche_id, each, now)) for each in wanted]
    known = _validators(session, niche_id, terms, [row.key for _, rows in chosen for row in rows])
    return {each.domain: tuple(_leased(row, each, known) for row in rows) for each, rows in chosen}


def _best(session: Session, niche_id: int, wanted: _PageQuota, now: float) -> list[AnyRow]:
    given = {"niche_id": niche_id, "domain": wanted.domain, "now": now, "count": wanted.pages + len(wanted.held)}
    return [row for row in session.execute(_WAITING, given).all() if row.id not in wanted.held][: wanted.pages]


def _leased(row: AnyRow, quota: _PageQuota, known: Mapping[int, tuple[str, str]]) -> LeasedPage:
    etag, last_modified = known.get(row.key, ("", ""))
    return LeasedPage(row.id, row.url, row.priority, row.source, row.depth, etag, last_modified, quota.yield_factor)


def _validators(
    session: Session, niche_id: int, terms: LeaseTerms, keys: Collection[int]
) -> dict[int, tuple[str, str]]:
    """Return ETag and Last-Modified, verbatim, of the pages that were judged for this niche as it is now."""
    given: dict[str, Any] = {"niche_id": niche_id}
    chosen = _VALIDATED
    if terms.read_after is not None:
        given, chosen = given | {"read_after": terms.read_after}, _VALIDATED_SINCE
    return {row.key: (row.etag, row.last_modified) for row in batches.select_among(session, chosen, keys, **given)}


def _put_off(session: Session, niche_id: int, domain: str) -> None:
    """Let a site wait until one of its queued pages may be tried again; one that has none gets a priority of 0."""
    queued = session.execute(
        sa.select(sa.func.min(_ROW.next_at), sa.func.max(_ROW.priority)).where(
            _ROW.niche_id == niche_id, _ROW.domain == domain, QUEUED
        )
    ).one()
    session.execute(
        sa.update(_SITES)
        .where(_SITE.niche_id == niche_id, _SITE.domain == domain)
        .values(priority=(queued[1] or 0.0) * _SITE.yield_factor, next_at=queued[0] or 0.0)
    )


def _hold(session: Session, niche_id: int, terms: LeaseTerms, domains: Collection[str], now: float) -> None:
    session.execute(
        sa.update(_SITES)
        .where(_SITE.niche_id == niche_id, _SITE.domain.in_(domains))
        .values(lease_by=terms.worker, lease_until=now + terms.seconds)
    )


def next_pages(
    session: Session, niche_id: int, terms: LeaseTerms, held: Mapping[str, Collection[int]], now: float
) -> dict[str, tuple[LeasedPage, ...]]:
    """Return the next pages of each leased site of `held`, without those that are held already."""
    given = {**_given(niche_id, terms), "worker": terms.worker}
    rows = batches.select_among(session, _leased_sites(terms.group), held, **given)
    quotas = (
        _PageQuota(row.domain, min(row.left, terms.pages) - len(held[row.domain]), row.yield_factor, held[row.domain])
        for row in rows
    )
    return _pages(session, niche_id, terms, [each for each in quotas if each.pages > 0], now)


@cache
def _leased_sites(group: SiteGroup) -> sa.Select[*tuple[Any, ...]]:
    is_ours = (in_list(_SITE.domain), _SITE.lease_by == sa.bindparam("worker"))
    return sa.select(_SITE.domain, _SITE.yield_factor, _LEFT).where(*_may_be_fetched(group), *is_ours)


def renew(session: Session, niche_id: int, terms: LeaseTerms, domains: Collection[str], now: float) -> set[str]:
    """Prolong the leases of these sites; return those that are still this worker's."""
    kept: set[str] = set()
    for part in batches.chunks(sorted(domains)):
        mine = (_SITE.niche_id == niche_id, _SITE.domain.in_(part), _SITE.lease_by == terms.worker)
        session.execute(sa.update(_SITES).where(*mine).values(lease_until=now + terms.seconds))
        kept.update(session.scalars(sa.select(_SITE.domain).where(*mine)))
    return kept


def release(session: Session, niche_id: int, terms: LeaseTerms, next_at: Mapping[str, float]) -> None:
    """Give sites back, each with the Unix time from which it may be fetched from again."""
    later = sa.case((_SITE.next_at < sa.bindparam("at"), sa.bindparam("at")), else_=_SITE.next_at)
    if next_at:
        session.execute(
            sa.update(_SITES)
            .where(_SITE.niche_id == niche_id, _SITE.domain == sa.bindparam("of"), _SITE.lease_by == terms.worker)
            .values(lease_by="", lease_until=0.0, next_at=later),
            [{"of": domain, "at": at} for domain, at in sorted(next_at.items())],
        )


def pending(session: Session, niche_id: int, terms: LeaseTerms, until: float) -> bool:
    """Tell whether any site, leased or not, still has a page that may be fetched before `until` (Unix time)."""
    given = {**_given(niche_id, terms), "until": until}
    has_capacity = _capacity(session, niche_id, terms) > 0
    return session.scalar(_first_open(terms.group, has_capacity=has_capacity), given) is not None


def pages_for_initial_quotas(session: Session, niche_id: int, terms: LeaseTerms, until: float) -> int:
    """Return how many pages it takes until every site that is free before `until` has had its initial quota.

    A candidate may turn out a member, so a whole initial quota is kept for it too.
    """
    given = {**_given(niche_id, terms.with_initial_quota), "until": until}
    has_capacity = _capacity(session, niche_id, terms) > 0
    return session.scalar(_pages_open(terms.group, has_capacity=has_capacity), given) or 0


@cache
def _first_open(group: SiteGroup, *, has_capacity: bool) -> sa.Select[str]:
    return sa.select(_SITE.domain).where(*_is_open(group, has_capacity=has_capacity)).limit(1)


@cache
def _pages_open(group: SiteGroup, *, has_capacity: bool) -> sa.Select[int | None]:
    quota = sa.case((_SITE.state == SiteState.CANDIDATE, _PAGES_PER_SITE), else_=_BUDGET)
    return sa.select(sa.func.sum(quota - _SITE.fetched)).where(*_is_open(group, has_capacity=has_capacity))


def _is_open(group: SiteGroup, *, has_capacity: bool) -> tuple[sa.ColumnElement[bool], ...]:
    return *_may_be_fetched(group), _may_begin(has_capacity=has_capacity), _SITE.next_at <= sa.bindparam("until")


def unendorsed_results(session: Session, niche_id: int) -> tuple[float, float]:
    """Return how many of the unendorsed sites turned out to belong to the niche, and how many were tried.

    Each counts once however many pages were read; those of earlier runs count half and less, as their pages do.
    """
    weight = sa.case((_SITE.tried < 1, _SITE.tried), else_=1.0)
    belongs = sa.case((_SITE.state == SiteState.MEMBER, weight), else_=0.0)
    tried = sa.select(sa.func.sum(belongs), sa.func.sum(weight)).where(
        _SITE.niche_id == niche_id, _SITE.is_unendorsed, _SITE.tried > 0
    )
    useful, total = session.execute(tried).one()
    return useful or 0.0, total or 0.0


def count_queued(session: Session, niche_id: int) -> int:
    """Return how many addresses wait."""
    return session.scalar(sa.select(sa.func.count(_ROW.id)).where(_ROW.niche_id == niche_id, QUEUED)) or 0
