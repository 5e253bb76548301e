"""Where on a page something stands: the place that an element opens, from its tag, role, class and id.

Pages without semantic tags say it in class and id tokens, in many naming habits: `side-bar`, `sideBar`, `secondary`,
`widget_area`, `colophon`. An element only suggests a place; `settle` takes the suggestion back when the element turns
out to hold most of the page's text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from linkfinder.model.page import Place


@dataclass(slots=True, eq=False)
class Region:
    """A part of the page that an element opened. `chars` and `link_chars` count its visible text."""

    place: Place
    parent: "Region | None" = None
    tag: str = ""
    is_main: bool = False  # main, article or the like: what stands in it is content
    chars: int = 0
    link_chars: int = 0
    links: int = 0


_TAG_PLACES = {"nav": Place.NAV, "header": Place.HEADER, "footer": Place.FOOTER, "aside": Place.SIDEBAR}
_ROLE_PLACES = {
    "navigation": Place.NAV,
    "menu": Place.NAV,
    "menubar": Place.NAV,
    "banner": Place.HEADER,
    "contentinfo": Place.FOOTER,
    "complementary": Place.SIDEBAR,
    "search": Place.NAV,
}
_STICKY = frozenset({Place.COMMENT, Place.AUTHOR_BIO, Place.FOOTER, Place.NAV, Place.SIDEBAR})

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_COMMENT = frozenset(
    {"comment", "comments", "commentlist", "respond", "disqus", "commento", "kommentare", "comentarios"}
)
_BIO = frozenset({"bio", "biography", "authorbox", "authorbio", "vcard"})
_FOOTER = frozenset({"footer", "foot", "colophon", "copyright", "impressum", "legal"})
_SIDEBAR = frozenset(
    {
        "sidebar",
        "sidebars",
        "widget",
        "widgets",
        "secondary",
        "aside",
        "rail",
        "related",
        "sidenav",
        "sidecol",
        "blogroll",
    }
)
_NAV = frozenset(
    {"nav", "navbar", "navigation", "menu", "menus", "breadcrumb", "breadcrumbs", "pagination", "pager", "topnav",
     "submenu", "sitenav", "mainnav", "toolbar", "megamenu", "navi", "topmenu", "mainmenu"}
)  # fmt: skip
_HEADER = frozenset({"header", "masthead", "topbar", "banner", "siteheader", "pageheader"})
_CONTENT_HEADERS = frozenset({"entry", "post", "article", "content", "section", "card", "story"})


@lru_cache(maxsize=65_536)
def place_of_names(names: str) -> Place | None:
    """Return the place that an element's class and id suggest, or None."""
    for token in names.split()[:20]:
        words = [word.lower() for word in _WORDS.findall(token)]
        place = _place_of_words(words)
        if place is not None:
            return place
    return None


def _place_of_words(words: list[str]) -> Place | None:
    found = frozenset(words)
    if found & _COMMENT:
        return Place.COMMENT
    if found & _BIO or {"about", "author"} <= found or {"author", "box"} <= found or {"author", "info"} <= found:
        return Place.AUTHOR_BIO
    if not words:
        return None
    edges = {words[0], words[-1]}
    if edges & _FOOTER and not found & _CONTENT_HEADERS:
        return Place.FOOTER
    if edges & _SIDEBAR:
        return Place.SIDEBAR
    if edges & _NAV:
        return Place.NAV
    if edges & _HEADER and not found & _CONTENT_HEADERS:
        return Place.HEADER
    return None


def region_of(tag: str, attributes: Mapping[str, str | None], parent: Region) -> Region:
    """Return the region in which an element's content stands: a new one, or its parent's."""
    place = _suggested(tag, attributes, parent)
    if place is not None and place is not parent.place:
        return Region(place, parent, tag)
    if tag in {"main", "article"} and parent.place in {Place.BODY, Place.HEADER}:
        return Region(Place.BODY, parent, tag, is_main=True)
    if tag in {"ul", "ol", "dl"} and parent.place is Place.BODY:
        return Region(Place.LIST, parent, tag)
    if tag == "table" and parent.place in {Place.BODY, Place.LIST}:
        return Region(Place.TABLE, parent, tag)
    return parent


def _suggested(tag: str, attributes: Mapping[str, str | None], parent: Region) -> Place | None:
    if parent.place in {Place.COMMENT, Place.AUTHOR_BIO}:
        return None
    place = _TAG_PLACES.get(tag)
    if place in {Place.HEADER, Place.FOOTER} and _is_inside_main(parent):
        place = None
    role = attributes.get("role")
    if role:
        place = _ROLE_PLACES.get(role, place)
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if place is None and len(names) > 1 and tag not in {"body", "html", "main", "table", "tr"}:
        place = place_of_names(names)
    if parent.place in _STICKY and place is not Place.COMMENT:
        return None
    return place


def _is_inside_main(region: Region | None) -> bool:
    while region is not None:
        if region.is_main:
            return True
        region = region.parent
    return False


def settle(regions: Iterable[Region], total_chars: int) -> None:
    """Take back the place of every region that holds most of the page's unlinked text: it is the content."""
    for region in regions:
        if region.place in {Place.NAV, Place.HEADER, Place.SIDEBAR, Place.FOOTER, Place.AUTHOR_BIO}:
            own = region.chars - region.link_chars
            # Furniture is short; half of all running text is no furniture, whatever its class says.
            if own > 400 and own * 2 > total_chars:  # noqa: PLR2004
                region.place = Place.BODY
