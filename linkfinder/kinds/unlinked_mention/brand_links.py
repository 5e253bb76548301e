"""How a page links to a brand: where, with what, and through which detours."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote

from linkfinder.data.hosts import is_wrapper
from linkfinder.model.niche import Brand
from linkfinder.model.opportunity import MentionState
from linkfinder.model.page import EDITORIAL_PLACES, QUALIFIED_RELS, Link, Page
from linkfinder.text.folding import fold
from linkfinder.urls import host_of, is_on_domain, is_same_site, path_of, site_of_host

_ORDER = (
    MentionState.LINKED_BODY,
    MentionState.LINKED_NOFOLLOW,
    MentionState.LINKED_IMAGE,
    MentionState.LINKED_WRONG_URL,
    MentionState.LINKED_ELSEWHERE,
)
"""From the best link to the least: a page is as good as its best one."""


_REDIRECT_SEGMENTS = frozenset({
    "away", "click", "exit", "external", "follow", "go", "goto", "jump", "leave", "link", "out", "outbound", "outgoing",
    "recommend", "recommends", "redir", "redirect", "refer", "suggests", "visit",
})  # fmt: skip
"""Path segments below which sites keep their redirects to others: the defaults of link plugins, and their like."""

_REDIRECT_PARAMETERS = frozenset({
    "dest", "destination", "goto", "href", "link", "out", "redirect", "redirect_url", "target", "to", "u", "uri", "url",
})  # fmt: skip
"""Query parameters in which a redirect names its target."""

_NO_REDIRECTS = frozenset({"share", "sharer", "search", "login", "signin"})
"""Path segments of what takes an address too and does not lead to it."""

_SCHEME = re.compile(r"^(?:https?:)?/{1,2}", re.IGNORECASE)  # two slashes in a path often become one
_SLUG_ENDING = re.compile(r"\.(?:html?|php)$")


def links_to(brand: Brand, links: Iterable[Link], page_url: str = "") -> list[Link]:
    """Return the links that lead to a domain of the brand, also through redirectors and archives.

    The redirects of the page's own site count when their address shows the target: `/out?url=https://brand.example`,
    `/out/brand.example`, or a slug that is the name of the brand's domain (`/go/brand`). `page_url` is the page's
    address; without it they do not count.
    """
    return [link for link in links if any(_leads_to(link.url, domain, page_url) for domain in brand.domains)]


def _leads_to(url: str, domain: str, page_url: str) -> bool:
    """Tell whether an address is the domain's, or a plain redirector's or archive's that carries one of the domain.

    Affiliate networks carry addresses too, but a paid detour is no link.
    """
    if is_on_domain(url, domain):
        return True
    if page_url and is_same_site(url, page_url) and _redirects_to(url, domain):
        return True
    wanted = domain.lower().removeprefix("www.")
    if wanted not in url.lower() or not is_wrapper(host_of(url)):
        return False
    carried = unquote(url).lower().split("://", 1)[-1]
    return any(f"//{start}{wanted}" in carried for start in ("", "www."))


def _redirects_to(url: str, domain: str) -> bool:
    """Tell whether an address is a redirect by its form, and the target in it is the domain."""
    segments = [segment for segment in unquote(path_of(url)).casefold().split("/") if segment]
    if not _NO_REDIRECTS.isdisjoint(segments):
        return False
    values = [value for name, value in parse_qsl(url.partition("?")[2]) if name.casefold() in _REDIRECT_PARAMETERS]
    if any(_SCHEME.match(value) and _is_address_on(value, domain) for value in values):
        return True
    at = next((index for index, segment in enumerate(segments) if segment in _REDIRECT_SEGMENTS), -1)
    if at < 0:
        return False
    target = "/".join(segments[at + 1 :])
    label = site_of_host(domain.casefold().removeprefix("www.")).partition(".")[0]
    slugs = {_SLUG_ENDING.sub("", target), *values}
    return _is_address_on(target.replace(":/", "://", 1), domain) or bool(label and label in slugs)


def _is_address_on(written: str, domain: str) -> bool:
    """Tell whether an address, with or without its scheme, is the domain's."""
    return is_on_domain(f"https://{_SCHEME.sub('', written)}", domain)


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
    anchors = (
        (fold(link.anchor), link) for link in page.shown_links if link.anchor and not is_same_site(link.url, page.url)
    )
    return [(anchor, link) for anchor, link in anchors if any(name in anchor for name in names)]


def competitors_linked(page: Page, domains: Iterable[str]) -> tuple[str, ...]:
    """Return the competitors that the page links to in its text."""
    editorial = [link for link in page.links if link.place in EDITORIAL_PLACES]
    return tuple(domain for domain in domains if any(is_on_domain(link.url, domain) for link in editorial))
