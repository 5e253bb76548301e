"""The pages beside the one that speaks for an opportunity: those that show it too, and rejected candidates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.kinds.registry import find_kind, is_known
from linkfinder.lifecycle.speaking_page import ShowingPage, speaking_order, why_it_does_not_speak
from linkfinder.model.opportunity import OpportunityState
from linkfinder.model.record import OtherPage
from linkfinder.storage.batches import in_list, select_among
from linkfinder.storage.tables import OpportunityRow, PageRow, RejectionRow, SightingRow

MAX_OTHER_PAGES = 5
"""Pages that are named beside the one that speaks: nobody reads a sixth."""

_SHOWING = (
    sa.select(
        SightingRow.opportunity_id,
        PageRow.url,
        SightingRow.state,
        SightingRow.facts,
        SightingRow.confidence,
        SightingRow.relevance,
    )
    .join(OpportunityRow, OpportunityRow.id == SightingRow.opportunity_id)
    .join(PageRow, PageRow.id == SightingRow.page_id)
    .where(in_list(SightingRow.opportunity_id), SightingRow.gone.is_(None))
    .where(SightingRow.page_id != OpportunityRow.page_id)
)
_REJECTED = (
    sa.select(PageRow.site_id, PageRow.url, RejectionRow.kind, RejectionRow.reason, RejectionRow.detail)
    .join(PageRow, PageRow.id == RejectionRow.page_id)
    .where(in_list(PageRow.site_id), RejectionRow.niche_id == sa.bindparam("niche_id"))
    .order_by(PageRow.url)
)


def other_pages(session: Session, niche_id: int, rows: Sequence[sa.Row[Any]]) -> dict[int, tuple[OtherPage, ...]]:
    """Return the other pages of each opportunity by its number, the clearest first, each with why it does not speak.

    `rows` are those of `storage.opportunities.best_first`. Rejected pages are named for kinds of which a site has one.
    """
    by_id = {row.id: row for row in rows}
    showing: dict[int, list[ShowingPage]] = {}
    for found in select_among(session, _SHOWING, by_id):
        showing.setdefault(found.opportunity_id, []).append(_page(by_id[found.opportunity_id].kind, found))
    rejected = _rejected_pages(session, niche_id, rows)
    return {
        row.id: pages
        for row in rows
        if (pages := _named(row, showing.get(row.id, ()), rejected.get((row.site_id, row.kind), ())))
    }


def _named(row: sa.Row[Any], showing: Sequence[ShowingPage], rejected: Sequence[OtherPage]) -> tuple[OtherPage, ...]:
    speaking = _page(row.kind, row)
    ranked = sorted(showing, key=speaking_order, reverse=True)
    shown = [OtherPage(page.url, page.state, why_it_does_not_speak(page, speaking)) for page in ranked]
    named = {page.url for page in showing} | {speaking.url}
    others = [page for page in rejected if page.url not in named]
    return tuple((shown + others)[:MAX_OTHER_PAGES])


def _rejected_pages(
    session: Session, niche_id: int, rows: Sequence[sa.Row[Any]]
) -> Mapping[tuple[int, str], list[OtherPage]]:
    """Return the pages that looked like an opportunity, by site and kind; those of rare reasons first.

    What half of the pages of a site are rejected for, such as a call-out on each of them, says least.
    """
    wanted = {(row.site_id, row.kind) for row in rows if is_known(row.kind) and find_kind(row.kind).is_one_a_site}
    sites = {site_id for site_id, _ in wanted}
    rejected = [
        each
        for each in select_among(session, _REJECTED, sites, niche_id=niche_id)
        if (each.site_id, each.kind) in wanted
    ]
    times = Counter((each.site_id, each.kind, each.reason) for each in rejected)
    found: dict[tuple[int, str], list[OtherPage]] = {}
    for each in sorted(rejected, key=lambda row: (times[row.site_id, row.kind, row.reason], row.url)):
        why = f"rejected: {each.reason.replace('_', ' ')}{f', {each.detail}' if each.detail else ''}"
        found.setdefault((each.site_id, each.kind), []).append(OtherPage(each.url, None, why))
    return found


def _page(kind: str, row: sa.Row[Any]) -> ShowingPage:
    clarity = find_kind(kind).rules.clarity(row.facts) if is_known(kind) else 0
    return ShowingPage(row.url, OpportunityState(row.state), row.confidence, row.relevance, clarity)
