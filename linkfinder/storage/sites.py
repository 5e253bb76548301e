"""Sites: registrable domains, each once, and what is known of them beside their pages.

What published lists say of a site is kept with the list, its date and its licence.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.score import SiteMetrics
from linkfinder.storage.accounts import sites_of_same_owner
from linkfinder.storage.batches import chunks, ensure, ids, update
from linkfinder.storage.columns import clean_text
from linkfinder.storage.tables import LinkRow, NichePageRow, PageRow, SiteRow, TargetRow

MAX_DOMAIN_LENGTH = 255
"""Characters of a domain: DNS knows no longer one, but a link can be written to one that cannot exist."""


_BEST_PAGES = 5
"""A site is as near to the niche as its five best pages: imprints and rate cards say nothing of its subject, and one
article that strays into the niche does not carry a site."""


def ensure_sites(session: Session, domains: Iterable[str], now: datetime) -> dict[str, int]:
    """Return the number of each domain, after adding those that are new."""
    short = {domain: clean_text(domain, MAX_DOMAIN_LENGTH) for domain in domains}
    numbers = ensure(
        session, SiteRow, "domain", [{"domain": domain, "first_seen": now} for domain in dict.fromkeys(short.values())]
    )
    return {domain: numbers[kept] for domain, kept in short.items()}


def site_metrics(session: Session, niche_id: int, site_ids: Collection[int]) -> dict[int, SiteMetrics]:
    """Return what is known of each site: its ranks, how many other sites link to it, how near it is to the niche."""
    numbers = sorted(set(site_ids))
    linking = {row[0]: row[1] for part in chunks(numbers) for row in session.execute(_linking_sites(part))}
    owned = sites_of_same_owner(session, numbers)
    near = {row[0]: row[1] for part in chunks(numbers) for row in session.execute(_site_relevance(niche_id, part))}
    return {
        row.id: SiteMetrics(
            authority=row.authority,
            authority_source=row.authority_source,
            audience=row.audience,
            audience_source=row.audience_source,
            linking_sites=linking.get(row.id, 0),
            relevance=near.get(row.id),
            same_owner=owned.get(row.id, ()),
        )
        for part in chunks(numbers)
        for row in session.execute(_metric_columns().where(SiteRow.id.in_(part)))
    }


def _metric_columns() -> sa.Select[int, float | None, str, float | None, str]:
    return sa.select(SiteRow.id, SiteRow.authority, SiteRow.authority_source, SiteRow.audience, SiteRow.audience_source)


def _site_relevance(niche_id: int, site_ids: Collection[int]) -> sa.Select[int, float]:
    """Return the statement for the mean relevance of each site's best pages."""
    place = sa.func.row_number().over(partition_by=PageRow.site_id, order_by=NichePageRow.relevance.desc())
    pages = (
        sa.select(PageRow.site_id, NichePageRow.relevance, place.label("place"))
        .join(NichePageRow, NichePageRow.page_id == PageRow.id)
        .where(NichePageRow.niche_id == niche_id, PageRow.site_id.in_(site_ids))
        .subquery()
    )
    best = pages.c.place <= _BEST_PAGES
    return sa.select(pages.c.site_id, sa.func.avg(pages.c.relevance)).where(best).group_by(pages.c.site_id)


def _linking_sites(site_ids: Collection[int]) -> sa.Select[int, int]:
    return (
        sa.select(TargetRow.site_id, sa.func.count(sa.distinct(PageRow.site_id)))
        .join(LinkRow, LinkRow.target_id == TargetRow.id)
        .join(PageRow, PageRow.id == LinkRow.page_id)
        .where(TargetRow.site_id.in_(site_ids), PageRow.site_id != TargetRow.site_id)
        .group_by(TargetRow.site_id)
    )


@dataclass(frozen=True, slots=True)
class RankedSite:
    """A site's value in one list, 0 to 1; `column` is `authority` or `audience`, `title` the list's name."""

    domain: str
    column: str
    value: float
    title: str
    source: str


def known_domains(session: Session) -> list[str]:
    """Return every site that any crawl has met, in order."""
    return list(session.scalars(sa.select(SiteRow.domain).order_by(SiteRow.domain)))


def store_ranks(session: Session, listed: Iterable[RankedSite]) -> int:
    """Keep the values of known sites and return how many changed.

    A list replaces its own earlier value. Another list's value gives way only to a higher one: a list that ranks a site
    low has seen less of it, not more.
    """
    wanted = {(item.domain, item.column): item for item in listed}
    changes: dict[str, list[dict[str, object]]] = {"authority": [], "audience": []}
    numbers = ids(session, SiteRow, "domain", sorted({domain for domain, _ in wanted}))
    present = _present(session, list(numbers.values()))
    for (domain, column), item in wanted.items():
        row = present.get(numbers.get(domain, 0))
        if row is not None and _is_replaceable(row, item):
            changes[column].append({"id": row.id, column: item.value, f"{column}_source": item.source})
    for rows in changes.values():
        update(session, SiteRow, rows)
    return sum(len(rows) for rows in changes.values())


def _present(session: Session, numbers: list[int]) -> dict[int, SiteRow]:
    found = (session.scalars(sa.select(SiteRow).where(SiteRow.id.in_(part))) for part in chunks(numbers))
    return {row.id: row for rows in found for row in rows}


def _is_replaceable(row: SiteRow, item: RankedSite) -> bool:
    value: float | None = getattr(row, item.column)
    source: str = getattr(row, f"{item.column}_source")
    if value == item.value and source == item.source:
        return False
    return value is None or source.startswith(item.title) or item.value > value
