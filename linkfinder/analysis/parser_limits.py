"""Pages built to hang a parser: cut down before the parser sees them.

An HTML parser that follows the standard takes time quadratic in the depth of the tree, in the number of attributes of
one tag, and in the number of options of one list: 200,000 nested tags cost lexbor 90 seconds, 300,000 attributes more
than 300. Formatting tags that nothing closes are repeated in every paragraph after them, with all their attributes:
1,500 of them before 1,500 paragraphs take 3 GB. Ordinary pages pass two cheap tests; only what fails one of them is
looked at tag by tag, and only formatting tags are counted on every page.
"""

# ruff: noqa: SIM905 (a word list reads best as text)

import re
import sys
from collections import Counter
from collections.abc import Iterator
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
_MAX_COPIES = 100_000  # elements that a parser adds; more nodes than the walk over a page visits
_MAX_COPIED = 20_000_000  # characters of attributes that a parser adds: ten times the longest page
_MAX_ALIKE = 3  # tags with the same attributes that are repeated (HTML standard, 13.2.4.3: the Noah's Ark clause)
_MAX_ATTRIBUTE = 2_000  # characters of an attribute of a formatting tag; no longer `href` is read as a link
_MAX_ANCHORS = 50_000_000  # characters of the longest `a`, were it repeated behind every tag

_FOR_GOOD = "*+" if sys.version_info >= (3, 11, 5) else "*"
"""A repeat that is never taken back. Before 3.11.5 one of alternatives took in a quote that nothing closes
(github.com/python/cpython/issues/106052); the usual one does not, and needs 200 MB for a moment on the worst page.
"""
_ATTRIBUTES = rf"""(?:[^"'>]++|"[^"]*+"|'[^']*+'){_FOR_GOOD}"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]{{0,30}})({_ATTRIBUTES})")
_FORMATTING = re.compile(
    r"<(/?)(big|b|code|em|font|i|nobr|small|strike|strong|s|tt|u|td|th|caption|applet|marquee|object)"
    rf"(?=[\s/>])({_ATTRIBUTES})",
    re.IGNORECASE,
)
"""The elements that a parser opens again in the next paragraph, and those in which an end tag closes nothing around
them (HTML standard, 13.2.4.3). Of `a` only one is ever open, so that its length is all that matters."""

_ANCHOR = re.compile(rf"(<a(?=[\s/>]))({_ATTRIBUTES})", re.IGNORECASE)

_CELLS = frozenset({"td", "th", "caption", "applet", "marquee", "object"})
_MAX_CELLS = 100  # inside each other
_LONG_ATTRIBUTE = re.compile(
    # Where a quote is missing, what looks like a value is text with tags.
    rf"""(?<=[\s/"'])[^\s/>="'<]++\s*+=\s*+"""
    rf"""(?:"[^"<>]{{{_MAX_ATTRIBUTE},}}+"|'[^'<>]{{{_MAX_ATTRIBUTE},}}+'|[^\s"'<>][^\s<>]{{{_MAX_ATTRIBUTE},}}+)"""
)
_RAW = re.compile(r"<(?:(/?)(svg|math)|(script|style)|!--)(?![a-z])", re.IGNORECASE)
_RAW_ENDS = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style")}
_GAP = re.compile(r"[\s/]+")
_NEVER_DEEP = frozenset(
    # Void elements, and those that their own next start tag closes.
    "area base br col embed hr img input link meta param source track wbr li p option dt dd tr td th tbody thead tfoot "
    "optgroup rp rt colgroup html head body path".split()
)


def make_safe(html: str) -> str:
    """Return the page, shortened where it would take a parser more than a moment or more than its share of memory."""
    html = _without_copies(_without_long_tags(html[:MAX_CHARS]))
    if html.count("<") > _MANY_TAGS:
        html = html[: _safe_length(html)]
    return html


def _without_long_tags(html: str) -> str:
    """Drop the rest of every tag with very many attributes."""
    window = _WINDOWS[len(html) > _LONG_PAGE]
    pieces: list[str] = []
    kept = at = 0
    while 0 <= at < len(html) - window:
        if html.find("<", at, at + window) >= 0 and html.find(">", at, at + window) >= 0:
            at += window
            continue
        tag = _tag_near(html, at)
        cut = _excess(tag) if tag else None
        if cut:
            pieces.append(html[kept : cut[0]])
            kept = cut[1]
        # Every character is looked at once: a tag that nothing closes goes on to the end of the page.
        at = html.find("<", max(at + window, tag.end() if tag else 0))
    return "".join((*pieces, html[kept:])) if pieces else html


def _tag_near(html: str, at: int) -> re.Match[str] | None:
    """Return the tag that reaches over `at` or begins next after it, or None when no tag does."""
    start = html.rfind("<", 0, at + 1)
    tag = _TAG.match(html, start) if start >= 0 else None
    if tag is None or tag.end() <= at:
        following = html.find("<", at)
        tag = _TAG.match(html, following) if following >= 0 else None
    return tag


def _without_copies(html: str) -> str:
    """Drop long attributes of formatting tags, and the page from where a parser would repeat too many such tags."""
    longest = _MAX_ANCHORS // (html.count("<") + 1)
    opened = _Opened()
    kept: list[str] = []
    for part, is_raw in _parts(html):
        kept.append(part if is_raw else opened.read(_with_short_anchors(part, longest)))
        if opened.is_full:
            break
    return "".join(kept)


def _parts(html: str) -> Iterator[tuple[str, bool]]:
    """Yield a page piece by piece, with whether a piece is raw: a comment, or a script or style outside of SVG."""
    start = 0
    is_foreign = False
    found = _RAW.search(html)
    while found:
        end = found.end()
        if found.group(2):
            is_foreign = not found.group(1)
        elif not is_foreign or not found.group(3):
            yield html[start : found.start()], False
            start, end = found.start(), _end_of_raw(html, found)
            yield html[start:end], True
            start = end
        found = _RAW.search(html, end)
    yield html[start:], False


def _end_of_raw(html: str, begin: re.Match[str]) -> int:
    if not begin.group(3):  # `<!-->` and `<!--->` are whole comments (HTML standard, 13.2.5.43)
        end = html.find("-->", begin.end() - 2)
        return end + 3 if end >= 0 else len(html)
    found = _RAW_ENDS[begin.group(3).lower()].search(html, begin.end())
    return found.start() if found else len(html)


def _with_short_anchors(html: str, longest: int) -> str:
    """Drop long attributes of `a` elements, and all attributes of one that is longer than `longest` even so."""
    if max((len(attributes) for _, attributes in _ANCHOR.findall(html)), default=0) <= _MAX_ATTRIBUTE:
        return html

    def shorten(tag: re.Match[str]) -> str:
        attributes = _LONG_ATTRIBUTE.sub("", tag.group(2)) if len(tag.group(2)) > _MAX_ATTRIBUTE else tag.group(2)
        return tag.group(1) + (attributes if len(attributes) <= longest else "")

    return _ANCHOR.sub(shorten, html)


class _Opened:
    """The formatting tags that nothing has closed yet, and how often a parser has repeated them.

    Counts too many rather than too few: what is open in a cell stays open behind it.
    """

    def __init__(self) -> None:
        self._levels: list[dict[str, list[str]]] = [{}]  # attributes by name; a level for every cell around
        self._alike: Counter[tuple[str, str]] = Counter()
        self._too_deep = 0
        self._tags = self._chars = 0
        self._copies = self._copied = 0
        self.is_full = False

    def read(self, html: str) -> str:
        """Take in a part of a page; return it without long attributes, up to where too much would be repeated."""
        pieces: list[str] = []
        kept = last = 0
        for tag in _FORMATTING.finditer(html):
            end = self._repeat(html, last, tag.start())
            if end is not None:
                return "".join((*pieces, html[kept:end]))
            attributes = tag.group(3)
            if len(attributes) > _MAX_ATTRIBUTE:
                attributes = _LONG_ATTRIBUTE.sub("", attributes)
                pieces += (html[kept : tag.start(3)], attributes)
                kept = tag.end(3)
            self._note(tag.group(2).lower(), attributes, is_end=bool(tag.group(1)))
            last = tag.end()
        return "".join((*pieces, html[kept : self._repeat(html, last, len(html))]))

    def _repeat(self, html: str, start: int, end: int) -> int | None:
        """Count what is repeated in a part without formatting tags; return where it is too much, or None."""
        if not self._tags:
            return None
        most = (_MAX_COPIES - self._copies) // self._tags
        if self._chars:
            most = min(most, (_MAX_COPIED - self._copied) // self._chars)
        blocks = html.count("<", start, end)
        if blocks > most:
            self.is_full = True
            return _position_of("<", html, start, most)
        self._copies += blocks * self._tags
        self._copied += blocks * self._chars
        return None

    def _note(self, name: str, attributes: str, *, is_end: bool) -> None:
        """Take in the next tag."""
        if name in _CELLS:
            self._close_cell() if is_end else self._open_cell()
        elif is_end:
            self._close(name)
        else:
            self._open(name, attributes)

    def _open(self, name: str, attributes: str) -> None:
        self._alike[name, attributes] += 1
        self._levels[-1].setdefault(name, []).append(attributes)
        if self._alike[name, attributes] <= _MAX_ALIKE:
            self._tags += 1
            self._chars += len(attributes)

    def _close(self, name: str) -> None:
        same = self._levels[-1].get(name)
        if not same or self._too_deep:
            return
        attributes = same.pop()
        if self._alike[name, attributes] <= _MAX_ALIKE:
            self._tags -= 1
            self._chars -= len(attributes)
        self._alike[name, attributes] -= 1

    def _open_cell(self) -> None:
        if len(self._levels) < _MAX_CELLS:
            self._levels.append({})
        else:
            self._too_deep += 1

    def _close_cell(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._levels) > 1:
            inner, outer = self._levels.pop(), self._levels[-1]
            for name, open_tags in inner.items():
                outer.setdefault(name, []).extend(open_tags)


def _position_of(mark: str, html: str, start: int, skipped: int) -> int:
    """Return the position of a mark behind `start`, after as many others as are skipped."""
    position = html.find(mark, start)
    for _ in range(skipped):
        position = html.find(mark, position + 1)
    return position


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
