"""How much an address is worth a visit, before it is fetched: from its path, its anchor and where its link stands.

Pure and explainable: the highest of a few rules counts, and says so. The words come from the phrase packs, so a new
language needs none here. What leads nowhere is `traps`; other sites are `growing`'s business.
"""

from functools import lru_cache

from linkfinder.analysis.normal import fold
from linkfinder.analysis.phrases import Group, door_slugs, phrase_book, phrases_of
from linkfinder.discovery.address_words import bare, path_of, segments_of, words
from linkfinder.discovery.traps import list_page, trap_reason
from linkfinder.model.niche import PhraseGroup, Topic
from linkfinder.model.page import Link, Page, Place
from linkfinder.model.seed import Promise
from linkfinder.urls import canonical

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

KEPT = 20_000
"""Judgements kept, of addresses and of anchors: a menu stands on every page of a site."""

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
_DOORS = (Group.MENU, Group.INVITE, Group.GUIDELINES)
_NAMED_PAGES = (
    (Group.RESOURCES, RESOURCES, "resource page"),
    (Group.CONTACT, CONTACT, "contact page"),
    (Group.ABOUT, ABOUT, "about page"),
)
_ANYWHERE = ("write-for-us", "writeforus", "write_for_us", "write-for-me")
_NOTHING = Promise(0.0, "")


@lru_cache(maxsize=16)
def promise_book(topics: tuple[Topic, ...], phrases: tuple[PhraseGroup, ...]) -> "PromiseBook":
    """Return the book for a niche's topics and its own phrases."""
    return PromiseBook(tuple(fold(topic.phrase) for topic in topics), phrases)


class PromiseBook:
    """Judges addresses for one niche, and remembers what it judged."""

    def __init__(self, topics: tuple[str, ...], phrases: tuple[PhraseGroup, ...]) -> None:
        self._topics = topics
        self._door_slugs = door_slugs(phrases)
        self._book = phrase_book(phrases)
        names = _names(phrases)
        doors = {phrase for group in _DOORS for phrase in phrases_of(group, phrases)}
        self._anchors = names | dict.fromkeys(doors, (DOOR, "door"))
        self._slugs = {name.replace(" ", "-"): named for name, named in names.items()}
        self._slugs |= dict.fromkeys(self._door_slugs, (DOOR, "door"))
        self._address = lru_cache(KEPT)(self._by_address)
        self._anchor = lru_cache(KEPT)(self._by_anchor)

    def of_link(self, link: Link, page: Page, page_relevance: float) -> Promise:
        """Return what a link inside a site promises, 0 with the reason when it must not be followed."""
        address = self.of_url(link.url)
        if not address.value or link.place is Place.COMMENT:
            return address if link.place is not Place.COMMENT else Promise(0.0, "a link in a comment")
        named, topic = self._anchor(link.anchor)
        is_list = address.value <= ARCHIVE  # wherever a list is linked from, it stays one
        place = _NOTHING if is_list else _by_place(link.place, topic, page_relevance)
        best = address if address.value >= named.value else named
        best = best if best.value >= place.value else place
        if "nofollow" in link.rel or page.is_nofollow:
            return Promise(best.value * NOFOLLOW_SHARE, f"{best.reason}, nofollow")
        return best

    def of_page(self, page: Page) -> Promise:
        """Return what a page calls itself, in its address or as its whole title."""
        return max(self.of_url(page.url), self._anchor(page.title)[0], key=_value)

    def of_url(self, url: str) -> Promise:
        """Return what an address alone promises, as a sitemap names it; 0 with the reason when it leads nowhere."""
        return self._address(f"//{path_of(url)}")

    def _by_address(self, url: str) -> Promise:
        """Judge what follows the host, which says nothing here: the same menu stands on many sites."""
        reason = trap_reason(url)
        if reason:
            return Promise(0.0, reason)
        address, _, query = canonical(url).partition("?")
        segments = segments_of(path_of(address))
        if not segments:
            return Promise(ARCHIVE, "a variant of the home page") if query else Promise(HOME, "home page")
        page = list_page(url)
        named = self._by_slug(bare(segments[-1]))
        if named and page > 1:  # a long list of resources goes on there; a door does not
            return Promise(min(named.value, HUB), f"page {page}: {named.reason}")
        return named or _by_folders(segments, page) or self._by_words(segments)

    def _by_slug(self, slug: str) -> Promise | None:
        if slug in self._slugs:
            value, what = self._slugs[slug]
            return Promise(value, f"address of a {what}: {slug}")
        if slug in words("hubs"):
            return Promise(HUB, f"where new pages are linked: {slug}")
        parts = slug.split("-")
        starts = ("-".join(parts[:count]) for count in range(min(len(parts) - 1, 6), 1, -1))
        if any(start in self._door_slugs for start in starts) or any(part in slug for part in _ANYWHERE):
            return Promise(DOOR_LIKE, f"address begins like a door: {slug}")
        return None

    def _by_words(self, segments: list[str]) -> Promise:
        topic = self._topic_in(" ".join(segments).replace("-", " ").replace("_", " "))
        if topic:
            return Promise(_PLACES[Place.BODY] + TOPIC_BONUS, f"address about {topic}")
        return Promise(_PLACES[Place.SIDEBAR], "a page like any other")

    def _by_anchor(self, written: str) -> tuple[Promise, str]:
        """Return what an anchor calls its page, and the topic in it.

        Only a whole anchor is a name; an invitation counts anywhere in a short one.
        """
        anchor = fold(written[:300])
        topic = self._topic_in(anchor)
        if not anchor or len(anchor) > LONG_ANCHOR:
            return _NOTHING, topic
        named = self._anchors.get(anchor.replace("-", " "))
        if named is not None:
            return Promise(named[0], f"anchor of a {named[1]}: {written!r}"), topic
        if any(hit.group in {Group.INVITE, Group.GUIDELINES} for hit in self._book.find(anchor)):
            return Promise(DOOR_LIKE, f"anchor invites: {written!r}"), topic
        return _NOTHING, topic

    def _topic_in(self, text: str) -> str:
        return next((topic for topic in self._topics if topic in text), "")


def _names(phrases: tuple[PhraseGroup, ...]) -> dict[str, tuple[float, str]]:
    """Return what pages other than doors are called, with what each is worth; the better of two meanings counts."""
    return {
        phrase: (value, what) for group, value, what in reversed(_NAMED_PAGES) for phrase in phrases_of(group, phrases)
    }


def _value(promise: Promise) -> float:
    return promise.value


def _by_folders(segments: list[str], page: int) -> Promise | None:
    if page > 1:
        return Promise(ARCHIVE - page / 100, f"page {page} of a list")
    if any(part in words("archives") for part in segments):
        return Promise(ARCHIVE, "a list of pages by tag, author or month")
    return None


@lru_cache(maxsize=64)  # the links of one page differ in little else
def _by_place(place: Place, topic: str, page_relevance: float) -> Promise:
    value = _PLACES[place] + RELEVANCE_BONUS * page_relevance
    if topic:
        return Promise(min(value + TOPIC_BONUS, ARTICLE_LIMIT), f"anchor about {topic}")
    return Promise(min(value, ARTICLE_LIMIT), f"link in {place}")
