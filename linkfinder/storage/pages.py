"""Pages as they were at their last fetch: each address once, and what it means to a niche.

The HTML is never kept. `last_changed` moves only with the content, so it says when a page was last worked on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.page import FoundDate, Page, PageClass
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage.batches import AnyRow, core_table, ids, in_list, select_among, update, upsert
from linkfinder.storage.bulk_insert import RowValues
from linkfinder.storage.codec import to_json
from linkfinder.storage.columns import finite
from linkfinder.storage.sites import ensure_sites
from linkfinder.storage.tables import NichePageRow, OpportunityRow, PageRow, SightingRow
from linkfinder.urls import site_of, url_key

_MAX_AUTHOR_LENGTH = 5
"""Names kept of a page's authors: more are a team page or a list in disguise."""

_PAGE = core_table(PageRow).c
_KNOWN = sa.select(_PAGE.key, _PAGE.content_hash, _PAGE.last_changed).where(in_list(_PAGE.key))


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page that was read in a visit, with the numbers of its row and its site."""

    id: int
    site_id: int
    site: str
    page: Page
    visit: Visit


@dataclass(frozen=True, slots=True)
class StoredPages:
    """The pages of a batch, by their order in it, and how many of them were new or had changed."""

    pages: tuple[StoredPage, ...]
    new: int
    changed: int


def store_pages(session: Session, niche_id: int, visits: Sequence[Visit]) -> StoredPages:
    """Store the page of every visit that read one, and its relevance to the niche.

    When two visits of the batch ended at one address, the later one counts.
    """
    by_key = {
        url_key(each.page.url): (each.page, each) for each in sorted(visits, key=_fetched) if each.page is not None
    }
    if not by_key:
        return StoredPages((), 0, 0)
    latest = {page.url: (page, visit) for page, visit in by_key.values()}
    sites = {url: site_of(url) for url in latest}
    numbers = ensure_sites(session, sites.values(), min(visit.fetched for _, visit in latest.values()))
    known = _known(session, [url_key(url) for url in latest])
    rows = [_row(page, visit, numbers[sites[url]], known) for url, (page, visit) in latest.items()]
    upsert(session, PageRow, rows, ["key"], kept=["url", "first_seen"])
    page_ids = ids(session, PageRow, "key", [row["key"] for row in rows])
    pages = tuple(
        StoredPage(page_ids[row["key"]], row["site_id"], sites[url], *latest[url])
        for url, row in zip(latest, rows, strict=True)
    )
    upsert(session, NichePageRow, [_niche_row(niche_id, read) for read in pages], ["niche_id", "page_id"])
    changed = sum(row["key"] in known and row["content_hash"] != known[row["key"]].content_hash for row in rows)
    return StoredPages(pages, len(rows) - len(known), changed)


def touch_pages(session: Session, visits: Sequence[Visit]) -> dict[str, int]:
    """Note visits that brought no page on the pages known from before, and return the numbers of these by address.

    An unchanged page is as good as fetched; a failed one keeps its facts and gets the status that it answered.
    """
    numbers = ids(session, PageRow, "key", [url_key(visit.url) for visit in visits])
    latest = {numbers[key]: visit for visit in sorted(visits, key=_fetched) if (key := url_key(visit.url)) in numbers}
    unchanged = {number: visit for number, visit in latest.items() if visit.outcome is Outcome.UNCHANGED}
    failed = {number: visit for number, visit in latest.items() if number not in unchanged and visit.http_status}
    update(session, PageRow, [{"id": number, "last_fetched": visit.fetched} for number, visit in unchanged.items()])
    update(session, PageRow, [{"id": number, "http_status": visit.http_status} for number, visit in failed.items()])
    return {visit.url: number for number, visit in latest.items()}


def rebuilt_page(row: PageRow) -> Page:
    """Return the facts of a stored page; its text, forms and links are not among them."""
    return Page(
        url=row.url,
        title=row.title,
        description=row.description,
        language=row.language,
        words=row.words,
        published=FoundDate(row.published, row.published_source) if row.published else None,
        modified=FoundDate(row.modified, row.modified_source) if row.modified else None,
        page_class=PageClass(row.page_class),
        is_noindex=row.is_noindex,
        is_nofollow=row.is_nofollow,
        fetched=row.last_fetched.date(),
        content_hash=row.content_hash,
    )


def _known(session: Session, keys: Sequence[int]) -> dict[int, AnyRow]:
    """Return the content and the time of its last change of the pages that are there already, by their keys."""
    return {row.key: row for row in select_among(session, _KNOWN, keys)}


def _row(page: Page, visit: Visit, site_id: int, known: Mapping[int, AnyRow]) -> RowValues:
    key = url_key(page.url)
    is_same = key in known and known[key].content_hash == page.content_hash
    return {
        "key": key,
        "url": page.url,
        "site_id": site_id,
        "title": page.title,
        "description": page.description,
        "language": page.language,
        "author": ", ".join(page.structured.authors[:_MAX_AUTHOR_LENGTH]),
        "words": page.words,
        "published": page.published.value if page.published else None,
        "published_source": page.published.source if page.published else "",
        "modified": page.modified.value if page.modified else None,
        "modified_source": page.modified.source if page.modified else "",
        "page_class": page.page_class,
        "is_noindex": page.is_noindex,
        "is_nofollow": page.is_nofollow,
        "content_hash": page.content_hash,
        "http_status": visit.http_status or HTTPStatus.OK,
        "etag": visit.etag,
        "last_modified": visit.last_modified,
        "first_seen": visit.fetched,
        "last_fetched": visit.fetched,
        "last_changed": known[key].last_changed if is_same else visit.fetched,
    }


def _niche_row(niche_id: int, read: StoredPage) -> RowValues:
    return {
        "niche_id": niche_id,
        "page_id": read.id,
        "relevance": finite(read.visit.relevance),
        "relevance_reason": read.visit.relevance_reason,
        "risks": to_json(read.visit.risks),
    }


def _fetched(visit: Visit) -> datetime:
    return visit.fetched


def pages_read(session: Session, niche_id: int, most: int) -> Iterator[tuple[str, bool]]:
    """Yield the address of each page judged for a niche, the newest first, and whether it ever held a finding."""
    finding = (
        sa.exists()
        .where(SightingRow.page_id == PageRow.id, SightingRow.opportunity_id == OpportunityRow.id)
        .where(OpportunityRow.niche_id == niche_id)
    )
    pages = (
        sa.select(PageRow.url, finding)
        .join(NichePageRow, NichePageRow.page_id == PageRow.id)
        .where(NichePageRow.niche_id == niche_id)
        .order_by(NichePageRow.page_id.desc())
        .limit(most)
    )
    for url, has_finding in session.execute(pages):
        yield url, bool(has_finding)
