"""Whom to write to: the contacts of an opportunity, the best of each sort first."""

from linkfinder.model.opportunity import Opportunity
from linkfinder.model.page import EDITORIAL_PLACES, Contact, ContactKind

# Who opens the letter, from the one who decides to the one who files a ticket. An address without a role stands
# before those of other departments.
_ROLES = ("editorial", "personal", "press", "general", "", "sales", "support")
_NO_EDITORS = frozenset(("sales", "support"))


def best_contact(opportunity: Opportunity, kind: ContactKind) -> Contact | None:
    """Return the contact of a kind that most likely reaches the right person, or None.

    An address in the text of the opportunity's own page comes before those of other pages, whatever their role: the
    page itself says that one may write there. Only those who sell or file tickets do not come first by that.
    """
    found = (each for each in opportunity.contacts if each.kind is kind)
    return min(found, key=lambda each: _rank(each, opportunity.page_url), default=None)


def other_contacts(opportunity: Opportunity) -> tuple[str, ...]:
    """Return the contacts that are the best of no kind, in the order found, each once."""
    shown = {found.value for kind in ContactKind if (found := best_contact(opportunity, kind))}
    return tuple(dict.fromkeys(each.value for each in opportunity.contacts if each.value not in shown))


def _rank(contact: Contact, page_url: str) -> tuple[bool, int]:
    role = contact.role if contact.role in _ROLES else ""
    is_named = contact.page_url == page_url and contact.place in EDITORIAL_PLACES and role not in _NO_EDITORS
    return not is_named, _ROLES.index(role)
