"""How a page links to a brand: where, with what, and through which detours."""

from collections.abc import Iterable
from urllib.parse import unquote

from linkfinder.data.hosts import is_wrapper
from linkfinder.model.niche import Brand
from linkfinder.model.opportunity import MentionState
from linkfinder.model.page import EDITORIAL_PLACES, QUALIFIED_RELS, Link, Page
from linkfinder.text.folding import fold
from linkfinder.urls import host_of, is_on_domain, is_same_site

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
    """Tell whether an address is the domain's, or a plain redirector's or archive's that carries one of the domain.

    Affiliate networks carry addresses too, but a paid detour is no link.
    """
    if is_on_domain(url, domain):
        return True
    wanted = domain.lower().removeprefix("www.")
    if wanted not in url.lower() or not is_wrapper(host_of(url)):
        return False
    carried = unquote(url).lower().split("://", 1)[-1]
    return any(f"//{start}{wanted}" in carried for start in ("", "www."))


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
    return MentionState.LINKED_NOFOLLOW if QUALIFIED_RELS.intersection(link.rel) else MentionState.LINKED_BODY


def foreign_anchors(brand: Brand, page: Page) -> list[tuple[str, Link]]:
    """Return the links to other sites whose words name the brand, each with its folded words."""
    names = [fold(name) for name in (brand.name, *brand.aliases)]
    anchors = ((fold(link.anchor), link) for link in page.links if link.anchor and not is_same_site(link.url, page.url))
    return [(anchor, link) for anchor, link in anchors if any(name in anchor for name in names)]


def competitors_linked(page: Page, domains: Iterable[str]) -> tuple[str, ...]:
    """Return the competitors that the page links to in its text."""
    editorial = [link for link in page.links if link.place in EDITORIAL_PLACES]
    return tuple(domain for domain in domains if any(is_on_domain(link.url, domain) for link in editorial))
