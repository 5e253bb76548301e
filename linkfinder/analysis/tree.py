"""The raw finds of one walk over a page: blocks, anchors, forms, times, and what the head says.

Only shapes stand here; `walk` fills them, the readers finish them.
"""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from linkfinder.analysis.places import Attributes, Region
from linkfinder.model.page import BlockRole, Place


@dataclass(slots=True, eq=False)
class RawBlock:
    """The text pieces of one block; `link_chars` of its `chars` characters stand inside anchors (see `layout`)."""

    region: Region
    scope: "ElementScope"  # of the block-level element that the text stands in
    parts: list[str]
    chars: int = 0
    link_chars: int = 0


@dataclass(slots=True, eq=False)
class RawAnchor:
    """An `a` or `area` element with the text pieces found inside it."""

    attributes: Attributes
    href: str
    region: Region
    block: int  # index of the block in which it begins
    heading: int  # index of the nearest heading block above, -1 without one
    parts: list[str] = field(default_factory=list)
    image_text: str | None = None  # None without an image
    is_folded: bool = False  # in a part of the page that is not shown at first (see `folded_links`)


@dataclass(slots=True, eq=False)
class RawForm:
    """A form with the names, labels and placeholders of its fields."""

    attributes: Attributes
    node: LexborNode
    region: Region
    fields: list[str] = field(default_factory=list)
    has_textarea: bool = False
    has_upload: bool = False


@dataclass(slots=True, eq=False)
class RawTime:
    """An element that says it holds a date: a `time`, or one with such an itemprop or class."""

    attributes: Attributes
    node: LexborNode
    region: Region
    block: int


@dataclass(slots=True, eq=False)
class ElementScope:
    """What the text directly below an element belongs to.

    Texts with one `owner` and no block-level element between them are one block. Block-level elements of one kind that
    stand side by side share the scope that is kept in `inner` or `item` of the scope around them.
    """

    region: Region
    owner: int
    role: BlockRole
    level: int
    anchor: RawAnchor | None = None
    form: RawForm | None = None
    inner: "ElementScope | None" = None
    item: "ElementScope | None" = None


@dataclass(slots=True)
class Outline:
    """Everything one walk gathered. `metas` maps lower-case names and properties to their values, in page order."""

    tree: LexborHTMLParser
    html: str
    language: str = ""
    title: str = ""
    base: str = ""
    canonical: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    blocks: list[RawBlock] = field(default_factory=list)
    anchors: list[RawAnchor] = field(default_factory=list)
    anchors_left_out: int = 0  # links beyond the most that are read of one page
    forms: list[RawForm] = field(default_factory=list)
    times: list[RawTime] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    article: LexborNode | None = None  # the first element that microdata call an article
    json_ld: list[str] = field(default_factory=list)  # the scripts of structured data, unparsed
    marked: list[LexborNode] = field(default_factory=list)  # elements whose attributes may hold a coded address
    scopes: dict[int, ElementScope] = field(default_factory=dict)
    bylines: list[LexborNode] = field(default_factory=list)  # elements that say they name the author
    has_coded_mail: bool = False  # the page loads the script that decodes Cloudflare's addresses
    hidden: int = 0  # elements kept from the eye

    def place_at(self, node: LexborNode) -> Place | None:
        """Return the place in which an element stands, or None when readers do not see it."""
        scope = self.scopes.get(node.mem_id)
        return scope.region.place if scope is not None else None

    def block_at(self, node: LexborNode) -> int:
        """Return the index of the block in which an element stands, or the number of blocks when it is in none."""
        scope = self.scopes.get(node.mem_id)
        owners = (
            index for index, block in enumerate(self.blocks) if scope is not None and block.scope.owner == scope.owner
        )
        return next(owners, len(self.blocks))

    def meta(self, *names: str) -> str:
        """Return the first value of the first of these metas that has one, or an empty string."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value:
                    return value
        return ""
