"""How a text gets to the editor, and whom to write to."""

from collections.abc import Iterable
from dataclasses import replace

from linkfinder.kinds.guest_post.signals import FoundSignal, Signal
from linkfinder.kinds.sections import Section
from linkfinder.kinds.statements import PageStatements
from linkfinder.model.page import EDITORIAL_PLACES, Contact, ContactKind
from linkfinder.text.folding import fold
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import phrases_of

EMAIL, FORM, ACCOUNT, PITCH_FIRST = "email", "form", "account", "pitch_first"

_NEVER_WRITE = frozenset(
    ("privacy", "legal", "abuse", "dpo", "datenschutz", "jobs", "careers", "career", "hr", "billing", "noreply",
     "no-reply", "webmaster", "postmaster", "security", "unsubscribe", "invoices", "rechnung", "karriere", "bewerbung",
     "rgpd", "gdpr")
)  # fmt: skip
"""Mailboxes of people who do not edit."""

_MAX_CONTACTS = 6
"""More addresses than this on one page are a staff list; the best come first."""


def submission_methods(reading: PageStatements, signals: Iterable[FoundSignal]) -> tuple[str, ...]:
    """Return how to submit: `email`, `form`, `account`, `pitch_first`, in this order."""
    kinds = {found.signal for found in signals}
    has_email = any(c.kind is ContactKind.EMAIL and c.place in EDITORIAL_PLACES for c in reading.page.contacts)
    says_form = any(s.says(Group.SEND) for s in reading.saying(Group.FORM))
    found = {
        EMAIL: has_email,
        FORM: bool(kinds & {Signal.FORM, Signal.FORM_LINK}) or says_form,
        ACCOUNT: Signal.ACCOUNT in kinds,
        PITCH_FIRST: Signal.PITCH_FIRST in kinds,
    }
    return tuple(name for name, is_found in found.items() if is_found)


def contributor_contacts(reading: PageStatements, section: Section | None = None) -> tuple[Contact, ...]:
    """Return the page's contacts, those for contributors first and those who never edit left out.

    The addresses that stand in the inviting `section` take its texts: their role is `editorial`, whatever their name.
    """
    page, roles = reading.page, phrases_of(Group.ROLES, reading.extra)
    useful = [contact for contact in page.contacts if _mailbox(contact) not in _NEVER_WRITE]
    if section is not None:
        text = " ".join(statement.folded for statement in section.statements)
        useful = [replace(each, role="editorial") if _is_said_in(text, each) else each for each in useful]
    return tuple(sorted(useful, key=lambda contact: _rank(contact, roles))[:_MAX_CONTACTS])


def _is_said_in(folded: str, contact: Contact) -> bool:
    return contact.kind is ContactKind.EMAIL and fold(contact.value) in folded


def _mailbox(contact: Contact) -> str:
    return fold(contact.value.partition("@")[0]) if contact.kind is ContactKind.EMAIL else ""


def _rank(contact: Contact, roles: frozenset[str]) -> tuple[int, int, int]:
    """Return a sort key: the text before the footer, e-mail before form before profile, editors before others."""
    kinds = (ContactKind.EMAIL, ContactKind.FORM, ContactKind.PERSON, ContactKind.SOCIAL)
    box = _mailbox(contact)
    parts = {box, *box.replace("_", ".").replace("-", ".").split(".")}
    is_editor = bool(parts & roles) or contact.role == "editorial"
    return (0 if contact.place in EDITORIAL_PLACES else 1, kinds.index(contact.kind), 0 if is_editor else 1)
