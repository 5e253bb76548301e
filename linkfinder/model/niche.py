"""What the user wants: topics, brands, assets, seeds and limits of one niche."""

from dataclasses import dataclass, field
from enum import StrEnum

ON_TOPIC_RELEVANCE = 0.3
"""The relevance, 0 to 1, from which a page is about a niche and not merely near it, and a site belongs to it.

Measured on 132 labelled English pages against five invented niches (docs/reference/site-selection.md): 81 % of the
pages on the topic reach it and 13 % of the others, most of which touch the topic. At 0.2 it would be 81 and 18 %, at
0.4 79 and 8 %. A stray word in a short text gives 0.26.
"""


class Campaign(StrEnum):
    """The kind of site links are built for; it decides which methods fit."""

    NEW = "new"
    ESTABLISHED = "established"


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase the niche is about. `weight` is relative; an empty `language` means any."""

    phrase: str
    weight: float = 1.0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """A name whose mentions count, how it may be written, and how to tell it from others of that name."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()  # only a mention when one of these stands near
    never_near: tuple[str, ...] = ()  # not a mention when one of these stands there


@dataclass(frozen=True, slots=True)
class Asset:
    """A page of ours worth linking to."""

    url: str
    title: str
    topics: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Competitor:
    """A site that wants the same links."""

    domain: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a run may cost. `delay` is in seconds, `minutes` is wall-clock time (0: no limit)."""

    sites: int = 1000
    pages_per_site: int = 300
    pages: int = 100_000
    depth: int = 6
    delay: float = 1.0
    minutes: int = 0
    render_pages: int = 200
    render_pages_per_site: int = 10


@dataclass(frozen=True, slots=True)
class LinkCheckOptions:
    """When a dead link is sure enough to be offered, how long an answer is kept, and who is asked about dead ones."""

    confirmations: int = 1
    keep_hours: int = 24
    timeout: float = 15.0
    archive: bool = True  # ask the Wayback Machine what a dead page used to be
    registration: bool = True  # ask the registry whether a dead domain can be registered
    browser: bool = False  # open what seems dead in a browser as well


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What must not be visited or listed."""

    domains: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """Phrases the user adds to a language's pack, for example language `en`, group `invite`."""

    language: str
    group: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """The sender: what the user agent names, so that a webmaster can complain."""

    name: str = ""
    email: str = ""
    company: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """A source of sites named in the niche file: which one, and its options as written."""

    name: str
    options: tuple[tuple[str, str | int | float | bool | tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Niche:
    """One niche file, checked and frozen. `path` is the file it came from."""

    name: str
    topics: tuple[Topic, ...]
    seed_urls: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)
    brands: tuple[Brand, ...] = ()
    assets: tuple[Asset, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    sources: tuple[SourceConfig, ...] = ()
    exclude: Exclusions = field(default_factory=Exclusions)
    limits: Limits = field(default_factory=Limits)
    link_checks: LinkCheckOptions = field(default_factory=LinkCheckOptions)
    campaign: Campaign = Campaign.ESTABLISHED
    weights: tuple[tuple[str, float], ...] = ()  # score part -> points, over the defaults
    phrases: tuple[PhraseGroup, ...] = ()
    sender: Sender = field(default_factory=Sender)
    do_not_contact: tuple[str, ...] = ()
    path: str = ""

    @property
    def own_domains(self) -> frozenset[str]:
        """Every domain the brands own, lower case."""
        return frozenset(domain.lower() for brand in self.brands for domain in brand.domains)
