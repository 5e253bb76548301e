"""One walk over the parsed page that gathers what all readers need.

The walk is in document order and knows for every element the scope it opens: the region (where on the page), the
block that its text belongs to, the anchor and the form around it. Inline elements share the scope of their parent.
What nobody sees is not gathered: hidden elements, templates, scripts, comments.

It runs over every node of every page, so it is written for speed: one dictionary look-up decides about a tag, and an
element without a scope shuts out everything below it.
"""

# ruff: noqa: SIM905 (word lists read best as text)

from collections.abc import Callable
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from linkfinder.analysis.places import Region, open_division, open_landmark, open_list
from linkfinder.analysis.tree import Attributes, Outline, RawAnchor, RawBlock, RawForm, RawTime, Scope, parse
from linkfinder.model.page import BlockRole, Place

MAX_ANCHORS = 5_000
"""Links a page: more is a dump or a trap."""

MAX_NODES = 200_000
"""Nodes looked at; a page of 171 KB has about 2,500."""

_HIDDEN = '[hidden],[style*="display" i],[style*="visibility" i],dialog:not([open])'


class Walk:
    """The state of one walk."""

    def __init__(self, outline: Outline) -> None:
        """Begin with nothing open."""
        self.out = outline
        self.scopes = outline.scopes
        self.hidden = hidden_elements(outline.tree, outline.html)
        self.owner = 0  # the block-level element whose block is open
        self.parts: list[str] = []  # the pieces of the open block
        self.anchor: RawAnchor | None = None  # the anchor around the last text
        self.heading = -1

    def run(self, start: LexborNode) -> None:
        """Walk over everything below `start`."""
        top = Region(Place.BODY)
        self.out.regions.append(top)
        scopes = self.scopes
        scopes[start.mem_id] = Scope(top, start.mem_id, BlockRole.PARAGRAPH, 0)
        for node in islice(start.traverse(include_text=True), 1, MAX_NODES):
            tag = node.tag
            if tag == "-text":
                self.text(node)
                continue
            scope = scopes.get(node.parent.mem_id)  # type: ignore[union-attr] # only the root has no parent
            if scope is None:
                continue
            identity = node.mem_id
            if identity in self.hidden:
                self.out.hidden += 1
                continue
            opener = OPENERS.get(tag, _INLINE)  # type: ignore[arg-type] # an element has a tag
            if opener is _INLINE:
                scopes[identity] = scope
            elif opener is not None:
                scopes[identity] = opener(self, node, scope)

    def text(self, node: LexborNode) -> None:
        """Add a piece of text to the block and the anchor it stands in."""
        text = node.text_content
        if not text or text.isspace():
            self.parts.append(" ")  # at a block's end it is stripped, so it does not matter whose it is
            if self.anchor is not None:
                self.anchor.parts.append(" ")
            return
        scope = self.scopes.get(node.parent.mem_id)  # type: ignore[union-attr] # text always has a parent
        if scope is None:
            return
        if scope.owner != self.owner:
            self.open_block(scope)
        self.parts.append(text)
        self.anchor = scope.anchor
        if scope.anchor is not None:
            scope.anchor.parts.append(text)

    def enter(self, region: Region, node: LexborNode, scope: Scope) -> Scope:
        """Return the scope of a block-level element that stands in `region`."""
        self.owner = 0
        if region is not scope.region:
            region.first_block = len(self.out.blocks)
            self.out.regions.append(region)
        return Scope(region, node.mem_id, scope.role, scope.level, scope.anchor, scope.form)

    def open_block(self, scope: Scope) -> None:
        """Begin a new block for the element that `scope` belongs to."""
        block = RawBlock(scope.region, scope.role, scope.level, scope.owner)
        if scope.level:
            self.heading = len(self.out.blocks)
        self.out.blocks.append(block)
        self.parts = block.parts
        self.owner = scope.owner
        if scope.anchor is not None:
            scope.anchor.parts.append(" ")


def _open_division(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    return walk.enter(open_division(node.tag or "", node, scope.region), node, scope)


def _open_landmark(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    return walk.enter(open_landmark(node.tag or "", node, scope.region), node, scope)


def _open_list(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    return walk.enter(open_list(node.tag or "", node, scope.region), node, scope)


def _open_item(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    walk.owner = 0
    return Scope(scope.region, node.mem_id, _ROLES[node.tag or ""], 0, scope.anchor, scope.form)


def _open_paragraph(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    walk.owner = 0
    return Scope(scope.region, node.mem_id, scope.role, scope.level, scope.anchor, scope.form)


def _open_heading(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    walk.owner = 0
    level = int((node.tag or "h6")[1])
    return Scope(scope.region, node.mem_id, BlockRole.HEADING, level, scope.anchor, scope.form)


def _open_anchor(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    attributes = node.attributes
    href = attributes.get("href")
    out = walk.out
    if not href or len(out.anchors) >= MAX_ANCHORS:
        return scope
    is_open = scope.owner == walk.owner
    anchor = RawAnchor(attributes, href, scope.region, len(out.blocks) - is_open, walk.heading)
    out.anchors.append(anchor)
    return Scope(scope.region, scope.owner, scope.role, scope.level, anchor, scope.form)


def _open_image(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    text = node.attributes.get("alt") or ""
    if scope.anchor is not None:
        scope.anchor.image_text = scope.anchor.image_text or text
    elif text in _AT_SIGNS:
        walk.parts.append("@")  # info<img alt="@">site.org is an address to every reader
    return scope


def _open_break(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    walk.parts.append("\n")
    return scope


def _open_form(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    inner = walk.enter(open_division("form", node, scope.region), node, scope)
    inner.form = RawForm(node.attributes, node, inner.region)
    walk.out.forms.append(inner.form)
    return inner


_AT_SIGNS = frozenset({"@", "at", "(at)", "[at]", " @ "})
_NOT_ASKED = frozenset({"hidden", "submit", "button", "image", "reset"})


def _open_field(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    form = scope.form
    if form is not None:
        attributes = node.attributes
        kind = attributes.get("type") or ""
        if kind not in _NOT_ASKED:
            form.has_upload = form.has_upload or kind == "file"
            form.has_textarea = form.has_textarea or node.tag == "textarea"
            form.fields += filter(None, map(attributes.get, ("name", "placeholder", "aria-label")))
    return Scope(scope.region, node.mem_id, BlockRole.LABEL, 0, None, form)


def _open_label(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    walk.owner = 0
    return Scope(scope.region, node.mem_id, BlockRole.LABEL, 0, scope.anchor, scope.form)


def _open_time(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    walk.out.times.append(RawTime(node.attributes, node, scope.region, len(walk.out.blocks)))
    return scope


def _open_frame(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    walk.out.frames.append(node.attributes.get("src") or "")
    return scope


Opener = Callable[[Walk, LexborNode, Scope], Scope]


def _inline(walk: Walk, node: LexborNode, scope: Scope) -> Scope:
    return scope


_INLINE: Opener = _inline
_ROLES = {
    "li": BlockRole.LIST_ITEM,
    "dt": BlockRole.LIST_ITEM,
    "td": BlockRole.TABLE_CELL,
    "th": BlockRole.TABLE_CELL,
}
OPENERS: dict[str, Opener | None] = {
    **dict.fromkeys(
        "div section details center".split(), _open_division
    ),
    **dict.fromkeys("article main header footer aside nav menu search".split(), _open_landmark),
    **dict.fromkeys("ul ol dl table".split(), _open_list),
    **dict.fromkeys(_ROLES, _open_item),
    **dict.fromkeys(
        "p fieldset blockquote pre address figure figcaption dd summary hgroup thead tbody tfoot tr caption "
        "legend dialog hr".split(),
        _open_paragraph,
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _open_heading),
    **dict.fromkeys(("button", "label", "option", "optgroup"), _open_label),
    **dict.fromkeys(("input", "textarea", "select"), _open_field),
    **dict.fromkeys(("a", "area"), _open_anchor),
    **dict.fromkeys(
        ("script", "style", "template", "noscript", "svg", "math", "object", "canvas", "datalist", "head", "-comment",
         "!doctype", "meta", "link", "title", "video", "audio", "noframes")
    ),
    "img": _open_image,
    "br": _open_break,
    "form": _open_form,
    "time": _open_time,
    "iframe": _open_frame,
}  # fmt: skip


def hidden_elements(tree: LexborHTMLParser, html: str) -> frozenset[int]:
    """Return the identities of the elements that their own attributes keep from the eye."""
    if "hidden" not in html and "none" not in html and "<dialog" not in html:
        return frozenset()
    return frozenset(node.mem_id for node in tree.css(_HIDDEN) if is_hidden(node.tag or "", node.attributes))


def is_hidden(tag: str, attributes: Attributes) -> bool:
    """Tell whether an element's own attributes keep it from the eye; a hidden body is shown by a script in time."""
    if tag in {"body", "html"}:
        return False
    if "hidden" in attributes or tag == "dialog":
        return attributes.get("hidden") != "until-found"
    style = (attributes.get("style") or "").lower().replace(" ", "")
    return "display:none" in style or "visibility:hidden" in style


def walk_page(html: str) -> Outline:
    """Parse a page and gather everything in one walk; the page must have passed `guard.make_safe`."""
    outline = parse(html)
    start = outline.tree.body or outline.tree.root
    if start is not None:
        Walk(outline).run(start)
    return outline
