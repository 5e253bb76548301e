"""Which short inline elements a page's own style elements hide, as sites do to put false letters into an address.

Only rules whose selector is simple (`.j`, `#x`, `span.k`, `.a.b`) and that hold on every screen are read: no `@media`,
no states, no relations. The last rule of a selector counts. Longer elements stay: what opens on a click is hidden too.
"""

import re
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MAX_STYLES = 30  # style elements a page
_MAX_CSS = 200_000  # characters of them; those of large sites have half as many
_MAX_RULES = 5_000
_MAX_SELECTORS = 40  # that hide something: each is compared with every element
_MAX_HIDDEN = 500  # elements
_MAX_TEXT = 30  # characters of false letters in an address; longer texts may open on a click
_MAX_NODES = 3  # nodes in the element that are too many: it has a text, and perhaps a comment
_INLINE = frozenset({"span", "b", "i", "em", "strong", "small", "u", "s", "bdo", "font", "code", "sup", "sub"})
_PARTED_AFTER = re.compile(r"@[\w.-]{0,64}<[a-zA-Z]{1,6}[\s>]")
_PARTED_BEFORE = re.compile(r"</[a-zA-Z]{1,6}>[\w.+-]{0,64}@")
_COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*(?:\*/|\Z)")
_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"(?:[a-z]{1,10})?(?:[.#][a-z_-][\w-]{0,60}){1,4}", re.IGNORECASE)
_SHOWN = re.compile(r"(?:^|[;\s])(display|visibility)\s{0,9}:\s{0,9}([a-z-]{1,20})", re.IGNORECASE)
_SCREENS = frozenset({"", "all", "screen"})


def find_style_hidden(tree: LexborHTMLParser, html: str) -> frozenset[int]:
    """Return the `mem_id` of every short inline element that a style element hides, where tags part an address."""
    if not (_PARTED_AFTER.search(html) or _PARTED_BEFORE.search(html)):
        return frozenset()  # on most pages; reading their styles would cost a sixth of the walk
    css = _styles(tree)
    selectors = _hiding_selectors(_COMMENT.sub(" ", css))
    if not selectors:
        return frozenset()
    hidden = islice(tree.css(",".join(selectors)), _MAX_HIDDEN)
    return frozenset(node.mem_id for node in hidden if node.tag in _INLINE and _is_short(node))


def _styles(tree: LexborHTMLParser) -> str:
    styles = (
        style.text()
        for style in tree.css("style")[:_MAX_STYLES]
        if (style.attributes.get("media") or "").strip().lower() in _SCREENS
    )
    return "\n".join(styles)[:_MAX_CSS]


def _hiding_selectors(css: str) -> list[str]:
    """Return the simple selectors whose last rule hides, in one pass over the rules outside of `@media`."""
    hiding: dict[tuple[str, str], bool] = {}
    depth = 0
    prelude = ""
    for piece, brace in _pieces(css):
        if brace == "{":
            depth += 1
            prelude = piece.rpartition(";")[2] if depth == 1 else ""  # after an `@import`
        else:
            if depth == 1 and not prelude.lstrip().startswith("@"):
                _note(hiding, prelude, piece)
            depth = max(depth - 1, 0)
            prelude = ""
    return list(dict.fromkeys(selector for (selector, _), hides in hiding.items() if hides))[:_MAX_SELECTORS]


def _pieces(css: str) -> list[tuple[str, str]]:
    """Return every text that ends at a brace, with the brace."""
    parts = _BRACE.split(css, maxsplit=2 * _MAX_RULES)
    return list(zip(parts[0::2], parts[1::2], strict=False))


def _note(hiding: dict[tuple[str, str], bool], prelude: str, declarations: str) -> None:
    shown = _SHOWN.findall(declarations)
    if not shown:
        return
    for selector in prelude.split(","):
        if _SIMPLE.fullmatch(selector.strip()):
            for name, value in shown:
                hiding[selector.strip(), name.lower()] = value.lower() == (
                    "none" if name.lower() == "display" else "hidden"
                )


def _is_short(node: LexborNode) -> bool:
    """Tell whether an element holds nothing but a short text."""
    parts = list(islice(node.traverse(include_text=True), 1, _MAX_NODES + 1))
    size = sum(len(part.text_content or "") for part in parts if part.is_text_node)
    return len(parts) < _MAX_NODES and size <= _MAX_TEXT and all((part.tag or "").startswith("-") for part in parts)
