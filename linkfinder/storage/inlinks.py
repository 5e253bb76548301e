"""How many sites of the niche recommend a site that is still unknown: what makes it worth a first look.

Only links in a text, a list, a blogroll or an author's box count: a theme's maker stands in every footer.
"""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from linkfinder.model.page import ENDORSING_PLACES
from linkfinder.model.site import SiteState
from linkfinder.storage import batches
from linkfinder.storage.tables import FrontierSiteRow, LinkRow, PageRow, SiteRow, TargetRow

_TABLE = batches.core_table(FrontierSiteRow)
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
    """Count anew which members recommend these candidates: by the stored links, so that no link counts twice."""
    candidates = (_TABLE.c.niche_id == niche_id, _TABLE.c.state == SiteState.CANDIDATE)
    for part in batches.chunks(sorted(domains)):
        session.execute(sa.update(_TABLE).where(*candidates, _TABLE.c.domain.in_(part)).values(inlink_sites=_INLINKS))
