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

from linkfinder.analysis.places import Attributes, Region, open_division, open_landmark, open_list
from linkfinder.analysis.tree import Outline, RawAnchor, RawBlock, RawForm, RawTime, Scope
from linkfinder.model.page import BlockRole, Place

MAX_ANCHORS = 5_000
"""Links a page: more is a dump or a trap."""

MAX_NODES = 200_000
"""Nodes looked at; a page of 171 KB has about 2,500."""

MAX_SCRIPT = 200_000
"""Characters of one JSON-LD script; real ones stay far below."""

_MAX_MARKED = 200  # elements with a coded address; a page with more is a directory
_MAIL_DATA = frozenset({
    "data-cfemail", "data-mailto-token", "data-email", "data-mail", "data-user", "data-name", "data-local",
    "data-account", "data-part1", "data-enc-email", "data-email-address", "data-address", "data-mailto",
    "data-contact", "data-reversed",
})  # fmt: skip


class Walk:
    """The state of one walk."""

    def __init__(self, outline: Outline) -> None:
        """Begin with nothing open."""
        self.out = outline
        self.scopes = outline.scopes
        self.owner = 0  # the block-level element whose block is open
        self.block = RawBlock(Region(Place.BODY), BlockRole.PARAGRAPH, 0, 0)  # the open block
        self.heading = -1

    def run(self, start: LexborNode) -> None:
        """Walk over everything below `start`."""
        top = Region(Place.BODY)
        self.out.regions.append(top)
        scopes = self.scopes
        scopes[start.mem_id] = Scope(top, start.mem_id, BlockRole.PARAGRAPH, 0)
        openers = _BY_ID
        for node in islice(start.traverse(include_text=True, skip_empty=True), 1, MAX_NODES):
            tag = node.tag_id
            if tag == _TEXT:
                self.text(node)
                continue
            opener = openers[tag] if tag in openers else _opener_of(node)
            scope = scopes.get(node.parent.mem_id)  # type: ignore[union-attr] # only the root has no parent
            if opener is None or scope is None:
                continue
            attributes = node.attributes
            if ("style" in attributes or "hidden" in attributes) and self.is_unseen(node, attributes):
                continue
            inner = scope if opener is _inline else opener(self, node, attributes, scope)
            if inner is not None:
                scopes[node.mem_id] = inner

    def text(self, node: LexborNode) -> None:
        """Add a piece of text to the block and the anchor it stands in."""
        scope = self.scopes.get(node.parent.mem_id)  # type: ignore[union-attr] # text always has a parent
        if scope is None:
            return
        text = node.text_content or ""
        if scope.owner != self.owner:
            self.open_block(scope)
        elif not text[:1].isspace() and not self.block.parts[-1][-1:].isspace() and follows_space(node, scope.owner):
            text = " " + text
        block = self.block
        block.parts.append(text)
        block.chars += len(text)
        if scope.anchor is not None:
            scope.anchor.parts.append(text)
            block.link_chars += len(text)

    def open_block(self, scope: Scope) -> None:
        """Begin a new block for the element that `scope` belongs to."""
        block = RawBlock(scope.region, scope.role, scope.level, scope.owner)
        if scope.level:
            self.heading = len(self.out.blocks)
        self.out.blocks.append(block)
        self.block = block
        self.owner = scope.owner
        if scope.anchor is not None:
            scope.anchor.parts.append(" ")

    def enter(self, region: Region, node: LexborNode, scope: Scope) -> Scope:
        """Return the scope of a block-level element that stands in `region`."""
        self.owner = 0
        if region is not scope.region:
            region.first_block = len(self.out.blocks)
            self.out.regions.append(region)
        return Scope(region, node.mem_id, scope.role, scope.level, scope.anchor, scope.form)

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


def follows_space(node: LexborNode, owner: int) -> bool:
    """Tell whether white space stands between a text and the text before it in the same block."""
    inner: LexborNode | None = node
    while inner is not None and inner.mem_id != owner:
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


def hides(attributes: Attributes) -> bool:
    """Tell whether these attributes hide an element: `hidden`, or a style that does not display it."""
    if "hidden" in attributes:
        return attributes["hidden"] != "until-found"
    style = (attributes.get("style") or "").lower().replace(" ", "")
    return "display:none" in style or "visibility:hidden" in style


def _open_head(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope | None:
    """Read title, meta, link and base wherever they stand: broken heads spill into the body."""
    out = walk.out
    if node.tag == "meta":
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        value, name = attributes.get("content"), name or attributes.get("http-equiv")
        if name and value:
            out.metas.setdefault(name.lower(), []).append(value)
    elif node.tag == "link":
        if not out.canonical and "canonical" in (attributes.get("rel") or "").lower():
            out.canonical = attributes.get("href") or ""
    elif node.tag == "base":
        out.base = out.base or attributes.get("href") or ""
    elif not out.title:
        out.title = node.text()
    return None


def _open_script(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope | None:
    kind = attributes.get("type")
    if kind and "ld+json" in kind.lower():
        text = node.text()
        if text and len(text) <= MAX_SCRIPT:
            walk.out.json_ld.append(text)
    return None


def _open_dialog(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope | None:
    return walk.enter(scope.region, node, scope) if "open" in attributes else None


def _open_span(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    if attributes:
        if not _MAIL_DATA.isdisjoint(attributes):
            walk.mark(node)
        names = attributes.get("class")
        if names and ("author" in names or "byline" in names):
            walk.out.bylines.append(node)
        if "itemprop" in attributes:
            _note_property(walk, node, attributes, scope)
    return scope


def _note_property(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> None:
    name = attributes["itemprop"] or ""
    if "author" in name:
        walk.out.bylines.append(node)
    elif "datePublished" in name:
        walk.out.times.append(RawTime(attributes, node, scope.region, len(walk.out.blocks)))


def _open_division(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    names = attributes.get("class")
    if names and ("author" in names or "byline" in names):
        walk.out.bylines.append(node)
    return walk.enter(open_division(node.tag or "", node, attributes, scope.region), node, scope)


def _open_landmark(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    return walk.enter(open_landmark(node.tag or "", node, attributes, scope.region), node, scope)


def _open_list(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    return walk.enter(open_list(node.tag or "", node, attributes, scope.region), node, scope)


def _open_item(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    walk.owner = 0
    return Scope(scope.region, node.mem_id, _ROLES[node.tag or ""], 0, scope.anchor, scope.form)


def _open_paragraph(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    walk.owner = 0
    return Scope(scope.region, node.mem_id, scope.role, scope.level, scope.anchor, scope.form)


def _open_heading(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    walk.owner = 0
    level = int((node.tag or "h6")[1])
    return Scope(scope.region, node.mem_id, BlockRole.HEADING, level, scope.anchor, scope.form)


def _open_anchor(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    out = walk.out
    href = attributes.get("href")
    if "author" in (attributes.get("rel") or ""):
        out.bylines.append(node)
    _open_span(walk, node, attributes, scope)
    if not href or len(out.anchors) >= MAX_ANCHORS:
        return scope
    is_open = scope.owner == walk.owner
    anchor = RawAnchor(attributes, href, scope.region, len(out.blocks) - is_open, walk.heading)
    out.anchors.append(anchor)
    return Scope(scope.region, scope.owner, scope.role, scope.level, anchor, scope.form)


def _open_image(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    text = attributes.get("alt") or ""
    if scope.anchor is not None:
        scope.anchor.image_text = scope.anchor.image_text or text
    elif text in _AT_SIGNS:
        walk.block.parts.append("@")  # info<img alt="@">site.org is an address to every reader
    return scope


def _open_break(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    walk.block.parts.append("\n")
    return scope


def _open_form(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    inner = walk.enter(open_division("form", node, attributes, scope.region), node, scope)
    inner.form = RawForm(attributes, node, inner.region)
    walk.out.forms.append(inner.form)
    return inner


_AT_SIGNS = frozenset({"@", "at", "(at)", "[at]", " @ "})
_NOT_ASKED = frozenset({"hidden", "submit", "button", "image", "reset"})


def _open_field(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    form = scope.form
    if form is not None:
        kind = attributes.get("type") or ""
        if kind not in _NOT_ASKED:
            form.has_upload = form.has_upload or kind == "file"
            form.has_textarea = form.has_textarea or node.tag == "textarea"
            form.fields += filter(None, map(attributes.get, ("name", "placeholder", "aria-label")))
    return Scope(scope.region, node.mem_id, BlockRole.LABEL, 0, None, form)


def _open_label(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    walk.owner = 0
    return Scope(scope.region, node.mem_id, BlockRole.LABEL, 0, scope.anchor, scope.form)


def _open_time(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    walk.out.times.append(RawTime(attributes, node, scope.region, len(walk.out.blocks)))
    return scope


def _open_frame(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    walk.out.frames.append(attributes.get("src") or "")
    return scope


Opener = Callable[[Walk, LexborNode, Attributes, Scope], Scope | None]


def _inline(walk: Walk, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
    return scope


_ROLES = {
    "li": BlockRole.LIST_ITEM,
    "dt": BlockRole.LIST_ITEM,
    "td": BlockRole.TABLE_CELL,
    "th": BlockRole.TABLE_CELL,
}
OPENERS: dict[str, Opener | None] = {
    **dict.fromkeys(("div", "section", "details", "center"), _open_division),
    **dict.fromkeys(("article", "main", "header", "footer", "aside", "nav", "menu", "search"), _open_landmark),
    **dict.fromkeys(("ul", "ol", "dl", "table"), _open_list),
    **dict.fromkeys(_ROLES, _open_item),
    **dict.fromkeys(
        "p body fieldset blockquote pre address figure figcaption dd summary hgroup thead tbody tfoot tr caption legend "
        "hr".split(),
        _open_paragraph,
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _open_heading),
    **dict.fromkeys(("button", "label", "option", "optgroup"), _open_label),
    **dict.fromkeys(("input", "textarea", "select"), _open_field),
    **dict.fromkeys(("a", "area"), _open_anchor),
    **dict.fromkeys(("title", "meta", "link", "base"), _open_head),
    **dict.fromkeys(("span", "bdo", "i"), _open_span),
    **dict.fromkeys(
        ("style", "template", "noscript", "svg", "math", "object", "canvas", "datalist", "-comment", "!doctype", "video",
         "audio", "noframes")
    ),
    "script": _open_script,
    "dialog": _open_dialog,
    "img": _open_image,
    "br": _open_break,
    "form": _open_form,
    "time": _open_time,
    "abbr": _open_time,
    "iframe": _open_frame,
}  # fmt: skip
"""What an element does to the walk. Those not named here are inline; None shuts out all that is below."""


_TEXT = 2  # lexbor's LXB_TAG__TEXT
_KNOWN_TAGS = 1_000  # lexbor numbers the tags of the standard below this; others get a number of their own a page
_BY_ID: dict[int, Opener | None] = {}  # filled as tags are met: numbers are compared faster than names


def _opener_of(node: LexborNode) -> Opener | None:
    opener = OPENERS.get(node.tag or "", _inline)
    if node.tag_id < _KNOWN_TAGS:
        _BY_ID[node.tag_id] = opener
    return opener


def walk_page(html: str) -> Outline:
    """Parse a page and gather everything in one walk; the page must have passed `guard.make_safe`."""
    outline = Outline(LexborHTMLParser(html), html)
    root = outline.tree.root
    if root is not None:
        outline.language = root.attributes.get("lang") or root.attributes.get("xml:lang") or ""
        Walk(outline).run(root)
    return outline
