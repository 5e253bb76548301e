"""What is known of dead targets beside their verdict: what they used to be, and whether their domain can be had.

Who is asked, and how, is the command's business; here stands whom nobody was asked about yet, and what came of it. An
empty answer is remembered like any other, or the same questions would be asked every morning.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.check import DEAD_VERDICTS, Verdict
from linkfinder.model.dead_target import DOMAIN_VERDICTS, DeadTargetInfo, DomainAvailability
from linkfinder.model.niche import ON_TOPIC_RELEVANCE
from linkfinder.model.page import EDITORIAL_PLACES
from linkfinder.storage.codec import from_json, to_json
from linkfinder.storage.tables import LinkRow, NichePageRow, PageRow, SiteRow, TargetRow
from linkfinder.urls import url_key

ARCHIVED_COPY_MAX_AGE = timedelta(days=365)
"""An archive gains no new copy of a page that is dead; once a year is often enough to look for an older one."""

REGISTRATION_MAX_AGE = timedelta(days=30)
"""A domain passes through its last phase in 30 to 75 days, and a free one may be taken any day."""

LOOKUP_RETRY_AFTER = timedelta(days=3)
"""A service that failed is seldom well the next morning for the same question; others come first until then."""


_PAGE_VERDICTS = DEAD_VERDICTS - {Verdict.HIJACKED}
"""Dead pages of which the newest copy tells something: that of a hijacked one shows the hijacker."""


@dataclass(frozen=True, slots=True)
class LookupScope:
    """Which dead targets are meant: those that a niche's relevant pages link to, as of a moment, at most `limit`."""

    niche_id: int
    now: datetime
    limit: int


def targets_due_for_lookup(session: Session, asked: LookupScope) -> list[str]:
    """Return the dead addresses that the archive may be asked about, never asked ones and those of most sites first."""
    query = _wanted(asked, TargetRow.url, TargetRow.archive_due, _PAGE_VERDICTS)
    return list(session.scalars(query.group_by(TargetRow.id).order_by(TargetRow.key)))


def domains_due_for_lookup(session: Session, asked: LookupScope) -> list[str]:
    """Return the dead domains that a registry may be asked about, never asked ones and those of most sites first."""
    query = _wanted(asked, SiteRow.domain, SiteRow.registration_due, DOMAIN_VERDICTS)
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


def _wanted(asked: LookupScope, chosen: Any, due: Any, verdicts: Collection[Verdict]) -> sa.Select[Any]:
    return (
        sa.select(chosen)
        .select_from(TargetRow)
        .join(SiteRow, SiteRow.id == TargetRow.site_id)
        .join(LinkRow, LinkRow.target_id == TargetRow.id)
        .join(NichePageRow, NichePageRow.page_id == LinkRow.page_id)
        .join(PageRow, PageRow.id == LinkRow.page_id)
        .where(NichePageRow.niche_id == asked.niche_id, NichePageRow.relevance >= ON_TOPIC_RELEVANCE)
        .where(LinkRow.place.in_(sorted(EDITORIAL_PLACES)), TargetRow.verdict.in_(sorted(verdicts)))
        .where(sa.or_(due.is_(None), due <= asked.now))
        # Those that failed before come last and in turns, so that a few bad ones never hold the others up.
        .order_by(due.is_not(None), due, sa.func.count(sa.distinct(PageRow.site_id)).desc())
        .limit(asked.limit)
    )
