"""Signals of a guest-post page: what says that outside authors may publish there, each with its quote.

A signal is counted once a statement and has a weight of 0 to 1; what the signals are worth together is decided in
`detector`. Words in menus, headers and footers are no signals.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from linkfinder.data.form_services import form_service_of
from linkfinder.kinds.guest_post.acceptance import Acceptance, site_names
from linkfinder.kinds.guest_post.invitations import Invitation, InvitationForm
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.model.niche import PhraseGroup
from linkfinder.model.opportunity import Evidence
from linkfinder.model.page import EDITORIAL_PLACES, BlockRole, ContactKind, Form, Link, Page, Place
from linkfinder.text.folding import fold
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import guest_post_slugs, phrase_matcher
from linkfinder.urls import path_of


class Signal(StrEnum):
    """What a signal says."""

    TITLE = "title"
    TITLE_WEAK = "title_weak"
    MAIN_HEADING = "main_heading"
    HEADING = "heading"
    SLUG = "slug"
    ACCEPTS = "accepts"
    OFFERS = "offers"
    INVITES = "invites"
    GUEST = "guest"
    SENDS = "sends"
    SUBMITS = "submits"
    EMAIL = "email"
    FORM = "form"
    FORM_LINK = "form_link"
    ACCOUNT = "account"
    MONEY = "money"
    LENGTH = "length"
    ORIGINAL = "original"
    BIO = "bio"
    IMAGES = "images"
    FORMAT = "format"
    REVIEW = "review"
    LINKS = "links"
    AI = "ai"
    TOPICS = "topics"
    PITCH_FIRST = "pitch_first"
    BENEFIT = "benefit"
    FIRST_PERSON = "first_person"


_GROUPS_BY_SIGNAL = {
    Signal.ORIGINAL: (Group.ORIGINAL,),
    Signal.BIO: (Group.BIO,),
    Signal.IMAGES: (Group.IMAGES,),
    Signal.FORMAT: (Group.FORMAT,),
    Signal.REVIEW: (Group.REVIEW,),
    Signal.LINKS: (Group.LINKS, Group.DOFOLLOW, Group.NOFOLLOW, Group.NO_LINKS),
    Signal.AI: (Group.AI,),
    Signal.TOPICS: (Group.TOPICS,),
    Signal.PITCH_FIRST: (Group.PITCH_FIRST,),
    Signal.BENEFIT: (Group.BENEFIT,),
    Signal.ACCOUNT: (Group.ACCOUNT,),
}
REQUIREMENT_SIGNALS = (frozenset(_GROUPS_BY_SIGNAL) | {Signal.LENGTH}) - {Signal.ACCOUNT, Signal.BENEFIT}
"""What is asked of an article."""

_ONE_PHRASE_SIGNALS = _GROUPS_BY_SIGNAL | {Signal.GUEST: (Group.GUEST,), Signal.MONEY: (Group.FEE, Group.PAYS_AUTHOR)}
"""Signals that one phrase makes."""

_TEXTS = (Group.INVITE, Group.INCOMING, Group.GUEST, Group.OBJECT)
_ADDRESS = re.compile(r"[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\))\s?\w")
_WRITE_FOR = re.compile(r"write[-_]?for[-_]?(us|me|our)")
_ADDRESSED = (
    Group.SEND, Group.INVITE, Group.INVITE_WEAK, Group.INVITE_TO, Group.INCOMING, Group.GUEST, Group.REVIEW,
    Group.ACCEPT, Group.PITCH_FIRST, Group.WRITER,
)  # fmt: skip
_LENGTH = re.compile(r"\d[\d.,\s]{0,6}\d")
_INDEX = re.compile(r"(index|default|home|page)(\.\w+)?")
_ENDING = re.compile(r"\.(html?|php|aspx?|md|jsp)$")
_INVITE_GROUPS = (Group.INVITE, Group.GUIDELINES)
_OFFERED = 0.5
"""`You can write an article and send it to us` accepts, if less plainly than `we accept articles`."""

_ANNOUNCED = 0.7
"""Of a title that announces by its parts (`sending in articles`): it may also be about texts of the site's own."""

_SHORT_HEADING = 9
"""Words: a heading that invites is a short one; a longer one is a sentence that mentions it."""


@dataclass(frozen=True, slots=True)
class FoundSignal:
    """A signal, how strong it is here (0 to 1), and the evidence."""

    signal: Signal
    weight: float
    evidence: Evidence


def find_signals(
    reading: PageStatements, stances: Iterable[Acceptance], invitations: Iterable[Invitation] = ()
) -> list[FoundSignal]:
    """Return every signal of a guest-post page, in the order title, address, text, forms and links."""
    names = site_names(reading)
    found = [*_title_signals(reading, names), *_slug_signals(reading.page, reading.extra)]
    for statement in reading.statements:
        if statement.groups:  # every signal needs a phrase, and most statements hold none
            found += _statement_signals(statement, names)
    found += _main_heading_signals(reading, names)
    found += (
        FoundSignal(Signal.ACCEPTS, s.weight, s.statement.evidence(Signal.ACCEPTS)) for s in stances if not s.is_negated
    )
    found += (
        FoundSignal(Signal.SUBMITS, 1.0, each.statement.evidence(Signal.SUBMITS))
        for each in invitations
        if each.form is InvitationForm.SUBMITS
    )
    return [
        *found,
        *_first_person_signals(reading),
        *_form_signals(reading),
        *_link_signals(reading.page.shown_links),
        *_email_signals(reading.page),
    ]


def _title_signals(reading: PageStatements, names: Iterable[str]) -> Iterator[FoundSignal]:
    title = reading.title
    if title.says(*_INVITE_GROUPS) or _invites_to_site(title, names):
        yield FoundSignal(Signal.TITLE, 1.0, title.evidence(Signal.TITLE))
    elif title.says(Group.GUEST):
        yield FoundSignal(Signal.TITLE, 0.7, title.evidence(Signal.TITLE))
    elif announces_submitting(reading, title):
        yield FoundSignal(Signal.TITLE, _ANNOUNCED, title.evidence(Signal.TITLE))
    elif title.says(Group.INVITE_WEAK):
        yield FoundSignal(Signal.TITLE_WEAK, 1.0, title.evidence(Signal.TITLE_WEAK))


def _invites_to_site(statement: Statement, names: Iterable[str]) -> bool:
    """Tell whether `write for` is followed by the site's own name, or opens a short heading."""
    for hit in statement.of(Group.INVITE_TO):
        after = statement.folded[hit.end : hit.end + 40]
        if hit.start == 0 and len(statement.folded.split()) <= _SHORT_HEADING:
            return True
        if any(name in after for name in names):
            return True
    return False


def last_segment(url: str) -> str:
    """Return the last named part of an address, folded, without its ending: `write-for-us`."""
    parts = [part for part in unquote(path_of(url)).split("/") if part]
    while parts and _INDEX.fullmatch(parts[-1]):
        parts.pop()
    return _ENDING.sub("", fold(parts[-1])) if parts else ""


def has_guest_post_slug(page: Page, extra: tuple[PhraseGroup, ...]) -> bool:
    """Tell whether the last part of the URL is a guest-post slug, or begins or ends with one."""
    return _slug_weight(page, extra) > 0


def _slug_signals(page: Page, extra: tuple[PhraseGroup, ...]) -> Iterator[FoundSignal]:
    if weight := _slug_weight(page, extra):
        yield FoundSignal(Signal.SLUG, weight, Evidence(Signal.SLUG, path_of(page.url)[:200], Place.HEADER))


def _slug_weight(page: Page, extra: tuple[PhraseGroup, ...]) -> float:
    """Return 1 when the whole last part is a guest-post slug, less when it only begins or ends with one, 0 otherwise.

    URLs of articles about guest posting contain such words too, so beginning with them proves little.
    """
    segment = last_segment(page.url)
    slugs = guest_post_slugs(extra)
    if segment in slugs or _WRITE_FOR.search(segment):
        return 1.0
    words = re.split(r"[-_]", segment)
    if len(words) > _SHORT_HEADING:
        return 0.0
    parts = {"-".join(words[:n]) for n in (2, 3, 4)} | {"-".join(words[-n:]) for n in (2, 3)}
    return 0.6 if parts & slugs else 0.0


def _main_heading_signals(reading: PageStatements, names: Iterable[str]) -> Iterator[FoundSignal]:
    """Yield the signal of a main heading: the first of all, or any of the first level."""
    for index, heading in enumerate(reading.headings):
        is_main = index == 0 or heading.level == 1
        if is_main and (
            heading.says(*_INVITE_GROUPS, Group.GUEST)
            or _invites_to_site(heading, names)
            or announces_submitting(reading, heading)
        ):
            yield FoundSignal(Signal.MAIN_HEADING, 1.0, heading.evidence(Signal.MAIN_HEADING))


def announces_submitting(reading: PageStatements, heading: Statement) -> bool:
    """Tell whether a short title or heading announces texts from outside by its parts.

    These are `sending in articles`, `write on this site`, `rules for authors` and `become an author`.
    """
    if len(heading.folded.split()) > _SHORT_HEADING:
        return False
    grammar = reading.grammar_of(heading)
    groups = {hit.group for hit in grammar}
    acts = heading.of(Group.SUBMITTING)
    if Group.WRITE in groups and Group.OWN_SITE in groups:
        return True
    texts = heading.of(Group.OBJECT, Group.INCOMING, Group.GUEST)
    if any(not act.overlaps(text) for act in acts for text in texts):
        return True
    if Group.GUIDE in groups and heading.says(Group.WRITER, Group.INCOMING, Group.GUEST):
        return True
    return Group.BECOME in groups and heading.says(Group.WRITER)


def _first_person_signals(reading: PageStatements) -> Iterator[FoundSignal]:
    """Yield the first statement in which the site speaks of itself to writers: guides about other sites never do."""
    for statement in reading.saying(*_ADDRESSED):
        if names_address(statement) or any(hit.group is Group.FIRST_PERSON for hit in reading.grammar_of(statement)):
            yield FoundSignal(Signal.FIRST_PERSON, 1.0, statement.evidence(Signal.FIRST_PERSON))
            return


def names_address(statement: Statement) -> bool:
    """Tell whether a statement says to send something to a mail address: only who receives it says so."""
    return statement.says(Group.SEND) and _ADDRESS.search(statement.text) is not None


def _statement_signals(statement: Statement, names: Iterable[str]) -> Iterator[FoundSignal]:
    is_short = len(statement.folded.split()) <= _SHORT_HEADING
    if statement.role is BlockRole.HEADING and is_short:
        if statement.says(*_INVITE_GROUPS) or _invites_to_site(statement, names):
            yield FoundSignal(Signal.HEADING, 1.0, statement.evidence(Signal.HEADING))
        elif statement.says(Group.GUEST, Group.INVITE_WEAK):
            yield FoundSignal(Signal.HEADING, 0.5, statement.evidence(Signal.HEADING))
    elif statement.says(*_INVITE_GROUPS) or _invites_to_site(statement, names):
        yield FoundSignal(Signal.INVITES, 1.0, statement.evidence(Signal.INVITES))
    yield from _text_signals(statement)


def _text_signals(statement: Statement) -> Iterator[FoundSignal]:
    yield from _two_phrase_signals(statement)
    if statement.says(Group.WORDS, Group.CHARACTERS) and _LENGTH.search(statement.folded):
        yield FoundSignal(Signal.LENGTH, 1.0, statement.evidence(Signal.LENGTH))
    for sign, groups in _ONE_PHRASE_SIGNALS.items():
        if statement.says(*groups):
            yield FoundSignal(sign, 1.0, statement.evidence(sign))


def _two_phrase_signals(statement: Statement) -> Iterator[FoundSignal]:
    """Yield what takes two phrases in one sentence: an offer and a text, a sending and a text or an address."""
    has_text = statement.says(*_TEXTS)
    if statement.says(Group.OFFER) and (has_text or statement.says(Group.INVITE_WEAK)):
        yield FoundSignal(Signal.OFFERS, 1.0, statement.evidence(Signal.OFFERS))
    if not statement.says(Group.SEND):
        return
    if has_text or _ADDRESS.search(statement.text):
        yield FoundSignal(Signal.SENDS, 1.0, statement.evidence(Signal.SENDS))
    if has_text and statement.says(Group.OFFER):
        yield FoundSignal(Signal.ACCEPTS, _OFFERED, statement.evidence(Signal.ACCEPTS))


def _form_signals(reading: PageStatements) -> Iterator[FoundSignal]:
    for form in reading.page.forms:
        if form.place in EDITORIAL_PLACES and (weight := _form_weight(form, reading)):
            yield FoundSignal(
                Signal.FORM, weight, Evidence(Signal.FORM, (form.text or " ".join(form.fields))[:300], form.place)
            )


def _form_weight(form: Form, reading: PageStatements) -> float:
    """Return how surely a form takes articles: 1 when its fields ask for one, half when it only takes a long text."""
    text = fold(" . ".join((*form.fields, form.text)))
    groups = {hit.group for hit in phrase_matcher(reading.extra).find(text, reading.languages)}
    if groups & {Group.INCOMING, Group.GUEST, Group.OBJECT, Group.BIO, Group.PITCH_FIRST}:
        return 1.0
    return 0.5 if form.has_textarea or form.has_upload else 0.0


def _link_signals(links: Iterable[Link]) -> Iterator[FoundSignal]:
    for link in links:
        if link.place in EDITORIAL_PLACES and form_service_of(link.url):
            yield FoundSignal(
                Signal.FORM_LINK, 1.0, Evidence(Signal.FORM_LINK, link.sentence or link.anchor, link.place)
            )


def _email_signals(page: Page) -> Iterator[FoundSignal]:
    for contact in page.contacts:
        if contact.kind is ContactKind.EMAIL and contact.place in EDITORIAL_PLACES:
            yield FoundSignal(Signal.EMAIL, 1.0, Evidence(Signal.EMAIL, contact.value, contact.place))
