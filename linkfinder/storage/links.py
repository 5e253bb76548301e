"""The outbound links of pages that matter, and the addresses they lead to.

A page's links are replaced when it is read again. Links inside a site are the frontier's business, not kept here.
"""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.page import Link
from linkfinder.storage.among import among
from linkfinder.storage.batches import chunks, ids, insert, insert_missing
from linkfinder.storage.pages import ReadPage
from linkfinder.storage.sites import ensure_sites
from linkfinder.storage.statements import Row
from linkfinder.storage.tables import LinkRow, TargetRow
from linkfinder.urls import site_of, url_key

MATTERS = 0.1
"""The relevance from which a page's links are kept. An editor of an unrelated page has no reason to take our link, and
nine tenths of the links met on a crawl stand on such pages; the bar is low, because a page is asked about its dead
links at the niche's own, higher one, and that one may be moved later."""

LINKS_A_PAGE = 2_000
"""Links kept of one page. The longest hand-made resource lists stay below; what is longer is generated."""


def replace_links(session: Session, pages: Sequence[ReadPage], matters: float = MATTERS) -> int:
    """Store the outbound links of the pages that matter or have opportunities, in place of their old ones.

    Pages whose links were stored before are kept up to date whatever they are worth to this niche. Returns how many
    links were stored.
    """
    had_links = _with_links(session, [read.id for read in pages])
    kept = [read for read in pages if read.id in had_links or _matters(read, matters)]
    links = [(read, position, link) for read in kept for position, link in outbound(read)]
    targets = _ensure_targets(session, links)
    for part in chunks(sorted(had_links)):
        session.execute(sa.delete(LinkRow).where(among(LinkRow.page_id, part)))
    insert(session, LinkRow, [_row(read, position, link, targets) for read, position, link in links])
    return len(links)


def outbound(read: ReadPage) -> Iterator[tuple[int, Link]]:
    """Yield the links of a page that leave its site, each with its position on the page."""
    count = 0
    for position, link in enumerate(read.page.links):
        if count == LINKS_A_PAGE:
            return
        if site_of(link.url) not in ("", read.site):
            count += 1
            yield position, link


def _matters(read: ReadPage, matters: float) -> bool:
    return read.visit.relevance >= matters or bool(read.visit.judgement.opportunities)


def _with_links(session: Session, page_ids: Sequence[int]) -> set[int]:
    return {
        page_id
        for part in chunks(sorted(page_ids))
        for page_id in session.scalars(sa.select(LinkRow.page_id).where(among(LinkRow.page_id, part)).distinct())
    }


def _ensure_targets(session: Session, links: Sequence[tuple[ReadPage, int, Link]]) -> dict[str, int]:
    """Return the number of each address that is linked to, after adding those that are new."""
    keys = {link.url: url_key(link.url) for _, _, link in links}
    known = ids(session, TargetRow, "key", keys.values())
    new = sorted(url for url, key in keys.items() if key not in known)
    if new:
        sites = {url: site_of(url) for url in new}
        numbers = ensure_sites(session, sites.values(), min(read.visit.fetched for read, _, _ in links))
        rows = [{"key": keys[url], "url": url, "site_id": numbers[sites[url]]} for url in new]
        insert_missing(session, TargetRow, rows, ["key"])
        known |= ids(session, TargetRow, "key", [keys[url] for url in new])
    return {url: known[key] for url, key in keys.items()}


def _row(read: ReadPage, position: int, link: Link, targets: dict[str, int]) -> Row:
    return {
        "page_id": read.id,
        "position": position,
        "target_id": targets[link.url],
        "anchor": link.anchor,
        "rel": " ".join(link.rel),
        "place": link.place.value,
        "sentence": link.sentence,
        "heading": link.heading,
        "href": link.href,
        "is_image": link.is_image,
    }
