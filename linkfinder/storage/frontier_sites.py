"""The sites of a crawl: how they join, and the numbers that say what their pages make of them.

A site that the user listed is a member from the start; any other is a candidate until its pages were seen. What the
numbers mean is not decided here: `judge_sites` gets the rule as an argument (see `frontier.site_selection`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from linkfinder import urls
from linkfinder.frontier.revisits import retry_delay
from linkfinder.model.page import ENDORSING_PLACES
from linkfinder.model.seed import CHOSEN_BY_USER, UNENDORSED_PRIORITY, Seed
from linkfinder.model.site import SiteFacts, SiteRule, SiteState
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import batches
from linkfinder.storage.batches import AnyRow, in_list
from linkfinder.storage.tables import FrontierRow, FrontierSiteRow, LinkRow, OpportunityRow, PageRow, SiteRow, TargetRow

QUEUED = sa.text("frontier.state = 0")
"""As a literal: with a parameter in its place, SQLite would not use the index of what is queued."""

_TABLE = batches.core_table(FrontierSiteRow)
_SITE = _TABLE.c
_ROW = batches.core_table(FrontierRow).c
_BEST_QUEUED = (
    sa.select(sa.func.coalesce(sa.func.max(_ROW.priority), 0.0))
    .where(_ROW.niche_id == _SITE.niche_id, _ROW.domain == _SITE.domain, QUEUED)
    .correlate(_TABLE)
    .scalar_subquery()
)
_THIS = (_SITE.niche_id == sa.bindparam("of_niche"), _SITE.domain == sa.bindparam("of"))
_KEYS = frozenset({"of_niche", "of"})
_NEW: sa.ColumnElement[float] = sa.bindparam("new", type_=sa.Float)

# The statements of every batch, each made once.
_CHOSEN = {"is_chosen": True, "state": SiteState.MEMBER, "reason": sa.bindparam("why"), "allowed": 0}
_CHOOSING = sa.update(_TABLE).where(*_THIS, _SITE.is_chosen.is_(False)).values(_CHOSEN)
_NEW_PRIORITY = _NEW * _SITE.yield_factor
_RAISING_SITES = sa.update(_TABLE).where(*_THIS, _SITE.priority < _NEW_PRIORITY).values(priority=_NEW_PRIORITY)
_RAISING_PAGES = (
    sa.update(batches.core_table(FrontierRow))
    .where(_ROW.niche_id == sa.bindparam("of_niche"), _ROW.domain == sa.bindparam("of"), QUEUED, _ROW.priority < _NEW)
    .values(priority=_NEW)
)
_KNOWN = sa.select(*_SITE).where(_SITE.niche_id == sa.bindparam("niche_id"), in_list(_SITE.domain))
_DOMAIN, _PAGE, _FOUND = (
    batches.core_table(SiteRow).c,
    batches.core_table(PageRow).c,
    batches.core_table(OpportunityRow).c,
)
_FOUND_ON = (
    sa.select(_DOMAIN.domain, sa.func.count(_FOUND.id))
    .join_from(_DOMAIN.domain.table, _PAGE.id.table, _PAGE.site_id == _DOMAIN.id)
    .join(_FOUND.id.table, _FOUND.page_id == _PAGE.id)
    .where(_FOUND.niche_id == sa.bindparam("niche_id"), in_list(_DOMAIN.domain))
    .group_by(_DOMAIN.domain)
)


def add_sites(session: Session, niche_id: int, seeds: Iterable[Seed]) -> None:
    """Let the sites of the seeds join, and raise their priority to that of their best seed."""
    best: dict[str, Seed] = {}
    for seed in seeds:
        domain = urls.site_of(seed.url)
        kept = best.setdefault(domain, seed)
        if (not _is_chosen(seed), -seed.priority) < (not _is_chosen(kept), -kept.priority):
            best[domain] = seed
    rows = [_new_site(niche_id, domain, seed) for domain, seed in sorted(best.items())]
    batches.insert_missing(session, FrontierSiteRow, rows, ["niche_id", "domain"])
    _raise_priorities(session, rows)
    _choose(session, [row for row in rows if row["is_chosen"]])


def _is_chosen(seed: Seed) -> bool:
    return seed.depth == 0 and seed.source in CHOSEN_BY_USER


def _new_site(niche_id: int, domain: str, seed: Seed) -> dict[str, Any]:
    is_chosen = _is_chosen(seed)
    return {
        "niche_id": niche_id,
        "domain": domain,
        "state": SiteState.MEMBER if is_chosen else SiteState.CANDIDATE,
        "reason": seed.reason,
        "priority": seed.priority,
        "is_chosen": is_chosen,
        "is_unendorsed": not is_chosen and seed.priority <= UNENDORSED_PRIORITY,
    }


def _raise_priorities(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    batches.update_rows(
        session,
        _RAISING_SITES,
        [{"of_niche": row["niche_id"], "of": row["domain"], "new": row["priority"]} for row in rows],
    )


def _choose(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make members of sites that are chosen only now, whatever was decided about them before."""
    batches.update_rows(
        session, _CHOOSING, [{"of_niche": row["niche_id"], "of": row["domain"], "why": row["reason"]} for row in rows]
    )


@dataclass(slots=True)
class _SiteVisits:
    """What a batch of visits says of one site."""

    fetched: int = 0
    tried: int = 0
    useful: int = 0
    weight: float = 0.0
    relevance: float = 0.0  # the sum of the pages', each by its weight
    failures: list[bool] = field(default_factory=list)
    wait: float = 0.0

    def add(self, visit: Visit) -> None:
        """Take in a visit."""
        self.fetched += not (visit.outcome is Outcome.RETRY or _is_respelled(visit))
        self.tried += _is_try(visit)
        self.useful += visit.is_useful
        self.failures.append(visit.outcome is Outcome.RETRY or _is_unreachable(visit))
        if visit.page is not None:
            self.weight += visit.weight
            self.relevance += visit.weight * visit.relevance
        if visit.retry_after is not None:
            self.wait = max(self.wait, retry_delay(1, visit.retry_after))

    def failed_in_row(self, before: int) -> int:
        """Return how many visits in a row have failed now."""
        for has_failed in self.failures:
            before = before + 1 if has_failed else 0
        return before


def _is_unreachable(visit: Visit) -> bool:
    return visit.outcome is Outcome.FAILED and visit.http_status is None


def _is_try(visit: Visit) -> bool:
    """Tell whether a visit shows how useful a site's pages are: an unchanged page or a sitemap does not."""
    return visit.page is not None or (visit.outcome is Outcome.FAILED and visit.http_status is not None)


def _is_respelled(visit: Visit) -> bool:
    """Tell whether a home page only redirected to https or www.: that counts neither as a page nor as a try."""
    return visit.reason == "redirect" and urls.is_home(visit.url)


def settle_sites(session: Session, niche_id: int, visits: Sequence[tuple[str, Visit]], now: datetime) -> None:
    """Add what the visits, each with the domain of its address, say of their sites to these sites' numbers."""
    tallies: dict[str, _SiteVisits] = {}
    for domain, visit in visits:
        tallies.setdefault(domain, _SiteVisits()).add(visit)
    found = _count_found(session, niche_id, tallies)
    rows = _sites(session, niche_id, tallies)
    _write(session, [_settled(row, tallies[row.domain], found.get(row.domain, 0), now.timestamp()) for row in rows])


def _sites(session: Session, niche_id: int, domains: Collection[str]) -> list[AnyRow]:
    return list(batches.select_among(session, _KNOWN, domains, niche_id=niche_id))


def _settled(row: AnyRow, tally: _SiteVisits, found: int, now: float) -> dict[str, Any]:
    return {
        "of_niche": row.niche_id,
        "of": row.domain,
        "relevance": _mean(row, tally),
        "weight": row.weight + tally.weight,
        "found": found,
        "fetched": row.fetched + tally.fetched,
        "fetched_ever": row.fetched_ever + tally.fetched,
        "tried": row.tried + tally.tried,
        "useful": row.useful + tally.useful,
        "failed_in_row": tally.failed_in_row(row.failed_in_row),
        "next_at": max(row.next_at, now + tally.wait) if tally.wait else row.next_at,
    }


def _mean(row: AnyRow, tally: _SiteVisits) -> float | None:
    """Return the mean relevance of a site's pages after these, by their weights; None when none says anything yet."""
    weight = row.weight + tally.weight
    return (row.weight * (row.relevance or 0.0) + tally.relevance) / weight if weight else None


def _count_found(session: Session, niche_id: int, domains: Collection[str]) -> dict[str, int]:
    """Count each site's opportunities anew, so that a page visited twice counts once."""
    return dict(batches.select_among(session, _FOUND_ON, domains, niche_id=niche_id))


def _write(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Set the sites' new values, and their priority to that of their best queued page."""
    if rows:
        statement = _writing(tuple(name for name in rows[0] if name not in _KEYS))
        renamed = [{name if name in _KEYS else f"new_{name}": row[name] for name in row} for row in rows]
        batches.update_rows(session, statement, renamed)


@cache
def _writing(names: tuple[str, ...]) -> sa.Update:
    values: dict[str, Any] = {name: sa.bindparam(f"new_{name}", type_=_SITE[name].type) for name in names}
    priority = _BEST_QUEUED * values.get("yield_factor", _SITE.yield_factor)
    return sa.update(_TABLE).where(*_THIS).values(values | {"priority": priority})


def judge_sites(session: Session, niche_id: int, domains: Collection[str], rule: SiteRule) -> None:
    """Let the rule say what these sites are from now on.

    Also those that were dropped: what was in flight then, or is read in a later run, may speak for a site after all.
    """
    judged, unread = [], []
    for row in _sites(session, niche_id, domains):
        decision = rule(_facts(row))
        verdict = {"state": decision.verdict.state, "reason": decision.verdict.reason, "allowed": decision.pages}
        judged.append({"of_niche": niche_id, "of": row.domain, "yield_factor": decision.yield_factor} | verdict)
        if not row.fetched_ever:
            unread.append({"of_niche": niche_id, "of": row.domain, "new": decision.priority})
    _raise_unread(session, unread)
    _write(session, judged)


def _facts(row: AnyRow) -> SiteFacts:
    return SiteFacts(
        fetched=row.fetched_ever,
        relevance=row.relevance,
        weight=row.weight,
        inlink_sites=row.inlink_sites,
        found=row.found,
        failed_in_row=row.failed_in_row,
        is_chosen=row.is_chosen,
        tried=row.tried,
        useful=row.useful,
    )


def _raise_unread(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Let the pages of sites that were never read rise to the priority of these sites."""
    batches.update_rows(session, _RAISING_PAGES, rows)


def refresh_priorities(session: Session, niche_id: int) -> None:
    """Set every site's priority to that of its best queued page."""
    best = _BEST_QUEUED * _SITE.yield_factor
    session.execute(sa.update(_TABLE).where(_SITE.niche_id == niche_id).values(priority=best))


_MEMBER = _TABLE.alias("member")
_LINKING_SITE = aliased(SiteRow)
_INLINKS = (
    sa.select(sa.func.count(sa.distinct(PageRow.site_id)))
    .select_from(SiteRow)
    .join(TargetRow, TargetRow.site_id == SiteRow.id)
    .join(LinkRow, LinkRow.target_id == TargetRow.id)
    .join(PageRow, PageRow.id == LinkRow.page_id)
    .join(_LINKING_SITE, _LINKING_SITE.id == PageRow.site_id)
    .join(_MEMBER, sa.and_(_MEMBER.c.domain == _LINKING_SITE.domain, _MEMBER.c.niche_id == _TABLE.c.niche_id))
    .where(SiteRow.domain == _TABLE.c.domain, PageRow.site_id != SiteRow.id)
    .where(_MEMBER.c.state == SiteState.MEMBER, LinkRow.place.in_(sorted(ENDORSING_PLACES)))
    .correlate(_TABLE)
    .scalar_subquery()
)


def count_inlinks(session: Session, niche_id: int, domains: Collection[str]) -> None:
    """Count anew which members recommend these sites that are none: by the stored links, so that no link counts twice.

    Also for sites that were dropped: which page is read first, theirs or one that links to them, decides nothing then.
    """
    others = (_TABLE.c.niche_id == niche_id, _TABLE.c.state != SiteState.MEMBER)
    for part in batches.chunks(sorted(domains)):
        session.execute(sa.update(_TABLE).where(*others, _TABLE.c.domain.in_(part)).values(inlink_sites=_INLINKS))
