"""Pages built to hang a parser: cut down before the parser sees them.

An HTML parser that follows the standard takes time quadratic in the depth of the tree and in the number of attributes
of one tag: 200,000 nested tags cost lexbor 90 seconds, 300,000 attributes more than 300. Ordinary pages pass two cheap
looks; only a page that fails one of them is looked at tag by tag.
"""

# ruff: noqa: SIM905 (a word list reads best as text)

import re
from collections import Counter
from itertools import islice

MAX_CHARS = 3_000_000
"""Longer pages are cut; the longest that people read stay below, and lexbor needs 12 ms for so much."""

_WINDOW = 8_000  # characters without a '>': a script, a text, or a tag with thousands of attributes
_MANY_TAGS = 12_000  # nested as deep as that, the worst known page still parses in a third of a second
_MAX_OPEN = 500  # tags open at one time; browsers stop at 512
_MAX_TAGS = 150_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
_TAG_START = re.compile(r"<[a-zA-Z][^\s<>]{0,60}[\s/]")
_SPACES = re.compile(r"[\s/]+")
_MAX_ATTRIBUTES = 500
_NEVER_DEEP = frozenset(
    # Void elements, and those that their own next start tag closes.
    "area base br col embed hr img input link meta param source track wbr li p option dt dd tr td th tbody thead tfoot "
    "optgroup rp rt colgroup html head body path".split()
)


def make_safe(html: str) -> str:
    """Return the page, shortened where it would take a parser more than a moment."""
    html = html[:MAX_CHARS]
    html = _shorten_tags(html)
    if html.count("<") > _MANY_TAGS:
        html = html[: _safe_length(html)]
    return html


def _shorten_tags(html: str) -> str:
    """Drop the rest of every tag with very many attributes."""
    cuts: list[tuple[int, int]] = []
    start = 0
    while start + _WINDOW < len(html):
        end = html.rfind(">", start, start + _WINDOW)
        if end < 0:
            end = html.find(">", start + _WINDOW)
            end = len(html) if end < 0 else end
            cut = _cut_in(html, start, end)
            if cut:
                cuts.append(cut)
        start = end + 1
    for first, last in reversed(cuts):
        html = html[:first] + html[last:]
    return html


def _cut_in(html: str, start: int, end: int) -> tuple[int, int] | None:
    tag = _TAG_START.search(html, start, end)
    if tag is None:
        return None
    gaps = _SPACES.finditer(html, tag.end(), end)
    last = next(islice(gaps, _MAX_ATTRIBUTES, None), None)
    return (last.start(), end) if last else None


def _safe_length(html: str) -> int:
    """Return the position at which too many tags are open or have been seen."""
    open_tags: Counter[str] = Counter()
    depth = 0
    for count, tag in enumerate(_TAG.finditer(html)):
        name = tag.group(2).lower()
        if name in _NEVER_DEEP:
            continue
        if not tag.group(1):
            open_tags[name] += 1
            depth += 1
        elif open_tags[name]:
            open_tags[name] -= 1
            depth -= 1
        if depth > _MAX_OPEN or count > _MAX_TAGS:
            return tag.start()
    return len(html)
