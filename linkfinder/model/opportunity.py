"""A chance for a link: what it is, where, how sure we are, and the words that prove it."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from linkfinder.model.check import Verdict
from linkfinder.model.dead_target import DeadTargetInfo
from linkfinder.model.kind import OpportunityKind
from linkfinder.model.page import Contact, Place
from linkfinder.urls import canonical


class OpportunityState(StrEnum):
    """Whether the door is open."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Cost(StrEnum):
    """Who pays whom."""

    FREE = "free"
    PAID = "paid"
    SPONSORED = "sponsored"
    MIXED = "mixed"
    PAYS_AUTHOR = "pays_author"
    UNKNOWN = "unknown"


class MentionState(StrEnum):
    """What a mention's page does about a link to the brand."""

    UNLINKED = "unlinked"
    LINKED_BODY = "linked_body"
    LINKED_ELSEWHERE = "linked_elsewhere"
    LINKED_NOFOLLOW = "linked_nofollow"
    LINKED_IMAGE = "linked_image"
    LINKED_WRONG_URL = "linked_wrong_url"
    LINKED_THIRD_PARTY = "linked_third_party"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that speak for (or against) a judgement: at most 300 characters, quoted from the page."""

    signal: str
    quote: str
    place: Place = Place.BODY


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs, as far as the page says. `currency` is an ISO 4217 code, `unit` for example `post` or `word`."""

    amount: float
    currency: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Requirements:
    """What an editor asks of an article. Numbers are words; an empty string means the page does not say."""

    min_words: int | None = None
    max_words: int | None = None
    links_allowed: int | None = None
    link_policy: str = ""  # dofollow, nofollow, sponsored, none, on_request
    bio: bool = False
    images: bool = False
    exclusive: bool = False
    ai_policy: str = ""  # forbidden, disclose, allowed
    response_time: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuestPost:
    """What a site that takes articles says about it. `method` holds email, form, account, pitch_first."""

    cost: Cost = Cost.UNKNOWN
    price: Price | None = None
    requirements: Requirements = Requirements()
    method: tuple[str, ...] = ()
    recheck: date | None = None  # when a closed door says that it opens again


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A dead link on somebody's page, and what of ours could stand there instead."""

    dead_url: str
    verdict: Verdict
    reason: str
    confirmations: int = 1
    anchor: str = ""
    sentence: str = ""
    heading: str = ""
    place: Place = Place.BODY
    rel: tuple[str, ...] = ()
    status: int | None = None
    final_url: str = ""
    note: str = ""
    asset_url: str = ""
    asset_match: float = 0.0  # 0 to 1: how well the asset replaces what died
    asset_reason: str = ""
    dead_target: DeadTargetInfo = field(default_factory=DeadTargetInfo)  # what died, and whether its domain can be had


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


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that was turned down: why, with the words that decided it."""

    kind: OpportunityKind
    reason: str  # a reason code such as article_about, agency, closed_site
    evidence: tuple[Evidence, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """A danger sign, 0 to 100, with its reason. `is_waste`: it does nothing; otherwise: it looks like a scheme."""

    name: str
    points: int
    reason: str
    is_waste: bool = False


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A chance for a link. `relevance` and `confidence` are 0 to 1."""

    kind: OpportunityKind
    niche: str
    page_url: str
    site: str
    facts: GuestPost | BrokenLink | Mention
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
        """What makes it the same chance: site for guest posts, page and dead URL, page and brand."""
        match self.facts:
            case BrokenLink(dead_url=dead_url):
                return (canonical(self.page_url), canonical(dead_url))
            case Mention(brand=brand):
                return (canonical(self.page_url), brand)
            case GuestPost():
                return (self.site,)

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits that are the same in every run for the same chance."""
        text = "\x1f".join((self.niche, self.kind, *self.identity))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one detector says of one page. `mentions` holds every brand state seen, also the linked ones."""

    opportunities: tuple[Opportunity, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    mentions: tuple[Mention, ...] = ()
