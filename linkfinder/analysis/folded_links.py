"""Links in parts of a page that are not shown at first: a folded menu, a tab, a list that a button opens, `noscript`.

Readers reach such links with a click, so they are links of the page. The words there are not shown, so they are no text
of it: they make no block and are no evidence.
"""

from selectolax.lexbor import LexborNode

from linkfinder.analysis.places import Region, open_division, open_landmark, open_list
from linkfinder.analysis.tree import ElementScope, RawAnchor
from linkfinder.analysis.walk import OutlineWalk, hides
from linkfinder.model.page import Place

_MIN_LINKS = 2
"""Links in a hidden element that is no menu, list or `noscript`: with one hidden link sites recognise robots."""

_HOLDERS = frozenset({"nav", "menu", "ul", "ol", "dl", "li", "dd", "dt", "table", "tbody", "tr", "td", "noscript"})
_LANDMARKS = frozenset({"article", "main", "header", "footer", "aside", "nav", "menu", "search"})
_LISTS = {"ul": Place.LIST, "ol": Place.LIST, "dl": Place.LIST, "table": Place.TABLE}
_DIVISIONS = frozenset({"div", "section", "details", "center", "form", "dialog"})

_MAX_TEXT = 1_000
"""Characters of the text of such a link; what is kept of it is shorter."""


def add_folded_links(walk: OutlineWalk, node: LexborNode, scope: ElementScope) -> None:
    """Add the links inside an element that is not shown, each marked as folded and with its placement.

    `scope` is that around the element. A link that is hidden by its own attributes is left out.
    """
    if node.tag == "a":
        return
    found = [link for link in node.css("a[href], area[href]") if not hides(link.attributes)]
    if len(found) < _MIN_LINKS and node.tag not in _HOLDERS:
        return
    outer = node.parent
    regions = {outer.mem_id if outer is not None else 0: scope.region}
    for link in found:
        image = link.css_first("img")
        anchor = RawAnchor(
            link.attributes,
            link.attributes["href"] or "",
            _region_of(link.parent, regions),
            len(walk.blocks),
            walk.heading,
            [link.text()[:_MAX_TEXT]],
            image.attributes.get("alt") or "" if image is not None else None,
            is_folded=True,
        )
        if anchor.href:
            walk.add_anchor(anchor)


def _region_of(node: LexborNode | None, regions: dict[int, Region]) -> Region:
    """Return the region in which an element's content stands; `regions` has that around the hidden element."""
    path = []
    while node is not None and node.mem_id not in regions:
        path.append(node)
        node = node.parent
    region = regions[node.mem_id] if node is not None else Region(Place.BODY)
    for inner in reversed(path):
        regions[inner.mem_id] = region = _open(inner, region)
    return region


def _open(node: LexborNode, outer: Region) -> Region:
    tag = node.tag or ""
    if tag in _LANDMARKS:
        return open_landmark(tag, node, node.attributes, outer)
    if tag in _LISTS:
        return open_list(_LISTS[tag], node, node.attributes, outer)
    return open_division(node, node.attributes, outer) if tag in _DIVISIONS else outer
