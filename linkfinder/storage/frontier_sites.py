"""The sites of a crawl: how they join, what their pages make of them, and when one is left.

A site that the user or a source named is a member from the start. One that a relevant page links to is a candidate: it
costs one or two pages until its relevance is known, and then it is a member or dropped, with the reason kept.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder import urls
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import batches
from linkfinder.storage.recrawl import wait_seconds
from linkfinder.storage.tables import (
    FrontierRow,
    FrontierSiteRow,
    LinkRow,
    OpportunityRow,
    PageRow,
    SiteRow,
    TargetRow,
)


class SiteState(StrEnum):
    """What a site is to a niche."""

    CANDIDATE = "candidate"
    MEMBER = "member"
    DROPPED = "dropped"


CANDIDATE_PAGES = 2
"""What an unknown site may cost: its home page, and one more when that one leaves it open."""

MEMBER_RELEVANCE = 0.3
"""From here on a page speaks mostly of the niche's topics."""

HOPELESS_RELEVANCE = 0.1
"""Below this a page does not speak of the niche at all; a second one would not change that."""

TRIAL_PAGES = 8
"""A site that a source named is left after so many pages far from the niche; one that the user named never is."""

FAILURES = 5
"""A site that failed so often in a row is down: the rest of its pages wait for the next run."""

CITED_BONUS = 0.05
CITED_LIMIT = 0.5
"""Every further member that links to a candidate raises it, but never above what a member's good pages promise."""

NAMED_BY_USER = frozenset({"niche", "listed", "file"})
"""The sources that are the user's own words: their sites are never left for being off-topic."""

AnyRow = sa.Row[*tuple[Any, ...]]
_TABLE = batches.core(FrontierSiteRow)
_SITE = _TABLE.c
_ROW = batches.core(FrontierRow).c
_QUEUED = sa.text("frontier.state = 0")  # as a literal, or SQLite does not use the index of what is queued
_BEST_QUEUED = (
    sa.select(sa.func.coalesce(sa.func.max(_ROW.priority), 0.0))
    .where(_ROW.niche_id == _SITE.niche_id, _ROW.domain == _SITE.domain, _QUEUED)
    .correlate(_TABLE)
    .scalar_subquery()
)
_OF_NICHE = _SITE.niche_id == sa.bindparam("of_niche")
_OF_DOMAIN = _SITE.domain == sa.bindparam("of")


@dataclass(slots=True)
class _Tally:
    """What a batch of visits says of one site."""

    fetched: int = 0
    relevances: list[float] = field(default_factory=list)
    failures: list[bool] = field(default_factory=list)
    wait: float = 0.0
    has_found: bool = False

    def add(self, visit: Visit) -> None:
        """Take in a visit."""
        self.fetched += visit.outcome is not Outcome.RETRY
        self.failures.append(visit.outcome is Outcome.RETRY or _is_unreachable(visit))
        self.has_found |= bool(visit.judgement.opportunities)
        if visit.page is not None:
            self.relevances.append(visit.relevance)
        if visit.retry_after is not None:
            self.wait = max(self.wait, wait_seconds(1, visit.retry_after))

    def failed_in_row(self, before: int) -> int:
        """Return how many visits in a row have failed now."""
        for has_failed in self.failures:
            before = before + 1 if has_failed else 0
        return before


def _is_unreachable(visit: Visit) -> bool:
    return visit.outcome is Outcome.FAILED and visit.http_status is None


def add_sites(session: Session, niche_id: int, seeds: Iterable[Seed]) -> None:
    """Let the sites of the seeds join, and raise their promise to that of their best seed."""
    best: dict[str, Seed] = {}
    for seed in seeds:
        domain = urls.site_of(seed.url)
        kept = best.setdefault(domain, seed)
        if (seed.depth, -seed.promise) < (kept.depth, -kept.promise):
            best[domain] = seed
    rows = [_site_row(niche_id, domain, seed) for domain, seed in sorted(best.items())]
    batches.insert_missing(session, FrontierSiteRow, rows, ["niche_id", "domain"])
    _raise_promises(session, [row for row in rows if row["state"] == SiteState.CANDIDATE])
    _name_members(session, [row for row in rows if row["state"] == SiteState.MEMBER])


def _site_row(niche_id: int, domain: str, seed: Seed) -> dict[str, Any]:
    is_named = seed.depth == 0
    return {
        "niche_id": niche_id,
        "domain": domain,
        "state": SiteState.MEMBER if is_named else SiteState.CANDIDATE,
        "reason": f"named by {seed.source}" if is_named else seed.reason,
        "promise": seed.promise,
    }


def _raise_promises(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    values = [{"of_niche": row["niche_id"], "of": row["domain"], "new": row["promise"]} for row in rows]
    if values:
        session.execute(
            sa.update(_TABLE)
            .where(_OF_NICHE, _OF_DOMAIN, _SITE.promise < sa.bindparam("new"))
            .values(promise=sa.bindparam("new")),
            values,
        )


def _name_members(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make members of sites that are named only now, and so outlive whatever was thought of them before."""
    values = [
        {"of_niche": row["niche_id"], "of": row["domain"], "new": row["promise"], "why": row["reason"]} for row in rows
    ]
    if values:
        promise = sa.case((_SITE.promise < sa.bindparam("new"), sa.bindparam("new")), else_=_SITE.promise)
        session.execute(
            sa.update(_TABLE)
            .where(_OF_NICHE, _OF_DOMAIN)
            .values(state=SiteState.MEMBER, reason=sa.bindparam("why"), promise=promise),
            values,
        )


def settle_sites(session: Session, niche_id: int, visits: Sequence[tuple[str, Visit]], now: datetime) -> None:
    """Write down what the visits, each with the domain of its address, make of their sites."""
    tallies: dict[str, _Tally] = {}
    for domain, visit in visits:
        tallies.setdefault(domain, _Tally()).add(visit)
    known = sa.select(FrontierSiteRow).where(_SITE.niche_id == niche_id)
    rows = [
        row
        for part in batches.chunks(sorted(tallies))
        for row in session.execute(known.with_only_columns(*_SITE).where(_SITE.domain.in_(part)))
    ]
    found = _count_found(session, niche_id, [domain for domain, tally in tallies.items() if tally.has_found])
    _write(session, [_settled(row, tallies[row.domain], found.get(row.domain), now.timestamp()) for row in rows])
    _count_citations(session, niche_id, _cited(visits))


def _settled(row: AnyRow, tally: _Tally, found: int | None, now: float) -> dict[str, Any]:
    """Return a site's new values. What it found is counted anew, so a page visited twice counts once."""
    settled = {
        "of_niche": row.niche_id,
        "of": row.domain,
        "relevance": _mean(row, tally.relevances),
        "found": row.found if found is None else found,
        "fetched": row.fetched + tally.fetched,
        "fetched_ever": row.fetched_ever + tally.fetched,
        "failed_in_row": tally.failed_in_row(row.failed_in_row),
        "next_at": max(row.next_at, now + tally.wait) if tally.wait else row.next_at,
    }
    state, reason = _standing(row, settled)
    return settled | {"state": state, "reason": reason}


def _mean(row: AnyRow, relevances: Sequence[float]) -> float | None:
    """Return the mean relevance of a site's pages after these; None when none was read yet."""
    before = row.fetched_ever if row.relevance is not None else 0
    pages = before + len(relevances)
    return (before * (row.relevance or 0.0) + sum(relevances)) / pages if pages else None


def _standing(row: AnyRow, settled: Mapping[str, Any]) -> tuple[str, str]:
    """Return what the site is from now on, and why."""
    relevance, pages = settled["relevance"], settled["fetched_ever"]
    if relevance is None or row.state == SiteState.DROPPED or _is_users_own(row.reason):
        return row.state, row.reason
    if row.state == SiteState.MEMBER:
        is_off = pages >= TRIAL_PAGES and relevance < HOPELESS_RELEVANCE and not settled["found"]
        return (SiteState.DROPPED, _off_topic(relevance, pages)) if is_off else (row.state, row.reason)
    if relevance >= MEMBER_RELEVANCE or settled["found"]:
        return SiteState.MEMBER, row.reason
    if relevance < HOPELESS_RELEVANCE or pages >= CANDIDATE_PAGES:
        return SiteState.DROPPED, _off_topic(relevance, pages)
    return row.state, row.reason


def _is_users_own(reason: str) -> bool:
    return reason.removeprefix("named by ") in NAMED_BY_USER


def _off_topic(relevance: float, pages: int) -> str:
    return f"off-topic: relevance {relevance:.2f} after {pages} page{'s' if pages != 1 else ''}"


def _write(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        names = rows[0].keys() - {"of_niche", "of"}
        values: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in names}
        session.execute(
            sa.update(_TABLE).where(_OF_NICHE, _OF_DOMAIN).values(values | {"promise": _BEST_QUEUED}),
            [{f"new_{name}" if name in names else name: row[name] for name in row} for row in rows],
        )


def _count_found(session: Session, niche_id: int, domains: Sequence[str]) -> dict[str, int]:
    count = (
        sa.select(SiteRow.domain, sa.func.count(OpportunityRow.id))
        .join(PageRow, PageRow.site_id == SiteRow.id)
        .join(OpportunityRow, OpportunityRow.page_id == PageRow.id)
    )
    return {
        row[0]: row[1]
        for part in batches.chunks(domains)
        for row in session.execute(
            count.where(OpportunityRow.niche_id == niche_id, SiteRow.domain.in_(part)).group_by(SiteRow.domain)
        )
    }


def _cited(visits: Iterable[tuple[str, Visit]]) -> set[str]:
    """Return the other sites that the visited pages lead to."""
    leads = ((domain, urls.site_of(lead.url)) for domain, visit in visits for lead in visit.leads)
    return {to for domain, to in leads if to != domain}


def _count_citations(session: Session, niche_id: int, domains: Collection[str]) -> None:
    """Count anew which sites link to these, and raise those that are still unknown by how many do."""
    citing = (
        sa.select(sa.func.count(sa.distinct(PageRow.site_id)))
        .select_from(SiteRow)
        .join(TargetRow, TargetRow.site_id == SiteRow.id)
        .join(LinkRow, LinkRow.target_id == TargetRow.id)
        .join(PageRow, PageRow.id == LinkRow.page_id)
        .where(SiteRow.domain == _SITE.domain, PageRow.site_id != SiteRow.id)
        .correlate(_TABLE)
        .scalar_subquery()
    )
    unread = (_SITE.niche_id == niche_id, _SITE.state == SiteState.CANDIDATE, _SITE.relevance.is_(None))
    for part in batches.chunks(sorted(domains)):
        session.execute(sa.update(_TABLE).where(*unread, _SITE.domain.in_(part)).values(cited_by=citing))
        for row in session.execute(
            sa.select(_SITE.domain, _SITE.cited_by).where(*unread, _SITE.domain.in_(part), _SITE.cited_by > 1)
        ).all():
            _raise_cited(session, niche_id, row.domain, row.cited_by)


def _raise_cited(session: Session, niche_id: int, domain: str, cited_by: int) -> None:
    promise = min(CITED_LIMIT, CITED_BONUS * (cited_by + 1))
    waiting = (_ROW.niche_id == niche_id, _ROW.domain == domain, _QUEUED, _ROW.priority < promise)
    session.execute(
        sa.update(batches.core(FrontierRow))
        .where(*waiting)
        .values(priority=promise, reason=f"linked from {cited_by} sites of the niche")
    )
    _raise_promises(session, [{"niche_id": niche_id, "domain": domain, "promise": promise}])


def refresh_promises(session: Session, niche_id: int) -> None:
    """Set every site's promise to that of its best queued page."""
    session.execute(sa.update(_TABLE).where(_SITE.niche_id == niche_id).values(promise=_BEST_QUEUED))
