"""The signs of a door: what on a page says that outsiders may publish there, each with the words that say it.

A sign is counted once a statement and has a weight of 0 to 1; what the signs are worth together is decided in
`guest_post`. Words in menus, headers and footers are no signs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from linkfinder.analysis.normal import fold
from linkfinder.analysis.phrases import Group, door_slugs, phrase_book
from linkfinder.detectors.acceptance import Acceptance, site_names
from linkfinder.detectors.statements import Reading, Statement
from linkfinder.model.niche import PhraseGroup
from linkfinder.model.opportunity import Evidence
from linkfinder.model.page import EDITORIAL_PLACES, BlockRole, ContactKind, Form, Link, Page, Place
from linkfinder.urls import path_of


class Sign(StrEnum):
    """What a sign says."""

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
    OWN_VOICE = "own_voice"


_REQUIREMENTS = {
    Sign.ORIGINAL: (Group.ORIGINAL,),
    Sign.BIO: (Group.BIO,),
    Sign.IMAGES: (Group.IMAGES,),
    Sign.FORMAT: (Group.FORMAT,),
    Sign.REVIEW: (Group.REVIEW,),
    Sign.LINKS: (Group.LINKS, Group.DOFOLLOW, Group.NOFOLLOW, Group.NO_LINKS),
    Sign.AI: (Group.AI,),
    Sign.TOPICS: (Group.TOPICS,),
    Sign.PITCH_FIRST: (Group.PITCH_FIRST,),
    Sign.BENEFIT: (Group.BENEFIT,),
    Sign.ACCOUNT: (Group.ACCOUNT,),
}
REQUIREMENTS = (frozenset(_REQUIREMENTS) | {Sign.LENGTH}) - {Sign.ACCOUNT, Sign.BENEFIT}
"""What is asked of an article."""

_SAID = _REQUIREMENTS | {Sign.GUEST: (Group.GUEST,), Sign.MONEY: (Group.FEE, Group.PAYS_AUTHOR)}
"""Signs that one phrase makes."""

_FORM_HOSTS = re.compile(
    r"^https?://([\w-]+\.)*(forms\.gle|docs\.google\.com/forms|typeform\.com|airtable\.com|jotform\.com|tally\.so|"
    r"submittable\.com|wufoo\.com|cognitoforms\.com|paperform\.co|formstack\.com|forms\.office\.com|framaforms\.org|"
    r"surveymonkey\.com|formspree\.io|webforms\.io|fillout\.com|zfrmz\.com|wj\.qq\.com|wjx\.cn)",
    re.IGNORECASE,
)
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

_SHORT_HEADING = 9
"""Words: a heading that invites is a short one; a longer one is a sentence that mentions it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sign, how strong it is here (0 to 1), and the evidence."""

    sign: Sign
    weight: float
    evidence: Evidence


def find_signs(reading: Reading, stances: Iterable[Acceptance]) -> list[Found]:
    """Return every sign of a door on a page, in the order title, address, text, forms and links."""
    names = site_names(reading)
    found = [*_title_signs(reading.title, names), *_slug_signs(reading.page, reading.extra)]
    for statement in reading.statements:
        if statement.groups:  # every sign takes a phrase, and most statements hold none
            found += _statement_signs(statement, names)
    found += _main_heading_signs(reading, names)
    found += (Found(Sign.ACCEPTS, s.weight, s.statement.evidence(Sign.ACCEPTS)) for s in stances if not s.is_negated)
    return [
        *found,
        *_voice_signs(reading),
        *_form_signs(reading),
        *_link_signs(reading.page.links),
        *_email_signs(reading.page),
    ]


def _title_signs(title: Statement, names: Iterable[str]) -> Iterator[Found]:
    if title.says(*_INVITE_GROUPS) or _invites_to_site(title, names):
        yield Found(Sign.TITLE, 1.0, title.evidence(Sign.TITLE))
    elif title.says(Group.GUEST):
        yield Found(Sign.TITLE, 0.7, title.evidence(Sign.TITLE))
    elif title.says(Group.INVITE_WEAK):
        yield Found(Sign.TITLE_WEAK, 1.0, title.evidence(Sign.TITLE_WEAK))


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


def has_door_slug(page: Page, extra: tuple[PhraseGroup, ...]) -> bool:
    """Tell whether the last part of the address names a door."""
    return _slug_weight(page, extra) > 0


def _slug_signs(page: Page, extra: tuple[PhraseGroup, ...]) -> Iterator[Found]:
    if weight := _slug_weight(page, extra):
        yield Found(Sign.SLUG, weight, Evidence(Sign.SLUG, path_of(page.url)[:200], Place.HEADER))


def _slug_weight(page: Page, extra: tuple[PhraseGroup, ...]) -> float:
    """Return 1 when the whole last part names a door, less when it only begins or ends so, 0 otherwise.

    Articles about guest posting have addresses that contain a door's words too, so beginning with them proves little.
    """
    segment = last_segment(page.url)
    slugs = door_slugs(extra)
    if segment in slugs or _WRITE_FOR.search(segment):
        return 1.0
    words = re.split(r"[-_]", segment)
    if len(words) > _SHORT_HEADING:
        return 0.0
    parts = {"-".join(words[:n]) for n in (2, 3, 4)} | {"-".join(words[-n:]) for n in (2, 3)}
    return 0.6 if parts & slugs else 0.0


def _main_heading_signs(reading: Reading, names: Iterable[str]) -> Iterator[Found]:
    """Yield the sign of a main heading: the first of all, or any of the first level."""
    for index, heading in enumerate(reading.headings):
        is_main = index == 0 or heading.level == 1
        if is_main and (heading.says(*_INVITE_GROUPS, Group.GUEST) or _invites_to_site(heading, names)):
            yield Found(Sign.MAIN_HEADING, 1.0, heading.evidence(Sign.MAIN_HEADING))


def _voice_signs(reading: Reading) -> Iterator[Found]:
    """Yield the first statement in which the site speaks of itself to writers: guides about other sites never do."""
    for statement in reading.saying(*_ADDRESSED):
        if any(hit.group is Group.FIRST_PERSON for hit in reading.grammar_of(statement)):
            yield Found(Sign.OWN_VOICE, 1.0, statement.evidence(Sign.OWN_VOICE))
            return


def _statement_signs(statement: Statement, names: Iterable[str]) -> Iterator[Found]:
    is_short = len(statement.folded.split()) <= _SHORT_HEADING
    if statement.role is BlockRole.HEADING and is_short:
        if statement.says(*_INVITE_GROUPS) or _invites_to_site(statement, names):
            yield Found(Sign.HEADING, 1.0, statement.evidence(Sign.HEADING))
        elif statement.says(Group.GUEST, Group.INVITE_WEAK):
            yield Found(Sign.HEADING, 0.5, statement.evidence(Sign.HEADING))
    elif statement.says(*_INVITE_GROUPS) or _invites_to_site(statement, names):
        yield Found(Sign.INVITES, 1.0, statement.evidence(Sign.INVITES))
    yield from _text_signs(statement)


def _text_signs(statement: Statement) -> Iterator[Found]:
    yield from _asking_signs(statement)
    if statement.says(Group.WORDS, Group.CHARACTERS) and _LENGTH.search(statement.folded):
        yield Found(Sign.LENGTH, 1.0, statement.evidence(Sign.LENGTH))
    for sign, groups in _SAID.items():
        if statement.says(*groups):
            yield Found(sign, 1.0, statement.evidence(sign))


def _asking_signs(statement: Statement) -> Iterator[Found]:
    """Yield what takes two phrases in one sentence: an offer and a text, a sending and a text or an address."""
    has_text = statement.says(*_TEXTS)
    if statement.says(Group.OFFER) and (has_text or statement.says(Group.INVITE_WEAK)):
        yield Found(Sign.OFFERS, 1.0, statement.evidence(Sign.OFFERS))
    if not statement.says(Group.SEND):
        return
    if has_text or _ADDRESS.search(statement.text):
        yield Found(Sign.SENDS, 1.0, statement.evidence(Sign.SENDS))
    if has_text and statement.says(Group.OFFER):
        yield Found(Sign.ACCEPTS, _OFFERED, statement.evidence(Sign.ACCEPTS))


def _form_signs(reading: Reading) -> Iterator[Found]:
    for form in reading.page.forms:
        if form.place in EDITORIAL_PLACES and (weight := _form_weight(form, reading)):
            yield Found(Sign.FORM, weight, Evidence(Sign.FORM, (form.text or " ".join(form.fields))[:300], form.place))


def _form_weight(form: Form, reading: Reading) -> float:
    """Return how surely a form takes articles: 1 when its fields ask for one, half when it only takes a long text."""
    text = fold(" . ".join((*form.fields, form.text)))
    groups = {hit.group for hit in phrase_book(reading.extra).find(text, reading.languages)}
    if groups & {Group.INCOMING, Group.GUEST, Group.OBJECT, Group.BIO, Group.PITCH_FIRST}:
        return 1.0
    return 0.5 if form.has_textarea or form.has_upload else 0.0


def _link_signs(links: Iterable[Link]) -> Iterator[Found]:
    for link in links:
        if link.place in EDITORIAL_PLACES and _FORM_HOSTS.match(link.url):
            yield Found(Sign.FORM_LINK, 1.0, Evidence(Sign.FORM_LINK, link.sentence or link.anchor, link.place))


def _email_signs(page: Page) -> Iterator[Found]:
    for contact in page.contacts:
        if contact.kind is ContactKind.EMAIL and contact.place in EDITORIAL_PLACES:
            yield Found(Sign.EMAIL, 1.0, Evidence(Sign.EMAIL, contact.value, contact.place))
