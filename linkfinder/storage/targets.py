"""The addresses that pages link to: which to check, what they answered, and which pages link to dead ones.

What an answer means, how often it must be confirmed and when it is due again is decided by `linkcheck`. Of a dead
target it is also stored what it used to be and whether its domain can be registered; an empty answer is stored like any
other, or the same services would be queried again every day. Pages that link to dead addresses are rebuilt with every
answer beside its link, as the broken-link detector reads them: with title, language, dates, contacts and outbound
links, and without text, which is never stored.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.kinds.base import JudgingStage
from linkfinder.kinds.registry import kinds_of_stage
from linkfinder.model.check import DEAD_VERDICTS, LinkCheck, Verdict
from linkfinder.model.dead_target import DOMAIN_VERDICTS, DeadTargetInfo, DomainAvailability
from linkfinder.model.niche import ON_TOPIC_RELEVANCE
from linkfinder.model.page import EDITORIAL_PLACES, Link, Page, Place
from linkfinder.storage.batches import chunks, ids, insert, update
from linkfinder.storage.bulk_insert import RowValues
from linkfinder.storage.codec import from_json, to_json
from linkfinder.storage.columns import finite
from linkfinder.storage.pages import contacts_of_pages, rebuilt_page
from linkfinder.storage.tables import (
    CheckRow,
    LinkRow,
    NichePageRow,
    OpportunityRow,
    PageRow,
    SightingRow,
    SiteRow,
    TargetRow,
)
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
    """What is stored of a checked address: its present verdict, since when, and when it is due."""

    check: LinkCheck
    last_checked: datetime
    first_dead: datetime | None = None
    next_check: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueTarget:
    """An address to check now, how many pages of the niche link to it, and what is stored of it."""

    url: str
    pages: int
    state: TargetState | None = None


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """A check as it came, and what is valid after it: verdict, confirmations, since when, and when it is due again."""

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
    """Return the addresses to check: in an editorial place of a page that is relevant, and never checked or due again.

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
    """Return what is stored of the addresses that were checked before, by address."""
    chosen = sa.select(*CHECK_COLUMNS)
    return {
        row.url: state
        for part in chunks(sorted({url_key(url) for url in urls}))
        for row in session.execute(chosen.where(TargetRow.key.in_(part)))
        if (state := _state(row)) is not None
    }


def store_checks(session: Session, checks: Sequence[KeptCheck], now: datetime) -> int:
    """Store checks: each in the history of its address, and what is valid after it. Returns how many were stored.

    Addresses that no stored page links to are left out.
    """
    numbers = ids(session, TargetRow, "key", [url_key(check.kept.url) for check in checks])
    known = [(number, check) for check in checks if (number := numbers.get(url_key(check.kept.url))) is not None]
    insert(session, CheckRow, [_check_row(number, check.answer, now) for number, check in known])
    update(session, TargetRow, [_target_row(number, check, now) for number, check in known])
    return len(known)


def check_of(row: sa.Row[Any]) -> LinkCheck | None:
    """Return the present verdict on an address, or None when it was never checked."""
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


ARCHIVED_COPY_MAX_AGE = timedelta(days=365)
"""An archive gains no new copy of a page that is dead; once a year is often enough to search for an older one."""

REGISTRATION_MAX_AGE = timedelta(days=30)
"""A domain passes through its last phase in 30 to 75 days, and a free one may be taken any day."""

LOOKUP_RETRY_AFTER = timedelta(days=3)
"""A service that failed seldom works the next day for the same question; others come first until then."""


_PAGE_VERDICTS = DEAD_VERDICTS - {Verdict.HIJACKED}
"""Verdicts of dead pages whose newest copy is useful: that of a hijacked one shows the hijacker."""


@dataclass(frozen=True, slots=True)
class LookupScope:
    """Which dead targets are meant: those that a niche's relevant pages link to, as of a moment, at most `limit`."""

    niche_id: int
    now: datetime
    limit: int


def targets_due_for_lookup(session: Session, scope: LookupScope) -> list[str]:
    """Return the dead addresses to look up in the archive, those never looked up and those of most sites first."""
    query = _wanted(scope, TargetRow.url, TargetRow.archive_due, _PAGE_VERDICTS)
    return list(session.scalars(query.group_by(TargetRow.id).order_by(TargetRow.key)))


def domains_due_for_lookup(session: Session, scope: LookupScope) -> list[str]:
    """Return the dead domains to look up at a registry, those never looked up and those of most sites first."""
    query = _wanted(scope, SiteRow.domain, SiteRow.registration_due, DOMAIN_VERDICTS)
    return list(session.scalars(query.group_by(SiteRow.id).order_by(SiteRow.domain)))


def store_archived_copy(session: Session, url: str, dead_target: DeadTargetInfo, now: datetime) -> None:
    """Remember what an address used to be; of `dead_target`, all but the domain."""
    changes = {"archive": to_json(dead_target), "archive_due": now + ARCHIVED_COPY_MAX_AGE}
    session.execute(sa.update(TargetRow).where(TargetRow.key == url_key(url)).values(changes))


def store_registration(session: Session, domain: str, availability: DomainAvailability, now: datetime) -> None:
    """Remember whether a domain can be registered."""
    changes = {"registration": availability.value, "registration_due": now + REGISTRATION_MAX_AGE}
    session.execute(sa.update(SiteRow).where(SiteRow.domain == domain).values(changes))


def postpone_archive_lookup(session: Session, url: str, now: datetime) -> None:
    """Remember that the archive had no answer about an address; what was known stays."""
    change = {"archive_due": now + LOOKUP_RETRY_AFTER}
    session.execute(sa.update(TargetRow).where(TargetRow.key == url_key(url)).values(change))


def postpone_registration_lookup(session: Session, domain: str, now: datetime) -> None:
    """Remember that the registry had no answer about a domain; what was known stays."""
    change = {"registration_due": now + LOOKUP_RETRY_AFTER}
    session.execute(sa.update(SiteRow).where(SiteRow.domain == domain).values(change))


def dead_target_info(row: sa.Row[Any]) -> DeadTargetInfo:
    """Return what is known of a target from a row with its `archive` and its site's `registration`."""
    return from_json(DeadTargetInfo, {**row.archive, "domain": row.registration})


def _wanted(scope: LookupScope, chosen: Any, due: Any, verdicts: Collection[Verdict]) -> sa.Select[Any]:
    return (
        sa.select(chosen)
        .select_from(TargetRow)
        .join(SiteRow, SiteRow.id == TargetRow.site_id)
        .join(LinkRow, LinkRow.target_id == TargetRow.id)
        .join(NichePageRow, NichePageRow.page_id == LinkRow.page_id)
        .join(PageRow, PageRow.id == LinkRow.page_id)
        .where(NichePageRow.niche_id == scope.niche_id, NichePageRow.relevance >= ON_TOPIC_RELEVANCE)
        .where(LinkRow.place.in_(sorted(EDITORIAL_PLACES)), TargetRow.verdict.in_(sorted(verdicts)))
        .where(sa.or_(due.is_(None), due <= scope.now))
        # Those that failed before come last, the oldest failure first, so that a few bad ones never delay the others.
        .order_by(due.is_not(None), due, sa.func.count(sa.distinct(PageRow.site_id)).desc())
        .limit(scope.limit)
    )


_PAGES_PER_BATCH = 200
"""Pages rebuilt at a time: with 2,000 links each, still below 200 MB."""


def pages_with_dead_links(session: Session, niche_id: int, *, relevance: float = ON_TOPIC_RELEVANCE) -> Iterator[Page]:
    """Yield the relevant pages that link to a dead URL, and those that did, so that repaired ones are noticed."""
    numbers = sorted({*session.scalars(_linking(niche_id, relevance)), *session.scalars(_known_to_link(niche_id))})
    for part in chunks(numbers, _PAGES_PER_BATCH):
        yield from _pages(session, part)


def _linking(niche_id: int, relevance: float) -> sa.Select[int]:
    return (
        sa.select(NichePageRow.page_id)
        .join(LinkRow, LinkRow.page_id == NichePageRow.page_id)
        .join(TargetRow, TargetRow.id == LinkRow.target_id)
        .where(NichePageRow.niche_id == niche_id, NichePageRow.relevance >= relevance)
        .where(TargetRow.verdict.in_(sorted(DEAD_VERDICTS)))
        .distinct()
    )


def _known_to_link(niche_id: int) -> sa.Select[int]:
    kinds = sorted(kind.name for kind in kinds_of_stage(JudgingStage.LINKS_CHECKED))
    return (
        sa.select(SightingRow.page_id)
        .join(OpportunityRow, OpportunityRow.id == SightingRow.opportunity_id)
        .where(OpportunityRow.niche_id == niche_id, OpportunityRow.kind.in_(kinds))
        .where(SightingRow.gone.is_(None))
    )


def _pages(session: Session, numbers: Sequence[int]) -> list[Page]:
    links: dict[int, list[Link]] = {number: [] for number in numbers}
    for row in session.execute(_links().where(LinkRow.page_id.in_(numbers))):
        links[row.page_id].append(_link(row))
    contacts = contacts_of_pages(session, numbers)
    chosen = sa.select(PageRow).where(PageRow.id.in_(numbers)).order_by(PageRow.url)
    rows = session.scalars(chosen.execution_options(populate_existing=True))
    return [replace(rebuilt_page(row), links=tuple(links[row.id]), contacts=contacts.get(row.id, ())) for row in rows]


def _links() -> sa.Select[Any]:
    return (
        sa.select(
            LinkRow.page_id,
            LinkRow.anchor,
            LinkRow.rel,
            LinkRow.place,
            LinkRow.sentence,
            LinkRow.heading,
            LinkRow.href,
            LinkRow.is_image,
            *CHECK_COLUMNS,
            TargetRow.archive,
            SiteRow.registration,
        )
        .join(TargetRow, TargetRow.id == LinkRow.target_id)
        .join(SiteRow, SiteRow.id == TargetRow.site_id)
        .order_by(LinkRow.page_id, LinkRow.position)
    )


def _link(row: sa.Row[Any]) -> Link:
    return Link(
        url=row.url,
        anchor=row.anchor,
        rel=tuple(row.rel.split()),
        place=Place(row.place),
        sentence=row.sentence,
        heading=row.heading,
        is_image=row.is_image,
        href=row.href,
        check=check_of(row),
        dead_target=dead_target_info(row),
    )
