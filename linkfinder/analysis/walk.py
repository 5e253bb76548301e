"""The state of a walk over a page: which block is open, and what the scope of an element is.

A text belongs to the block of its nearest block-level element; a block ends where another block-level element begins.
What the single elements do to this state stands in `elements`.
"""

import re

from selectolax.lexbor import LexborNode

from linkfinder.analysis.places import Attributes, Region
from linkfinder.analysis.tree import ElementScope, Outline, RawAnchor, RawBlock
from linkfinder.model.page import BlockRole, Place

_MAX_MARKED = 200
"""Elements with a coded address; a page with more is a directory of other people."""

_MAX_ANCHORS = 5_000
"""Links read of one page: large directories have 3,700; more is a dump or a trap. Those beyond are counted."""

_SPACES = frozenset(" \n\t\r\f\u00a0")
_FOLDED_AWAY = re.compile(r"accordion|collapse|(?<![a-z])faq|tab-?pane|tab-?panel|(?:wpforms|gform|forminator)[-_]page")
"""Names of what opens on a click: answers, tabs, the later steps of the form plugins that many sites use."""

_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip


class OutlineWalk:
    """The state of one walk."""

    def __init__(self, outline: Outline) -> None:
        """Begin with nothing open."""
        self.out = outline
        self.scopes, self.blocks, self.anchors = outline.scopes, outline.blocks, outline.anchors
        self.owner = 0  # of the open block; 0 when the next text opens a new one
        self.owners = 0  # given so far
        top = Region(Place.BODY)
        self.block = RawBlock(top, ElementScope(top, 0, BlockRole.PARAGRAPH, 0), [])  # the open block
        self.heading = -1

    def text(self, node: LexborNode, scope: ElementScope) -> None:
        """Add a piece of text to the block and the anchor it stands in."""
        text = node.text_content
        if not text:
            return
        if scope.owner != self.owner:
            block = self.open_block(scope, text)
        else:
            block = self.block
            parts = block.parts
            if (
                text[0] not in _SPACES
                and parts[-1][-1] not in _SPACES
                and (follows_space(node) or _follows_label(node, text, parts[-1]))
            ):
                text = " " + text
            parts.append(text)
            block.chars += len(text)
        anchor = scope.anchor
        if anchor is not None:
            anchor.parts.append(text)
            block.link_chars += len(text)

    def open_block(self, scope: ElementScope, text: str) -> RawBlock:
        """Begin a new block with the first text of the element that `scope` belongs to, and return it."""
        self.block = block = RawBlock(scope.region, scope, [text], len(text))
        self.owner = scope.owner
        blocks = self.blocks
        if scope.level:
            self.heading = len(blocks)
        blocks.append(block)
        anchor = scope.anchor
        if anchor is not None and anchor.parts:
            anchor.parts.append(" ")  # between the title and the teaser of one link
        return block

    def add_anchor(self, anchor: RawAnchor) -> bool:
        """Add a link; when the page has as many as are read, only count it and return False."""
        is_kept = len(self.anchors) < _MAX_ANCHORS
        if is_kept:
            self.anchors.append(anchor)
        else:
            self.out.anchors_left_out += 1
        return is_kept

    def enter(self, region: Region, scope: ElementScope) -> ElementScope:
        """Return the scope of a block-level element that stands in `region`."""
        if region is scope.region:
            return self.inside(scope)
        region.first_block = len(self.out.blocks)
        self.out.regions.append(region)
        return self.open_scope(scope, scope.role, scope.level, region)

    def inside(self, scope: ElementScope) -> ElementScope:
        """Return the scope of a block-level element that changes nothing but to begin a block."""
        self.owner = 0
        if scope.inner is None:
            scope.inner = self.open_scope(scope, scope.role, scope.level)
        return scope.inner

    def item(self, scope: ElementScope, role: BlockRole) -> ElementScope:
        """Return the scope of a list item or a table cell."""
        self.owner = 0
        if scope.item is None or scope.item.role is not role:
            scope.item = self.open_scope(scope, role)
        return scope.item

    def open_scope(
        self, scope: ElementScope, role: BlockRole, level: int = 0, region: Region | None = None
    ) -> ElementScope:
        """Return a new scope for a block-level element inside `scope`."""
        self.owner = 0
        self.owners += 1
        return ElementScope(region or scope.region, self.owners, role, level, scope.anchor, scope.form)

    def is_unseen(self, node: LexborNode, attributes: Attributes) -> bool:
        """Tell whether an element's own attributes keep it from the eye; addresses written backwards are noted."""
        if "bidi-override" in (attributes.get("style") or ""):
            self.mark(node)
        is_hidden = hides(attributes) and node.tag not in {"body", "html"}  # a hidden body is shown by a script in time
        self.out.hidden += is_hidden
        return is_hidden

    def mark(self, node: LexborNode) -> None:
        """Note an element whose attributes or style may hold an address."""
        if len(self.out.marked) < _MAX_MARKED:
            self.out.marked.append(node)


def follows_space(node: LexborNode) -> bool:
    """Tell whether white space stands between a text and the text before it in the same block."""
    before = node.prev
    last = before.last_child if before is not None else None
    if last is not None and last.is_text_node:  # mostly: a text right behind a link's
        return last.is_empty_text_node
    inner: LexborNode | None = node
    while inner is not None and (inner is node or inner.tag in _INLINE):
        before = inner.prev
        while before is not None:
            if before.is_empty_text_node:
                return True
            if before.is_text_node:
                return False
            last = before.last_child
            before = last if last is not None else before.prev
        inner = inner.parent
    return False


def _follows_label(node: LexborNode, text: str, before: str) -> bool:
    """Tell whether a text stands right behind an element that is set apart by its style: `<b>800 words</b>Long enough`.

    A word never goes on with a capital after a small letter, but names do (`<b>Java</b>Script`): those are one word.
    """
    is_new = text[0].isupper() and before[-1].islower() and " " in before and " " in text
    return is_new and node.prev is not None and not node.prev.is_text_node


def hides(attributes: Attributes) -> bool:
    """Tell whether these attributes hide an element for good: `hidden`, or a style that does not display it."""
    if "hidden" in attributes:
        return attributes["hidden"] != "until-found" and not _opens_on_click(attributes)
    style = (attributes.get("style") or "").lower().replace(" ", "")
    return ("display:none" in style or "visibility:hidden" in style) and not _opens_on_click(attributes)


def _opens_on_click(attributes: Attributes) -> bool:
    """Tell whether a hidden element is folded away rather than unseen: an answer, a tab, a step of a form."""
    names = " ".join(attributes.get(name) or "" for name in ("class", "id", "role"))
    return bool(_FOLDED_AWAY.search(names.lower()))
