"""One walk over the parsed page that gathers what all readers need: blocks, anchors, forms, metas, times, scripts.

The walk is in document order and knows for every element the scope it opens: the region (where on the page), the
block that its text belongs to, the anchor and the form around it. Inline elements share the scope of their parent.
What nobody sees is not gathered: hidden elements, templates, scripts, comments.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from linkfinder.analysis.places import Region, region_of
from linkfinder.model.page import BlockRole, Place

MAX_ANCHORS = 5_000
"""Links a page: more is a dump or a trap."""

MAX_NODES = 200_000
"""Nodes looked at; a page of 171 KB has about 2,500."""

_MAX_SCRIPT = 200_000  # characters of one JSON-LD script; real ones stay far below

Attributes = Mapping[str, str | None]


@dataclass(slots=True, eq=False)
class RawAnchor:
    """An `a` or `area` element with the text found inside it."""

    href: str
    rel: str
    region: Region
    heading: int  # index of the nearest heading block above, -1 without one
    block: int  # index of the block in which it begins
    parts: list[str] = field(default_factory=list)
    image_text: str = ""
    has_image: bool = False
    title: str = ""


@dataclass(slots=True, eq=False)
class RawBlock:
    """The text pieces of one block; `link_chars` of its characters stand inside anchors."""

    region: Region
    role: BlockRole
    level: int
    parts: list[str] = field(default_factory=list)
    link_chars: int = 0


@dataclass(slots=True, eq=False)
class RawForm:
    """A form with the names, labels and placeholders of its fields."""

    attributes: Attributes
    region: Region
    fields: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    has_textarea: bool = False
    has_upload: bool = False
    names: str = ""  # classes and ids of the form and of what stands around it


@dataclass(slots=True, eq=False)
class RawTime:
    """A `time` element, or one whose class or itemprop says that it holds a date."""

    attributes: Attributes
    region: Region
    block: int
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Scope:
    """What an element's text belongs to."""

    region: Region
    owner: int
    role: BlockRole
    level: int
    anchor: RawAnchor | None = None
    form: RawForm | None = None
    time: RawTime | None = None
    names: str = ""


@dataclass(slots=True)
class Outline:
    """Everything one walk gathered."""

    tree: LexborHTMLParser
    language: str = ""
    title: str = ""
    base: str = ""
    metas: list[Attributes] = field(default_factory=list)
    heads: list[Attributes] = field(default_factory=list)  # link elements
    blocks: list[RawBlock] = field(default_factory=list)
    anchors: list[RawAnchor] = field(default_factory=list)
    forms: list[RawForm] = field(default_factory=list)
    times: list[RawTime] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    scripts: int = 0
    has_microdata: bool = False
    has_base: bool = False


_BLOCKS: dict[str, BlockRole] = {
    **dict.fromkeys(
        "body div p section article main header footer aside nav form fieldset blockquote pre address figure figcaption "
        "ul ol dl dd details summary center hgroup search menu table thead tbody tfoot tr caption legend dialog".split(),
        BlockRole.PARAGRAPH,
    ),
    **dict.fromkeys(("li", "dt"), BlockRole.LIST_ITEM),
    **dict.fromkeys(("td", "th"), BlockRole.TABLE_CELL),
    **dict.fromkeys(("button", "label", "option", "select"), BlockRole.LABEL),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockRole.HEADING),
}
_CONTAINERS = frozenset(
    "div section article main header footer aside nav ul ol dl table form details center td p li".split()
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "math", "object", "canvas", "datalist", "head"})
_DATE_NAMES = ("date", "time", "publish", "posted", "byline", "meta")


class _Walk:
    """The state of one walk."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.out = Outline(tree)
        self.scopes: dict[int, Scope] = {}
        self.heads: set[int] = set()
        self.owner = -1
        self.heading = -1

    def run(self) -> Outline:
        root = self.out.tree.root
        if root is None:
            return self.out
        top = Region(Place.BODY)
        self.out.regions.append(top)
        scopes = self.scopes
        scopes[root.mem_id] = Scope(top, root.mem_id, BlockRole.PARAGRAPH, 0)
        self.out.language = root.attributes.get("lang") or root.attributes.get("xml:lang") or ""
        for count, node in enumerate(root.traverse(include_text=True)):
            tag = node.tag
            if tag == "-text":
                self._text(node)
            elif tag is not None and tag[0] not in "-!":
                self._element(node, tag)
            if count > MAX_NODES:
                break
        return self.out

    def _text(self, node: LexborNode) -> None:
        parent = node.parent
        scope = self.scopes.get(parent.mem_id) if parent is not None else None
        text = node.text_content
        if scope is None or not text:
            return
        if scope.owner != self.owner:
            if text.isspace():
                return
            self._open_block(scope)
        self.out.blocks[-1].parts.append(text)
        if scope.anchor is not None:
            scope.anchor.parts.append(text)
            self.out.blocks[-1].link_chars += len(text)
        if scope.form is not None:
            scope.form.parts.append(text)
        if scope.time is not None:
            scope.time.parts.append(text)

    def _open_block(self, scope: Scope) -> None:
        block = RawBlock(scope.region, scope.role, scope.level)
        if scope.level:
            self.heading = len(self.out.blocks)
        self.out.blocks.append(block)
        self.owner = scope.owner

    def _element(self, node: LexborNode, tag: str) -> None:
        parent = node.parent
        scope = self.scopes.get(parent.mem_id) if parent is not None else None
        if scope is None:
            if tag in _HEAD:
                _HEAD[tag](self, node)
            return
        if tag in _UNSEEN:
            if tag == "script":
                self._script(node)
            return
        attributes = node.attributes
        if attributes and ("hidden" in attributes or "style" in attributes) and is_hidden(tag, attributes):
            return
        if attributes and "itemscope" in attributes:
            self.out.has_microdata = True
        role = _BLOCKS.get(tag)
        if role is not None:
            self.owner = -1
            scope = self._block_scope(node, tag, attributes, scope, role)
        opener = _OPENERS.get(tag)
        if opener is not None:
            scope = opener(self, node, attributes, scope)
        self.scopes[node.mem_id] = scope

    def _block_scope(self, node: LexborNode, tag: str, attributes: Attributes, scope: Scope, role: BlockRole) -> Scope:
        region = scope.region
        if tag in _CONTAINERS:
            region = region_of(tag, attributes, scope.region)
            if region is not scope.region:
                self.out.regions.append(region)
        level = 0
        if role is BlockRole.PARAGRAPH and scope.role is not BlockRole.PARAGRAPH:
            role, level = scope.role, scope.level
        elif role is BlockRole.HEADING:
            level = int(tag[1])
        return Scope(region, node.mem_id, role, level, scope.anchor, scope.form, scope.time)

    def _script(self, node: LexborNode) -> None:
        self.out.scripts += 1
        kind = node.attributes.get("type")
        if kind and "ld+json" in kind:
            text = node.text(deep=True)
            if text and len(text) <= _MAX_SCRIPT:
                self.out.json_ld.append(text)

    def _title(self, node: LexborNode) -> None:
        self.out.title = self.out.title or node.text(deep=True)

    def _meta(self, node: LexborNode) -> None:
        self.out.metas.append(node.attributes)

    def _link(self, node: LexborNode) -> None:
        self.out.heads.append(node.attributes)

    def _base(self, node: LexborNode) -> None:
        if not self.out.has_base and node.attributes.get("href"):
            self.out.has_base = True
            self.out.base = node.attributes.get("href") or ""

    def _anchor(self, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
        href = attributes.get("href")
        if href is None or len(self.out.anchors) >= MAX_ANCHORS:
            return scope
        anchor = RawAnchor(
            href,
            attributes.get("rel") or "",
            scope.region,
            self.heading,
            len(self.out.blocks) - (scope.owner == self.owner),
            title=attributes.get("title") or attributes.get("aria-label") or "",
        )
        self.out.anchors.append(anchor)
        return replace(scope, anchor=anchor)

    def _image(self, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
        if scope.anchor is not None:
            scope.anchor.has_image = True
            scope.anchor.image_text = scope.anchor.image_text or attributes.get("alt") or ""
        return scope

    def _break(self, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
        if scope.owner == self.owner:
            self.out.blocks[-1].parts.append("\n")
        return scope

    def _form(self, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
        form = RawForm(attributes, scope.region)
        self.out.forms.append(form)
        return replace(scope, form=form)

    def _field(self, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
        form = scope.form
        if form is None:
            return scope
        kind = attributes.get("type") or ""
        if kind in {"hidden", "submit", "button", "image"}:
            return scope
        form.has_upload = form.has_upload or kind == "file"
        form.has_textarea = form.has_textarea or node.tag == "textarea"
        form.fields += [value for value in map(attributes.get, ("name", "placeholder", "aria-label")) if value]
        return scope

    def _time(self, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
        time = RawTime(attributes, scope.region, len(self.out.blocks))
        self.out.times.append(time)
        return replace(scope, time=time)

    def _frame(self, node: LexborNode, attributes: Attributes, scope: Scope) -> Scope:
        if attributes.get("src"):
            self.out.frames.append(attributes["src"] or "")
        return scope


_HEAD: dict[str, Callable[[_Walk, LexborNode], None]] = {
    "title": _Walk._title,
    "meta": _Walk._meta,
    "link": _Walk._link,
    "base": _Walk._base,
    "script": _Walk._script,
}
_OPENERS: dict[str, Callable[[_Walk, LexborNode, Attributes, Scope], Scope]] = {
    "a": _Walk._anchor,
    "area": _Walk._anchor,
    "img": _Walk._image,
    "br": _Walk._break,
    "form": _Walk._form,
    "input": _Walk._field,
    "textarea": _Walk._field,
    "select": _Walk._field,
    "time": _Walk._time,
    "iframe": _Walk._frame,
    "meta": lambda walk, node, attributes, scope: (walk._meta(node), scope)[1],
}


def is_hidden(tag: str, attributes: Attributes) -> bool:
    """Tell whether an element is kept from the eye by its own attributes."""
    if tag == "body":
        return False  # shown by a script once the page has loaded; its text is the page
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    if not style:
        return False
    folded = style.lower().replace(" ", "")
    return "display:none" in folded or "visibility:hidden" in folded


def walk(html: str) -> Outline:
    """Parse a page and gather everything in one walk; the page must have passed `guard.make_safe`."""
    return _Walk(LexborHTMLParser(html)).run()
