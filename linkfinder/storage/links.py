"""The outbound links of pages that matter, and the addresses they lead to.

A page's links are replaced when it is read again. Links inside a site are the frontier's business, not kept here.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.page import Link
from linkfinder.storage.batches import chunks, core_table, ids, in_list, insert_columns, insert_missing, select_among
from linkfinder.storage.bulk_insert import ColumnValues
from linkfinder.storage.pages import StoredPage
from linkfinder.storage.sites import ensure_sites
from linkfinder.storage.tables import LinkRow, TargetRow
from linkfinder.urls import site_of, url_key

_MIN_RELEVANCE = 0.1
"""The relevance from which a page's links are kept. An editor of an unrelated page has no reason to take our link, and
nine tenths of the links met on a crawl stand on such pages; the bar is low, because a page is asked about its dead
links at the niche's own, higher one, and that one may be moved later."""

MAX_LINKS_PER_PAGE = 2_000
"""Links kept of one page. The longest hand-made resource lists stay below; what is longer is generated."""

_PAGE_ID = core_table(LinkRow).c.page_id
_LINKING = sa.select(_PAGE_ID).where(in_list(_PAGE_ID)).distinct()
_DELETING = sa.delete(core_table(LinkRow)).where(in_list(_PAGE_ID))


def replace_links(session: Session, pages: Sequence[StoredPage], matters: float = _MIN_RELEVANCE) -> int:
    """Store the outbound links of the pages that matter or have opportunities, in place of their old ones.

    Pages whose links were stored before are kept up to date whatever they are worth to this niche. Returns how many
    links were stored.
    """
    had_links = _with_links(session, [read.id for read in pages])
    kept = [read for read in pages if read.id in had_links or _is_relevant(read, matters)]
    links = [(read.id, position, link) for read in kept for position, link in outbound(read)]
    for part in chunks(sorted(had_links)):
        session.execute(_DELETING, {"values": part})
    if links:
        now = min(read.visit.fetched for read in kept)
        targets = _ensure_targets(session, list(dict.fromkeys(link.url for _, _, link in links)), now)
        insert_columns(session, LinkRow, _columns(links, targets))
    return len(links)


def outbound(read: StoredPage) -> list[tuple[int, Link]]:
    """Return the links of a page that leave its site, each with its position on the page."""
    here = {"", read.site}
    leaving = [(position, link) for position, link in enumerate(read.page.links) if site_of(link.url) not in here]
    return leaving[:MAX_LINKS_PER_PAGE]


def _is_relevant(read: StoredPage, matters: float) -> bool:
    return read.visit.relevance >= matters or bool(read.visit.judgement.opportunities)


def _with_links(session: Session, page_ids: Sequence[int]) -> set[int]:
    return {row[0] for row in select_among(session, _LINKING, page_ids)}


def _ensure_targets(session: Session, urls: Collection[str], now: datetime) -> dict[str, int]:
    """Return the number of each address that is linked to, after adding the new ones as they are written first."""
    keys = {url: url_key(url) for url in urls}
    known = ids(session, TargetRow, "key", keys.values())
    first: dict[int, str] = {}
    for url, key in keys.items():
        if key not in known:
            first.setdefault(key, url)
    if first:
        new = sorted(first.values())
        sites = {url: site_of(url) for url in new}
        numbers = ensure_sites(session, sites.values(), now)
        rows = [{"key": keys[url], "url": url, "site_id": numbers[sites[url]]} for url in new]
        insert_missing(session, TargetRow, rows, ["key"])
        known |= ids(session, TargetRow, "key", [keys[url] for url in new])
    return {url: known[key] for url, key in keys.items()}


def _columns(links: Sequence[tuple[int, int, Link]], targets: Mapping[str, int]) -> ColumnValues:
    """Return the columns of the rows; each link with the number of its page and its position there."""
    page_ids, positions, found = zip(*links, strict=True)
    link = dict(zip(Link._fields, zip(*found, strict=True), strict=True))
    return {
        "page_id": page_ids,
        "position": positions,
        "target_id": [targets[url] for url in link["url"]],
        "anchor": link["anchor"],
        "rel": [" ".join(rel) for rel in link["rel"]],
        "place": [place.value for place in link["place"]],
        "sentence": link["sentence"],
        "heading": link["heading"],
        "href": link["href"],
        "is_image": link["is_image"],
    }
