"""An opportunity for a link: its kind, its page, its facts, how certain it is, and the sentences that prove it."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from linkfinder.model.page import Contact, Place
from linkfinder.urls import canonical


class OpportunityState(StrEnum):
    """Whether the opportunity stands now, such as whether the site takes guest posts."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class MentionState(StrEnum):
    """Whether and how the page of a mention links to the brand."""

    UNLINKED = "unlinked"
    LINKED_BODY = "linked_body"
    LINKED_ELSEWHERE = "linked_elsewhere"
    LINKED_NOFOLLOW = "linked_nofollow"
    LINKED_IMAGE = "linked_image"
    LINKED_WRONG_URL = "linked_wrong_url"
    LINKED_THIRD_PARTY = "linked_third_party"


class Facts(Protocol):
    """What only one kind of opportunity has: a frozen dataclass of texts, numbers, dates, enums and dataclasses."""

    def identity(self, page_url: str, site: str) -> tuple[str, ...]:
        """Return what makes two opportunities of this kind, found on `page_url` of `site`, the same one."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote from the page, at most 300 characters, that supports or contradicts a judgement."""

    signal: str
    quote: str
    place: Place = Place.BODY


@dataclass(frozen=True, slots=True)
class Mention:
    """A brand's name on a page. `count` is on the whole page, `sentence` is the best one."""

    brand: str
    state: MentionState
    sentence: str
    place: Place = Place.BODY
    count: int = 1
    author: str = ""
    linked_url: str = ""  # where the page links to instead, if anywhere
    competitors_linked: tuple[str, ...] = ()
    asset_url: str = ""  # the page of ours a link should go to

    def identity(self, page_url: str, site: str) -> tuple[str, ...]:  # noqa: ARG002 (the shape of all facts)
        """Return the page and the brand."""
        return (canonical(page_url), self.brand)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that was rejected: the reason, and the quotes that decided it."""

    kind: str
    reason: str  # a reason code such as article_about, agency, closed_site
    evidence: tuple[Evidence, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk, 0 to 100 points, with its reason. `is_waste`: the link may do nothing; else it may look like a scheme."""

    name: str
    points: int
    reason: str
    is_waste: bool = False


@dataclass(frozen=True, slots=True)
class Opportunity:
    """An opportunity for a link. `kind` is the name of its kind; `relevance` and `confidence` are 0 to 1."""

    kind: str
    niche: str
    page_url: str
    site: str
    facts: Facts
    state: OpportunityState = OpportunityState.UNKNOWN
    page_title: str = ""
    language: str = ""
    relevance: float = 0.0
    relevance_reason: str = ""
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    contacts: tuple[Contact, ...] = ()
    risks: tuple[Risk, ...] = ()
    published: date | None = None
    modified: date | None = None

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two of a kind the same one, as their facts say it, such as the page and the dead URL."""
        return self.facts.identity(self.page_url, self.site)

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits, the same in every run for the same opportunity."""
        text = "\x1f".join((self.niche, self.kind, *self.identity))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one detector says of one page. `mentions` holds every brand state seen, also the linked ones."""

    opportunities: tuple[Opportunity, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    mentions: tuple[Mention, ...] = ()
