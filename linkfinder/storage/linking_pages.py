"""Pages that link to dead addresses, rebuilt with every answer beside its link, as the broken-link detector reads them.

A rebuilt page has its title, language, dates, contacts and outbound links, and no text: that was never kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.kinds.base import JudgingStage
from linkfinder.kinds.registry import kinds_of_stage
from linkfinder.model.check import DEAD_VERDICTS
from linkfinder.model.niche import ON_TOPIC_RELEVANCE
from linkfinder.model.page import Link, Page, Place
from linkfinder.storage.batches import chunks
from linkfinder.storage.contacts import contacts_of_pages
from linkfinder.storage.dead_targets import dead_target_info
from linkfinder.storage.pages import rebuilt_page
from linkfinder.storage.tables import LinkRow, NichePageRow, OpportunityRow, PageRow, SightingRow, SiteRow, TargetRow
from linkfinder.storage.targets import CHECK_COLUMNS, check_of

_PAGES_PER_BATCH = 200
"""Pages rebuilt at a time: with 2,000 links each, still below 200 MB."""


def pages_with_dead_links(session: Session, niche_id: int, *, relevance: float = ON_TOPIC_RELEVANCE) -> Iterator[Page]:
    """Yield the relevant pages that link to a dead address, and those that did, so that mended ones are noticed."""
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
