"""Pages built to hang a parser: cut down before the parser sees them.

An HTML parser that follows the standard takes time quadratic in the depth of the tree, in the number of attributes of
one tag, and in the number of options of one list: 200,000 nested tags cost lexbor 90 seconds, 300,000 attributes more
than 300. Ordinary pages pass two cheap looks; only what fails one of them is looked at tag by tag.
"""

# ruff: noqa: SIM905 (a word list reads best as text)

import re
import sys
from collections import Counter
from itertools import islice

MAX_CHARS = 2_000_000
"""Longer pages are cut; those that people read stay far below."""

_LONG_PAGE = 400_000  # beyond this many tags of the greatest allowed length would add up, so less is allowed
_WINDOWS = (4_000, 1_000)  # characters without a '<' or a '>': a script, a text, or a tag with very many attributes
_MAX_GAPS = 300  # attributes of one tag; busy real ones have thirty
_MANY_TAGS = 12_000  # nested as deep as that, the worst known page still parses in a third of a second
_MAX_OPEN = 500  # tags open at one time; browsers stop at 512
_MAX_TAGS = 150_000
_MAX_OPTIONS = 6_000  # 0.2 seconds; a list of all countries has 250

_FOR_GOOD = "*+" if sys.version_info >= (3, 11, 5) else "*"
"""A repeat that is never taken back. Before 3.11.5 one of alternatives took in a quote that nothing closes
(github.com/python/cpython/issues/106052); the usual one does not, and needs 200 MB for a moment on the worst page.
"""
_ATTRIBUTES = rf"""(?:[^"'>]++|"[^"]*+"|'[^']*+'){_FOR_GOOD}"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]{{0,30}})({_ATTRIBUTES})")
_GAP = re.compile(r"[\s/]+")
_NEVER_DEEP = frozenset(
    # Void elements, and those that their own next start tag closes.
    "area base br col embed hr img input link meta param source track wbr li p option dt dd tr td th tbody thead tfoot "
    "optgroup rp rt colgroup html head body path".split()
)


def make_safe(html: str) -> str:
    """Return the page, shortened where it would take a parser more than a moment."""
    html = _without_long_tags(html[:MAX_CHARS])
    if html.count("<") > _MANY_TAGS:
        html = html[: _safe_length(html)]
    return html


def _without_long_tags(html: str) -> str:
    """Drop the rest of every tag with very many attributes."""
    window = _WINDOWS[len(html) > _LONG_PAGE]
    pieces: list[str] = []
    kept = at = 0
    while at + window < len(html):
        if html.find("<", at, at + window) >= 0 and html.find(">", at, at + window) >= 0:
            at += window
            continue
        cut = _cut_near(html, at)
        if cut:
            pieces.append(html[kept : cut[0]])
            kept = cut[1]
        following = html.find("<", max(at + window, cut[1] if cut else 0))
        at = following if following >= 0 else len(html)
    return "".join((*pieces, html[kept:])) if pieces else html


def _cut_near(html: str, at: int) -> tuple[int, int] | None:
    """Return what to drop of the tag that reaches over `at` or begins soon after it, or None when it is no such tag."""
    start = html.rfind("<", 0, at + 1)
    tag = _TAG.match(html, start) if start >= 0 else None
    if tag is None or tag.end() <= at:
        tag = _TAG.match(html, html.find("<", at)) if html.find("<", at) >= 0 else None
    return _excess(tag) if tag else None


def _excess(tag: re.Match[str]) -> tuple[int, int] | None:
    gaps = _GAP.finditer(tag.string, tag.start(3), tag.end(3))
    last = next(islice(gaps, _MAX_GAPS, None), None)
    return (last.start(), tag.end(3)) if last else None


def _safe_length(html: str) -> int:
    """Return the position at which too many tags are open or have been seen."""
    open_tags: Counter[str] = Counter()
    depth = options = 0
    for count, tag in enumerate(_TAG.finditer(html)):
        name = tag.group(2).lower()
        options += name == "option"
        if name not in _NEVER_DEEP:
            if not tag.group(1):
                open_tags[name] += 1
                depth += 1
            elif open_tags[name]:
                open_tags[name] -= 1
                depth -= 1
        if depth > _MAX_OPEN or count > _MAX_TAGS or options > _MAX_OPTIONS or _is_overlong(tag):
            return tag.start()
    return len(html)


def _is_overlong(tag: re.Match[str]) -> bool:
    return tag.end(3) - tag.start(3) > _WINDOWS[0] and _excess(tag) is not None
