"""How much an address is worth a visit, before it is fetched: from its path, its anchor and where its link stands.

Pure and explainable: the highest of a few rules counts, and says so. The words come from the phrase packs, so a new
language needs none here. What leads nowhere is `traps`; other sites are `growing`'s business.
"""

from functools import lru_cache
from urllib.parse import urlsplit

from linkfinder.analysis.normal import fold
from linkfinder.analysis.phrases import Group, door_slugs, phrase_book, phrases_of
from linkfinder.discovery.address_words import bare, segments_of, words
from linkfinder.discovery.traps import list_page, trap_reason
from linkfinder.model.niche import Niche, PhraseGroup
from linkfinder.model.page import Link, Page, Place
from linkfinder.model.seed import Promise

LEAST = 0.05
"""What promises less is not queued: it would only be fetched when nothing else is left."""

DOOR = 0.95
"""Write for us, in the address or as the whole anchor: what the crawl is for. The user's own seeds stand at 1."""

DOOR_LIKE = 0.85
RESOURCES = 0.8
CONTACT = 0.75
ABOUT = 0.7
HOME = 0.7
HUB = 0.5
"""Blog, news, articles: where new pages are linked first."""

TOPIC_BONUS = 0.2
RELEVANCE_BONUS = 0.15
"""A link on a page about the topic leads to the topic more often; the address and anchor still say more."""

ARTICLE_LIMIT = 0.65
"""However topical, an article comes after the pages that were named for what we look for."""

ARCHIVE = 0.2
NOFOLLOW_SHARE = 0.5
LONG_ANCHOR = 60
"""Characters: a longer anchor is a sentence or a headline, not the name of a page."""

_PLACES = {
    Place.BODY: 0.35,
    Place.LIST: 0.35,
    Place.TABLE: 0.35,
    Place.NAV: 0.35,
    Place.HEADER: 0.35,
    Place.FOOTER: 0.3,
    Place.SIDEBAR: 0.25,
    Place.AUTHOR_BIO: 0.15,
    Place.COMMENT: 0.0,
}
_ANCHOR_DOORS = (Group.MENU, Group.INVITE, Group.GUIDELINES)
_NAMED_PAGES = (
    (Group.RESOURCES, RESOURCES, "resource page"),
    (Group.CONTACT, CONTACT, "contact page"),
    (Group.ABOUT, ABOUT, "about page"),
)
_ANYWHERE = ("write-for-us", "writeforus", "write_for_us", "write-for-me")


def promise_of(link: Link, page: Page, page_relevance: float, niche: Niche) -> Promise:
    """Return what a link inside a site promises, 0 with the reason when it must not be followed."""
    reason = trap_reason(link.url)
    if reason:
        return Promise(0.0, reason)
    if link.place is Place.COMMENT:
        return Promise(0.0, "a link in a comment")
    best = max(
        _by_anchor(link, niche), promise_of_url(link.url, niche), _by_place(link, page_relevance, niche), key=_value
    )
    return _weaker(best) if "nofollow" in link.rel or page.is_nofollow else best


def promise_of_url(url: str, niche: Niche) -> Promise:
    """Return what an address alone promises, as a sitemap names it; 0 with the reason when it must not be followed."""
    reason = trap_reason(url)
    return Promise(0.0, reason) if reason else _by_address(url, niche.phrases, _topics(niche))


def _value(promise: Promise) -> float:
    return promise.value


def _weaker(promise: Promise) -> Promise:
    return Promise(promise.value * NOFOLLOW_SHARE, f"{promise.reason}, nofollow")


def _by_anchor(link: Link, niche: Niche) -> Promise:
    """Return what the anchor calls the page: whole anchors only, and invitations anywhere in a short one."""
    if not link.anchor or len(link.anchor) > LONG_ANCHOR:
        return Promise(0.0, "")
    anchor = fold(link.anchor)
    named = _named_anchors(niche.phrases).get(anchor.replace("-", " "))
    if named is not None:
        return Promise(named.value, f"{named.reason}: {link.anchor!r}")
    hits = phrase_book(niche.phrases).find(anchor)
    invites = any(hit.group in {Group.INVITE, Group.GUIDELINES} for hit in hits)
    return Promise(DOOR_LIKE, f"anchor invites: {link.anchor!r}") if invites else Promise(0.0, "")


@lru_cache(maxsize=16)
def _named_anchors(extra: tuple[PhraseGroup, ...]) -> dict[str, Promise]:
    named = {
        phrase: Promise(value, f"anchor of a {what}")
        for group, value, what in reversed(_NAMED_PAGES)
        for phrase in phrases_of(group, extra)
    }
    doors = (phrase for group in _ANCHOR_DOORS for phrase in phrases_of(group, extra))
    return named | dict.fromkeys(doors, Promise(DOOR, "anchor of a door"))


@lru_cache(maxsize=16)
def _named_slugs(extra: tuple[PhraseGroup, ...]) -> dict[str, Promise]:
    named = {
        "-".join(phrase.split()): Promise(value, f"address of a {what}")
        for group, value, what in reversed(_NAMED_PAGES)
        for phrase in phrases_of(group, extra)
    }
    return named | dict.fromkeys(door_slugs(extra), Promise(DOOR, "address of a door"))


@lru_cache(maxsize=50_000)
def _by_address(url: str, extra: tuple[PhraseGroup, ...], topics: tuple[str, ...]) -> Promise:
    parts = urlsplit(url)
    segments = segments_of(parts.path)
    if not segments:
        return Promise(ARCHIVE, "a variant of the home page") if parts.query else Promise(HOME, "home page")
    return _by_slug(bare(segments[-1]), extra) or _by_folders(segments, list_page(url)) or _by_words(parts.path, topics)


def _by_slug(slug: str, extra: tuple[PhraseGroup, ...]) -> Promise | None:
    named = _named_slugs(extra)
    if slug in named:
        return Promise(named[slug].value, f"{named[slug].reason}: {slug}")
    if slug in words("hubs"):
        return Promise(HUB, f"where new pages are linked: {slug}")
    parts = slug.split("-")
    starts = ("-".join(parts[:count]) for count in range(len(parts) - 1, 1, -1))
    if any(part in slug for part in _ANYWHERE) or any(start in door_slugs(extra) for start in starts):
        return Promise(DOOR_LIKE, f"address begins like a door: {slug}")
    return None


def _by_folders(segments: list[str], page: int) -> Promise | None:
    if page > 1:
        return Promise(ARCHIVE - page / 100, f"page {page} of a list")
    if any(part in words("archives") for part in segments):
        return Promise(ARCHIVE, "a list of pages by tag, author or month")
    return None


def _by_words(path: str, topics: tuple[str, ...]) -> Promise:
    topic = _topic_in(" ".join(segments_of(path.replace("-", " ").replace("_", " "))), topics)
    if topic:
        return Promise(_PLACES[Place.BODY] + TOPIC_BONUS, f"address about {topic}")
    return Promise(_PLACES[Place.SIDEBAR], "a page like any other")


def _by_place(link: Link, page_relevance: float, niche: Niche) -> Promise:
    value = _PLACES[link.place] + RELEVANCE_BONUS * page_relevance
    topic = _topic_in(fold(link.anchor[:300]), _topics(niche))
    if topic:
        return Promise(min(value + TOPIC_BONUS, ARTICLE_LIMIT), f"anchor about {topic}")
    return Promise(min(value, ARTICLE_LIMIT), f"link in {link.place}")


def _topic_in(text: str, topics: tuple[str, ...]) -> str:
    return next((topic for topic in topics if topic in text), "")


def _topics(niche: Niche) -> tuple[str, ...]:
    return _folded(tuple(topic.phrase for topic in niche.topics))


@lru_cache(maxsize=16)
def _folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in phrases)
