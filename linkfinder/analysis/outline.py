"""One walk over the parsed page that gathers what all readers need.

The walk is in document order and knows for every element the scope it opens: the region (where on the page), the
block that its text belongs to, the anchor and the form around it. Inline elements share the scope of their parent.
What readers do not see is not gathered: hidden elements, templates, scripts, comments. Only the links in hidden
elements are, marked as folded.

It runs over every node of every page, so it is written for speed: one dictionary look-up decides about a tag, and an
element without a scope shuts out everything below it.
"""

from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from linkfinder.analysis.elements import OPENERS, Opener, stay_inline
from linkfinder.analysis.folded_links import add_folded_links
from linkfinder.analysis.hiding_styles import find_style_hidden
from linkfinder.analysis.places import Region
from linkfinder.analysis.tree import ElementScope, Outline
from linkfinder.analysis.walk import OutlineWalk
from linkfinder.model.page import BlockRole, Place

_MAX_NODES = 60_000
"""Nodes looked at; a page of 171 KB has about 2,500."""

_TEXT = 2  # lexbor's number of a text node
_KNOWN_TAGS = 1_000  # lexbor numbers the standard's tags below this; others get a number of their own on every page
_BY_NUMBER: dict[int, Opener | None] = {}  # filled as tags are met: numbers are compared faster than names


def read_outline(html: str) -> Outline:
    """Parse a page and gather everything in one walk; the page must have passed `guard.make_safe`."""
    outline = Outline(LexborHTMLParser(html), html)
    root = outline.tree.root
    if root is not None:
        outline.language = root.attributes.get("lang") or root.attributes.get("xml:lang") or ""
        _walk_over(root, OutlineWalk(outline))
    return outline


def _walk_over(root: LexborNode, walk: OutlineWalk) -> None:
    top = Region(Place.BODY)
    walk.out.regions.append(top)
    scopes, openers, read_text = walk.scopes, _BY_NUMBER, walk.text
    scopes[root.mem_id] = ElementScope(top, -1, BlockRole.PARAGRAPH, 0)
    scope_of = scopes.get
    hidden = find_style_hidden(walk.out.tree, walk.out.html)
    for node in islice(root.traverse(include_text=True, skip_empty=True), 1, _MAX_NODES):
        scope = scope_of(node.parent.mem_id)  # type: ignore[union-attr] # only the root has no parent
        if scope is None:
            continue
        tag = node.tag_id
        if tag == _TEXT:
            read_text(node, scope)
            continue
        opener = openers[tag] if tag in openers else _opener_of(node)
        if opener is None:
            continue
        if hidden and node.mem_id in hidden:
            continue
        attributes = node.attributes
        if attributes and ("style" in attributes or "hidden" in attributes) and walk.is_unseen(node, attributes):
            add_folded_links(walk, node, scope)
            continue
        inner = scope if opener is stay_inline else opener(walk, node, attributes, scope)
        if inner is not None:
            scopes[node.mem_id] = inner


def _opener_of(node: LexborNode) -> Opener | None:
    opener = OPENERS.get(node.tag or "", stay_inline)
    if node.tag_id < _KNOWN_TAGS:
        _BY_NUMBER[node.tag_id] = opener
    return opener
