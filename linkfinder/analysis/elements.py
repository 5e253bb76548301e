"""What each element does to a walk: begin a block, enter a region, open an anchor or a form, be read, be passed over.

Every opener has one shape: it gets the walk, the element, its attributes and the scope around it, and returns the
scope of what stands inside, or None when nothing inside is to be seen.
"""

# ruff: noqa: ARG001 (openers have one shape, whether or not they need all of it)

from collections.abc import Callable

from selectolax.lexbor import LexborNode

from linkfinder.analysis.folded_links import add_folded_links
from linkfinder.analysis.places import Attributes, open_division, open_landmark, open_list
from linkfinder.analysis.tree import ElementScope, RawAnchor, RawForm, RawTime
from linkfinder.analysis.walk import OutlineWalk
from linkfinder.model.page import BlockRole, Place

Opener = Callable[[OutlineWalk, LexborNode, Attributes, ElementScope], ElementScope | None]

_MAX_TITLE = 1_000
"""Characters of a title; search results show sixty."""

_MAX_SCRIPT = 200_000
"""Characters of one JSON-LD script; real ones stay far below."""

_MAIL_DATA = frozenset({
    "data-cfemail", "data-mailto-token", "data-email", "data-mail", "data-user", "data-name", "data-local",
    "data-account", "data-part1", "data-enc-email", "data-email-address", "data-address", "data-mailto",
    "data-contact", "data-reversed",
})  # fmt: skip


def _open_head(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope | None:
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
        out.title = node.text()[:_MAX_TITLE]
    return None


def _open_script(
    walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope
) -> ElementScope | None:
    if "email-decode" in (attributes.get("src") or ""):
        walk.out.has_coded_mail = True
    kind = attributes.get("type")
    if kind and "ld+json" in kind.lower():
        text = node.text()
        if text and len(text) <= _MAX_SCRIPT:
            walk.out.json_ld.append(text)
    return None


def _open_dialog(
    walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope
) -> ElementScope | None:
    if "open" in attributes:
        return walk.inside(scope)
    add_folded_links(walk, node, scope)
    return None


def _open_noscript(
    walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope
) -> ElementScope | None:
    add_folded_links(walk, node, scope)
    return None


def _open_span(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    if attributes:
        if not _MAIL_DATA.isdisjoint(attributes):
            walk.mark(node)
        names = attributes.get("class")
        if names and ("author" in names or "byline" in names):
            walk.out.bylines.append(node)
        if "itemprop" in attributes:
            _note_property(walk, node, attributes, scope)
    return scope


def _note_property(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> None:
    name = attributes["itemprop"] or ""
    if "author" in name:
        walk.out.bylines.append(node)
    elif "datePublished" in name:
        walk.out.times.append(RawTime(attributes, node, scope.region, len(walk.out.blocks)))


def _note_item(walk: OutlineWalk, node: LexborNode, attributes: Attributes) -> None:
    """Note the first element that microdata call an article."""
    if walk.out.article is None and (attributes["itemtype"] or "").endswith(("Article", "Posting")):
        walk.out.article = node


def _open_division(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    if not attributes:
        return walk.inside(scope)
    if "itemtype" in attributes:
        _note_item(walk, node, attributes)
    return walk.enter(open_division(node, attributes, scope.region), scope)


def _open_landmark(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    if "itemtype" in attributes:
        _note_item(walk, node, attributes)
    return walk.enter(open_landmark(node.tag or "", node, attributes, scope.region), scope)


def _open_list(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    return walk.enter(open_list(Place.LIST, node, attributes, scope.region), scope)


def _open_table(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    return walk.enter(open_list(Place.TABLE, node, attributes, scope.region), scope)


def _open_item(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    return walk.item(scope, BlockRole.LIST_ITEM)


def _open_cell(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    return walk.item(scope, BlockRole.TABLE_CELL)


def _open_paragraph(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    walk.owner = 0
    return scope.inner or walk.inside(scope)


def _open_heading(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    return walk.open_scope(scope, BlockRole.HEADING, int((node.tag or "h6")[1]))


def _open_anchor(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    href = attributes.get("href")
    if not href or href[0] == "#" or "data-cfemail" in attributes:
        _open_span(walk, node, attributes, scope)  # an address that a script will put here
    if not href:
        return scope
    region, owner, block = scope.region, scope.owner, len(walk.blocks)
    if owner == walk.owner:
        block -= 1
    anchor = RawAnchor(attributes, href, region, block, walk.heading, [])
    if not walk.add_anchor(anchor):
        return scope
    return ElementScope(region, owner, scope.role, scope.level, anchor, scope.form)


def _open_image(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    text = attributes.get("alt") or ""
    if scope.anchor is not None:
        scope.anchor.image_text = scope.anchor.image_text or text
    elif text in _AT_SIGNS:
        walk.block.parts.append("@")  # info<img alt="@">site.org is an address to every reader
    return scope


def _open_break(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    walk.block.parts.append("\n")
    return scope


def _open_form(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    region = open_division(node, attributes, scope.region)
    inner = walk.open_scope(walk.enter(region, scope), scope.role, scope.level)
    inner.form = RawForm(attributes, node, inner.region)
    walk.out.forms.append(inner.form)
    return inner


_AT_SIGNS = frozenset({"@", "at", "(at)", "[at]", " @ "})
_NOT_ASKED = frozenset({"hidden", "submit", "button", "image", "reset"})


def _open_field(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    form = scope.form
    if form is not None:
        kind = attributes.get("type") or ""
        if kind not in _NOT_ASKED:
            form.has_upload = form.has_upload or kind == "file"
            form.has_textarea = form.has_textarea or node.tag == "textarea"
            form.fields += filter(None, map(attributes.get, ("name", "placeholder", "aria-label")))
    owner = walk.owner
    inner = walk.open_scope(scope, BlockRole.LABEL)
    walk.owner = owner  # a field stands inside a line, it does not end it
    return inner


def _open_label(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    return walk.open_scope(scope, BlockRole.LABEL)


def _open_time(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    walk.out.times.append(RawTime(attributes, node, scope.region, len(walk.out.blocks)))
    return scope


def _open_frame(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    walk.out.frames.append(attributes.get("src") or "")
    return scope


def stay_inline(walk: OutlineWalk, node: LexborNode, attributes: Attributes, scope: ElementScope) -> ElementScope:
    """Return the scope around: an inline element changes nothing."""
    return scope


_PLAIN_BLOCKS = (
    "p", "body", "fieldset", "blockquote", "pre", "address", "figure", "figcaption", "dd", "summary", "hgroup", "thead",
    "tbody", "tfoot", "tr", "caption", "legend", "hr",
)  # fmt: skip
OPENERS: dict[str, Opener | None] = {
    **dict.fromkeys(("div", "section", "details", "center"), _open_division),
    **dict.fromkeys(("article", "main", "header", "footer", "aside", "nav", "menu", "search"), _open_landmark),
    **dict.fromkeys(("ul", "ol", "dl"), _open_list),
    **dict.fromkeys(("li", "dt"), _open_item),
    **dict.fromkeys(("td", "th"), _open_cell),
    **dict.fromkeys(_PLAIN_BLOCKS, _open_paragraph),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _open_heading),
    **dict.fromkeys(("button", "label", "option", "optgroup"), _open_label),
    **dict.fromkeys(("input", "textarea", "select"), _open_field),
    **dict.fromkeys(("a", "area"), _open_anchor),
    **dict.fromkeys(("title", "meta", "link", "base"), _open_head),
    **dict.fromkeys(("span", "bdo", "i"), _open_span),
    **dict.fromkeys(
        ("style", "template", "svg", "math", "object", "canvas", "datalist", "-comment", "!doctype",
         "video", "audio", "noframes")
    ),
    "script": _open_script,
    "table": _open_table,
    "dialog": _open_dialog,
    "noscript": _open_noscript,
    "img": _open_image,
    "br": _open_break,
    "form": _open_form,
    **dict.fromkeys(("time", "abbr", "relative-time", "local-time", "time-ago"), _open_time),
    "iframe": _open_frame,
    "frame": _open_frame,
}  # fmt: skip
"""What an element does to the walk. Those not named here are inline; None shuts out all that is below."""
