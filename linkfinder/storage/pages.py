"""Pages as they were at their last fetch, with their outbound links and their contacts.

The HTML is never kept. `last_changed` moves only with the content, so it says when a page was last worked on. A page's
links are replaced when it is read again; links inside a site are kept by the frontier only. A contact is kept once for
its site, with the page it was first found on.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.page import Contact, ContactKind, FoundDate, Link, Page, PageClass, Place
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage.batches import (
    AnyRow,
    chunks,
    core_table,
    ids,
    in_list,
    insert_columns,
    insert_missing,
    select_among,
    update,
    upsert,
)
from linkfinder.storage.bulk_insert import ColumnValues, RowValues
from linkfinder.storage.codec import to_json
from linkfinder.storage.columns import clean_text, finite
from linkfinder.storage.sites import ensure_sites
from linkfinder.storage.tables import ContactRow, LinkRow, NichePageRow, OpportunityRow, PageRow, SightingRow, TargetRow
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


_MIN_RELEVANCE = 0.1
"""The relevance from which a page's links are kept. An editor of an unrelated page has no reason to take our link, and
nine tenths of the links met on a crawl stand on such pages; the bar is low, because a page is checked for dead
links at the niche's own, higher one, and that one may be moved later."""

MAX_LINKS_PER_PAGE = 5_000
"""Links kept of one page: as many as are read of one (`analysis.walk`), so that nothing that was read is lost."""

_PAGE_ID = core_table(LinkRow).c.page_id
_LINKING = sa.select(_PAGE_ID).where(in_list(_PAGE_ID)).distinct()
_DELETING = sa.delete(core_table(LinkRow)).where(in_list(_PAGE_ID))


def replace_links(session: Session, pages: Sequence[StoredPage], matters: float = _MIN_RELEVANCE) -> int:
    """Store the outbound links of the pages that matter or have opportunities, in place of their old ones.

    Pages whose links were stored before are kept up to date whatever their relevance to this niche. Returns how many
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


_MAX_VALUE_LENGTH = 500
"""Characters of a contact: an e-mail address has 254 at most (RFC 5321), a profile's address rarely 200."""

MAX_SITE_CONTACTS = 5
"""Contacts of its site that an opportunity is given beside its page's own: nobody writes to a sixth."""

_CONTACT_IDENTITY = ("site_id", "kind", "value")
_ROLES = ("editorial", "press", "general")  # inboxes of the site, wherever they were met; the best one first
_SITE_WIDE = (Place.HEADER, Place.NAV, Place.SIDEBAR, Place.FOOTER)  # such contacts are those of the whole site
_WRITABLE = (ContactKind.EMAIL, ContactKind.FORM)


def store_contacts(session: Session, pages: Sequence[StoredPage]) -> int:
    """Store the contacts found on pages; of those known before only the time moves. Returns how many there were."""
    rows: dict[tuple[int, str, str], RowValues] = {}
    for read in pages:
        for contact in read.page.contacts:
            row = _contact_row(read, contact)
            rows.setdefault((row["site_id"], row["kind"], row["value"]), row)
    kept = ("page_id", "found_by", "role", "place", "first_seen")
    upsert(session, ContactRow, [rows[identity] for identity in sorted(rows)], _CONTACT_IDENTITY, kept=kept)
    return len(rows)


def site_contacts(session: Session, site_ids: Collection[int]) -> dict[int, tuple[Contact, ...]]:
    """Return the contacts of each site that a message can reach, the best first, from whatever page.

    A person's address below an article is not the site's: on a platform it is another author's.
    """
    found: dict[int, list[Contact]] = {}
    for part in chunks(sorted(set(site_ids))):
        for row in session.execute(_of_the_site().where(ContactRow.site_id.in_(part))):
            found.setdefault(row.site_id, []).append(_contact(row))
    return {site_id: tuple(sorted(contacts, key=_rank)[:MAX_SITE_CONTACTS]) for site_id, contacts in found.items()}


def contacts_of_pages(session: Session, page_ids: Sequence[int]) -> dict[int, tuple[Contact, ...]]:
    """Return the contacts that were first found on each page."""
    found: dict[int, list[Contact]] = {}
    for part in chunks(sorted(page_ids)):
        for row in session.execute(_with_pages().where(ContactRow.page_id.in_(part)).order_by(ContactRow.id)):
            found.setdefault(row.page_id, []).append(_contact(row))
    return {page_id: tuple(contacts) for page_id, contacts in found.items()}


def _with_pages() -> sa.Select[Any]:
    names = ("site_id", "page_id", "kind", "value", "found_by", "role", "place")
    columns = (core_table(ContactRow).c[name] for name in names)
    return sa.select(*columns, PageRow.url).join(PageRow, PageRow.id == ContactRow.page_id)


def _of_the_site() -> sa.Select[Any]:
    is_form = sa.and_(ContactRow.kind == ContactKind.FORM, ContactRow.place != Place.COMMENT)
    speaks_for_it = sa.or_(ContactRow.role.in_(_ROLES), ContactRow.place.in_(_SITE_WIDE), is_form)
    return _with_pages().where(ContactRow.kind.in_(_WRITABLE), speaks_for_it)


def _rank(contact: Contact) -> tuple[int, int, str]:
    role = _ROLES.index(contact.role) if contact.role in _ROLES else len(_ROLES)
    return role, _WRITABLE.index(contact.kind), contact.value


def _contact(row: sa.Row[Any]) -> Contact:
    return Contact(ContactKind(row.kind), row.value, row.found_by, row.role, Place(row.place), row.url)


def _contact_row(read: StoredPage, contact: Contact) -> RowValues:
    return {
        "site_id": read.site_id,
        "page_id": read.id,
        "kind": contact.kind.value,
        "value": clean_text(contact.value, _MAX_VALUE_LENGTH),
        "found_by": contact.found_by,
        "role": contact.role,
        "place": contact.place.value,
        "first_seen": read.visit.fetched,
        "last_seen": read.visit.fetched,
    }
