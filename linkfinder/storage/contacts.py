"""The contacts of sites: each kept once, with the page it was first found on."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.page import Contact, ContactKind, Place
from linkfinder.storage.batches import chunks, core_table, upsert
from linkfinder.storage.bulk_insert import RowValues
from linkfinder.storage.columns import clean_text
from linkfinder.storage.pages import StoredPage
from linkfinder.storage.tables import ContactRow, PageRow

_MAX_VALUE_LENGTH = 500
"""Characters of a contact: an e-mail address has 254 at most (RFC 5321), a profile's address rarely 200."""

MAX_SITE_CONTACTS = 5
"""Contacts of its site that an opportunity is given beside its page's own: nobody writes to a sixth."""

_IDENTITY = ("site_id", "kind", "value")
_ROLES = ("editorial", "press", "general")  # inboxes of the site, wherever they were met; the best one first
_FURNITURE = (Place.HEADER, Place.NAV, Place.SIDEBAR, Place.FOOTER)  # what stands there speaks for the whole site
_WRITABLE = (ContactKind.EMAIL, ContactKind.FORM)


def store_contacts(session: Session, pages: Sequence[StoredPage]) -> int:
    """Store the contacts found on pages; of those known before only the time moves. Returns how many there were."""
    rows: dict[tuple[int, str, str], RowValues] = {}
    for read in pages:
        for contact in read.page.contacts:
            row = _row(read, contact)
            rows.setdefault((row["site_id"], row["kind"], row["value"]), row)
    kept = ("page_id", "found_by", "role", "place", "first_seen")
    upsert(session, ContactRow, [rows[identity] for identity in sorted(rows)], _IDENTITY, kept=kept)
    return len(rows)


def site_contacts(session: Session, site_ids: Collection[int]) -> dict[int, tuple[Contact, ...]]:
    """Return whom one can write to at each site, the best first, whatever page they were found on.

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
    speaks_for_it = sa.or_(ContactRow.role.in_(_ROLES), ContactRow.place.in_(_FURNITURE), is_form)
    return _with_pages().where(ContactRow.kind.in_(_WRITABLE), speaks_for_it)


def _rank(contact: Contact) -> tuple[int, int, str]:
    role = _ROLES.index(contact.role) if contact.role in _ROLES else len(_ROLES)
    return role, _WRITABLE.index(contact.kind), contact.value


def _contact(row: sa.Row[Any]) -> Contact:
    return Contact(ContactKind(row.kind), row.value, row.found_by, row.role, Place(row.place), row.url)


def _row(read: StoredPage, contact: Contact) -> RowValues:
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
