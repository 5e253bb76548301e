"""Sites: registrable domains, each once, and what is known of them beside their pages."""

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.score import SiteMetrics
from linkfinder.storage.batches import chunks, ensure
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
    near = {row[0]: row[1] for part in chunks(numbers) for row in session.execute(_site_relevance(niche_id, part))}
    return {
        row.id: SiteMetrics(
            authority=row.authority,
            authority_source=row.authority_source,
            audience=row.audience,
            audience_source=row.audience_source,
            linking_sites=linking.get(row.id, 0),
            relevance=near.get(row.id),
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
