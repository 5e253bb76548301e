"""What was read on a page: text in blocks, links, forms, contacts, dates. Facts only, no judgement."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from linkfinder.model.check import LinkCheck
from linkfinder.model.dead_target import NO_TARGET_INFO, DeadTargetInfo


class Place(StrEnum):
    """Where on the page a text or a link stands."""

    BODY = "body"
    LIST = "list"
    TABLE = "table"
    NAV = "nav"
    HEADER = "header"
    SIDEBAR = "sidebar"
    FOOTER = "footer"
    COMMENT = "comment"
    AUTHOR_BIO = "author_bio"


EDITORIAL_PLACES = frozenset({Place.BODY, Place.LIST, Place.TABLE})
"""The places an editor writes; everything else is furniture or somebody else's words."""

ENDORSING_PLACES = EDITORIAL_PLACES | {Place.SIDEBAR, Place.AUTHOR_BIO}
"""Where a link recommends: blogrolls stand in sidebars, authors' own sites in their bios."""


QUALIFIED_RELS = frozenset({"nofollow", "sponsored", "ugc"})
"""Values of `rel` that tell search engines not to count a link (developers.google.com, "Qualify outbound links")."""


class BlockRole(StrEnum):
    """What kind of text a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    LABEL = "label"  # a button, a form label, an option: words of a control


class PageClass(StrEnum):
    """What sort of answer a page is, judged from the page alone."""

    NORMAL = "normal"
    SOFT_404 = "soft_404"
    PARKED = "parked"
    PLACEHOLDER = "placeholder"
    SUSPENDED = "suspended"


class ContactKind(StrEnum):
    """How somebody can be reached."""

    EMAIL = "email"
    FORM = "form"
    SOCIAL = "social"
    PERSON = "person"


class Block(NamedTuple):
    """A run of visible text, in page order: the text has single spaces and no markup.

    Blocks and links are named tuples: a page has hundreds, and frozen dataclasses take four times as long to make.
    """

    text: str
    place: Place = Place.BODY
    role: BlockRole = BlockRole.PARAGRAPH
    level: int = 0  # 1 to 6 for headings, otherwise 0


class Link(NamedTuple):
    """A link as it stands on the page, its address absolute and canonical."""

    url: str
    anchor: str
    rel: tuple[str, ...] = ()
    place: Place = Place.BODY
    sentence: str = ""  # the words around it, at most 300 characters
    heading: str = ""  # the nearest heading above it
    is_image: bool = False
    href: str = ""  # as written, when that differs from url
    check: LinkCheck | None = None  # the last answer of its target, once asked
    dead_target: DeadTargetInfo = NO_TARGET_INFO  # what a dead target used to be, once looked up
    is_folded: bool = False  # not shown at first (folded menu, tab, noscript), or a frame; not stored

    @property
    def written(self) -> str:
        """The address as its author wrote it, where that is a whole address; otherwise the canonical one."""
        return self.href if self.href.lower().startswith(("http://", "https://")) else self.url


@dataclass(frozen=True, slots=True)
class Form:
    """A form: where it sends to, the names, labels and placeholders of its fields, the plugin that made it."""

    action: str
    fields: tuple[str, ...] = ()
    has_textarea: bool = False
    has_upload: bool = False
    plugin: str = ""
    place: Place = Place.BODY
    text: str = ""  # its visible words, at most 300 characters


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody or something that can be written to, and where that was found."""

    kind: ContactKind
    value: str
    found_by: str  # mailto, text, obfuscated, cloudflare, structured, form, profile, byline ...
    role: str = ""  # editorial, general, sales, support, personal ...
    place: Place = Place.BODY
    page_url: str = ""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the source it came from (for example `json-ld datePublished`)."""

    value: date
    source: str


@dataclass(frozen=True, slots=True)
class StructuredData:
    """What the page says of itself to machines: JSON-LD, microdata and Open Graph in one form."""

    types: tuple[str, ...] = ()
    headline: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""  # as written; analysis.dates turns it into a date
    modified: str = ""
    same_as: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    site_name: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All facts of one page. `url` is canonical; `blocks`, `links` and `contacts` are in page order."""

    url: str
    title: str = ""
    description: str = ""
    language: str = ""  # BCP 47 primary tag, lower case; empty when it cannot be told
    canonical_url: str = ""  # what rel=canonical says, when it is usable
    blocks: tuple[Block, ...] = ()
    main_text: str = ""
    words: int = 0  # of the main text
    links: tuple[Link, ...] = ()
    links_left_out: int = 0  # links beyond the most that are read of one page
    forms: tuple[Form, ...] = ()
    contacts: tuple[Contact, ...] = ()
    structured: StructuredData = field(default_factory=StructuredData)
    published: FoundDate | None = None
    modified: FoundDate | None = None
    page_class: PageClass = PageClass.NORMAL
    class_reason: str = ""
    is_noindex: bool = False
    is_nofollow: bool = False
    needs_browser: str = ""  # why plain HTML was not enough; empty when it was
    generator: str = ""
    accounts: tuple[str, ...] = ()  # of advertising and analytics services, as its scripts name them
    fetched: date | None = None  # the day it was read: what "until next month" counts from
    content_hash: int = 0  # 63-bit, over main text and outbound links: what "changed" means

    @property
    def shown_links(self) -> tuple[Link, ...]:
        """The links whose words readers see without opening anything: those that can be evidence, in page order."""
        return tuple([link for link in self.links if not link.is_folded])

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the page, in order."""
        return tuple(block.text for block in self.blocks if block.role is BlockRole.HEADING)
