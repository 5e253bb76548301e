"""How much an address is worth a visit, before it is fetched: from its path, its anchor and where its link stands.

Pure and explainable: the highest of a few rules counts, and says so. The words come from the phrase packs, so a new
language needs none here. Addresses that lead nowhere are found by `traps`, other sites are judged by `site_selection`.
"""

from functools import lru_cache

from linkfinder.data.address_words import address_words
from linkfinder.frontier.traps import list_page_number, trap_reason
from linkfinder.frontier.url_parts import path_and_query, path_segments, without_extension
from linkfinder.model.niche import PhraseGroup, Topic
from linkfinder.model.page import Link, Page, Place
from linkfinder.model.seed import UrlPriority
from linkfinder.text.folding import fold
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import guest_post_slugs, matcher_of_groups, phrases_of
from linkfinder.urls import canonical

MIN_PRIORITY = 0.05
"""An address with a lower priority is not queued: it would only be fetched when nothing else is left."""

GUEST_POST_PRIORITY = 0.95
"""Write for us, in the address or as the whole anchor: what the crawl is for. The user's own seeds stand at 1."""

LIKELY_GUEST_POST_PRIORITY = 0.85
RESOURCES_PRIORITY = 0.8
CONTACT_PRIORITY = 0.75
ABOUT_PRIORITY = 0.7
HOME_PRIORITY = 0.7
HUB_PRIORITY = 0.5
"""Blog, news, articles: where new pages are linked first."""

_TOPIC_BONUS = 0.2
_RELEVANCE_BONUS = 0.15
"""A link on a page about the topic leads to the topic more often; the address and anchor still say more."""

MAX_ARTICLE_PRIORITY = 0.65
"""However topical, an article comes after the pages whose names say what we look for."""

_ARCHIVE_PRIORITY = 0.2
_NOFOLLOW_FACTOR = 0.5
_MAX_ANCHOR_LENGTH = 60
"""Characters: a longer anchor is a sentence or a headline, not the name of a page."""

_CACHE_SIZE = 20_000
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
_INVITING = frozenset((Group.INVITE, Group.GUIDELINES))
_GUEST_POST_GROUPS = (Group.MENU, Group.INVITE, Group.GUIDELINES)
_NAMED_PAGES = (
    (Group.RESOURCES, RESOURCES_PRIORITY, "resource page"),
    (Group.CONTACT, CONTACT_PRIORITY, "contact page"),
    (Group.ABOUT, ABOUT_PRIORITY, "about page"),
)
_SLUG_PARTS = ("write-for-us", "writeforus", "write_for_us", "write-for-me")
_NOTHING = UrlPriority(0.0, "")


@lru_cache(maxsize=16)
def url_prioritizer(topics: tuple[Topic, ...], phrases: tuple[PhraseGroup, ...]) -> "UrlPrioritizer":
    """Return the prioritizer for a niche's topics and its own phrases."""
    return UrlPrioritizer(tuple(fold(topic.phrase) for topic in topics), phrases)


class UrlPrioritizer:
    """Judges addresses for one niche, and remembers what it judged."""

    def __init__(self, topics: tuple[str, ...], phrases: tuple[PhraseGroup, ...]) -> None:
        self._topics = topics
        self._guest_post_slugs = guest_post_slugs(phrases)
        self._invitations = matcher_of_groups(_INVITING, phrases)
        names = _names(phrases)
        invitations = {phrase for group in _GUEST_POST_GROUPS for phrase in phrases_of(group, phrases)}
        self._anchors = names | dict.fromkeys(invitations, (GUEST_POST_PRIORITY, "guest-post page"))
        self._slugs = {name.replace(" ", "-"): named for name, named in names.items()}
        self._slugs |= dict.fromkeys(self._guest_post_slugs, (GUEST_POST_PRIORITY, "guest-post page"))
        self._address = lru_cache(_CACHE_SIZE)(self._by_address)
        self._anchor = lru_cache(_CACHE_SIZE)(self._by_anchor)

    def of_link(self, link: Link, page: Page, page_relevance: float) -> UrlPriority:
        """Return the priority of a link inside a site, 0 with the reason when it must not be followed."""
        address = self.of_url(link.url)
        if not address.value or link.place is Place.COMMENT:
            return address if link.place is not Place.COMMENT else UrlPriority(0.0, "a link in a comment")
        named, topic = self._anchor(link.anchor)
        is_list = address.value <= _ARCHIVE_PRIORITY  # wherever a list is linked from, it stays one
        place = _NOTHING if is_list else _by_place(link.place, topic, page_relevance)
        best = address if address.value >= named.value else named
        best = best if best.value >= place.value else place
        if "nofollow" in link.rel or page.is_nofollow:
            return UrlPriority(best.value * _NOFOLLOW_FACTOR, f"{best.reason}, nofollow")
        return best

    def of_page(self, page: Page) -> UrlPriority:
        """Return what a page calls itself, in its address or as its whole title."""
        return max(self.of_url(page.url), self._anchor(page.title)[0], key=_value)

    def of_url(self, url: str) -> UrlPriority:
        """Return the priority of an address alone, as a sitemap names it; 0 with the reason when it leads nowhere."""
        return self._address(f"//{path_and_query(url)}")

    def _by_address(self, url: str) -> UrlPriority:
        """Judge what follows the host, which says nothing here: the same menu stands on many sites."""
        reason = trap_reason(url)
        if reason:
            return UrlPriority(0.0, reason)
        address, _, query = canonical(url).partition("?")
        segments = path_segments(path_and_query(address))
        if not segments:
            return (
                UrlPriority(_ARCHIVE_PRIORITY, "a variant of the home page")
                if query
                else UrlPriority(HOME_PRIORITY, "home page")
            )
        page = list_page_number(url)
        named = self._by_slug(without_extension(segments[-1]))
        if named and page > 1:  # a long list of resources goes on there; a guest-post page does not
            return UrlPriority(min(named.value, HUB_PRIORITY), f"page {page}: {named.reason}")
        return named or _by_folders(segments, page) or self._by_words(segments)

    def _by_slug(self, slug: str) -> UrlPriority | None:
        if slug in self._slugs:
            value, what = self._slugs[slug]
            return UrlPriority(value, f"address of a {what}: {slug}")
        if slug in address_words("hubs"):
            return UrlPriority(HUB_PRIORITY, f"where new pages are linked: {slug}")
        parts = slug.split("-")
        starts = ("-".join(parts[:count]) for count in range(min(len(parts) - 1, 6), 1, -1))
        if any(start in self._guest_post_slugs for start in starts) or any(part in slug for part in _SLUG_PARTS):
            return UrlPriority(LIKELY_GUEST_POST_PRIORITY, f"address begins like a guest-post page: {slug}")
        return None

    def _by_words(self, segments: list[str]) -> UrlPriority:
        topic = self._topic_in(" ".join(segments).replace("-", " ").replace("_", " "))
        if topic:
            return UrlPriority(_PLACES[Place.BODY] + _TOPIC_BONUS, f"address about {topic}")
        return UrlPriority(_PLACES[Place.SIDEBAR], "a page like any other")

    def _by_anchor(self, written: str) -> tuple[UrlPriority, str]:
        """Return what an anchor calls its page, and the topic in it.

        Only a whole anchor is a name; an invitation counts anywhere in a short one.
        """
        anchor = fold(written[:300])
        topic = self._topic_in(anchor)
        if not anchor or len(anchor) > _MAX_ANCHOR_LENGTH:
            return _NOTHING, topic
        named = self._anchors.get(anchor.replace("-", " "))
        if named is not None:
            return UrlPriority(named[0], f"anchor of a {named[1]}: {written!r}"), topic
        if self._invitations.find(anchor):
            return UrlPriority(LIKELY_GUEST_POST_PRIORITY, f"anchor invites: {written!r}"), topic
        return _NOTHING, topic

    def _topic_in(self, text: str) -> str:
        return next((topic for topic in self._topics if topic in text), "")


def _names(phrases: tuple[PhraseGroup, ...]) -> dict[str, tuple[float, str]]:
    """Return the names of pages other than guest-post pages, each with its priority; the higher of two counts."""
    return {
        phrase: (value, what) for group, value, what in reversed(_NAMED_PAGES) for phrase in phrases_of(group, phrases)
    }


def _value(priority: UrlPriority) -> float:
    return priority.value


def _by_folders(segments: list[str], page: int) -> UrlPriority | None:
    if page > 1:
        return UrlPriority(_ARCHIVE_PRIORITY - page / 100, f"page {page} of a list")
    if any(part in address_words("archives") for part in segments):
        return UrlPriority(_ARCHIVE_PRIORITY, "a list of pages by tag, author or month")
    return None


@lru_cache(maxsize=64)  # the links of one page differ in little else
def _by_place(place: Place, topic: str, page_relevance: float) -> UrlPriority:
    value = _PLACES[place] + _RELEVANCE_BONUS * page_relevance
    if topic:
        return UrlPriority(min(value + _TOPIC_BONUS, MAX_ARTICLE_PRIORITY), f"anchor about {topic}")
    return UrlPriority(min(value, MAX_ARTICLE_PRIORITY), f"link in {place}")
