"""How many sites of the crawl link to a site that is still unknown: what makes it worth a first look."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.site import SiteState
from linkfinder.storage import batches
from linkfinder.storage.tables import FrontierSiteRow, LinkRow, PageRow, SiteRow, TargetRow

_TABLE = batches.core(FrontierSiteRow)
_CITING = (
    sa.select(sa.func.count(sa.distinct(PageRow.site_id)))
    .select_from(SiteRow)
    .join(TargetRow, TargetRow.site_id == SiteRow.id)
    .join(LinkRow, LinkRow.target_id == TargetRow.id)
    .join(PageRow, PageRow.id == LinkRow.page_id)
    .where(SiteRow.domain == _TABLE.c.domain, PageRow.site_id != SiteRow.id)
    .correlate(_TABLE)
    .scalar_subquery()
)


def count_citations(session: Session, niche_id: int, domains: Collection[str]) -> None:
    """Count anew which sites link to these candidates: by the stored links, so that no link counts twice."""
    candidates = (_TABLE.c.niche_id == niche_id, _TABLE.c.state == SiteState.CANDIDATE)
    for part in batches.chunks(sorted(domains)):
        session.execute(sa.update(_TABLE).where(*candidates, _TABLE.c.domain.in_(part)).values(cited_by=_CITING))
