"""How a page links to a brand: where, with what, and through which detours."""

from collections.abc import Iterable
from urllib.parse import unquote

from linkfinder.analysis.normal import fold
from linkfinder.model.niche import Brand
from linkfinder.model.opportunity import MentionState
from linkfinder.model.page import EDITORIAL_PLACES, Link, Page
from linkfinder.urls import is_on_domain, is_same_site

_WEAK_RELS = frozenset(("nofollow", "sponsored", "ugc"))

_ORDER = (
    MentionState.LINKED_BODY,
    MentionState.LINKED_NOFOLLOW,
    MentionState.LINKED_IMAGE,
    MentionState.LINKED_WRONG_URL,
    MentionState.LINKED_ELSEWHERE,
)
"""From the best link to the least: a page is as good as its best one."""


def links_to(brand: Brand, links: Iterable[Link]) -> list[Link]:
    """Return the links that lead to a domain of the brand, also through redirectors and archives."""
    return [link for link in links if any(_leads_to(link.url, domain) for domain in brand.domains)]


def _leads_to(url: str, domain: str) -> bool:
    if is_on_domain(url, domain):
        return True
    wanted = domain.lower().removeprefix("www.")
    if wanted not in url.lower():
        return False
    # A redirector or an archive carries the target in its own address.
    tail = unquote(url).lower().split("://", 1)[-1]
    return any(f"//{start}{wanted}" in tail for start in ("", "www."))


def best_link(links: Iterable[Link]) -> tuple[MentionState, Link] | None:
    """Return the best of the links to a brand with what it is worth, or None when there is none."""
    judged = [(_state(link), link) for link in links]
    return min(judged, key=lambda pair: _ORDER.index(pair[0]), default=None)


def _state(link: Link) -> MentionState:
    if link.place not in EDITORIAL_PLACES:
        return MentionState.LINKED_ELSEWHERE
    if link.check is not None and link.check.is_dead:
        return MentionState.LINKED_WRONG_URL
    if link.is_image and not link.anchor.strip():
        return MentionState.LINKED_IMAGE
    return MentionState.LINKED_NOFOLLOW if _WEAK_RELS.intersection(link.rel) else MentionState.LINKED_BODY


def anchor_around(name: str, sentence: str, page: Page) -> Link | None:
    """Return the link to another site whose words are a mention itself, or None when the mention is no link."""
    wanted, where = fold(name), fold(sentence)
    for link in page.links:
        anchor = fold(link.anchor)
        if anchor and wanted in anchor and anchor in where and not is_same_site(link.url, page.url):
            return link
    return None


def competitors_linked(page: Page, domains: Iterable[str]) -> tuple[str, ...]:
    """Return the competitors that the page links to in its text."""
    editorial = [link for link in page.links if link.place in EDITORIAL_PLACES]
    return tuple(domain for domain in domains if any(is_on_domain(link.url, domain) for link in editorial))
