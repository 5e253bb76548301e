"""Whom to write to: the contacts of an opportunity, the best of each sort first."""

from collections.abc import Sequence

from linkfinder.model.page import Contact, ContactKind

# Who opens the letter, from the one who decides to the one who files a ticket. An address without a role stands
# before those of other departments.
_ROLES = ("editorial", "personal", "press", "general", "", "sales", "support")


def best_contact(contacts: Sequence[Contact], kind: ContactKind) -> Contact | None:
    """Return the contact of a kind that most likely reaches the right person, or None."""
    return min((each for each in contacts if each.kind is kind), key=_place_of_role, default=None)


def other_contacts(contacts: Sequence[Contact]) -> tuple[str, ...]:
    """Return the contacts that are the best of no kind, in the order found, each once."""
    shown = {found.value for kind in ContactKind if (found := best_contact(contacts, kind))}
    return tuple(dict.fromkeys(each.value for each in contacts if each.value not in shown))


def _place_of_role(contact: Contact) -> int:
    role = contact.role if contact.role in _ROLES else ""
    return _ROLES.index(role)
