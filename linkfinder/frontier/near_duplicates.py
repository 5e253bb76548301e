"""Addresses that vary without end and always say the same: unknown calendars, counters, wildcard hosts.

`frontier.traps` knows many by their address; these show only when some were read. Kept for one run.
"""

import re
import zlib
from dataclasses import dataclass

from cachetools import LRUCache

from linkfinder import urls
from linkfinder.frontier.stable_key import key_of
from linkfinder.frontier.traps import VARIABLE_PART, url_pattern_of
from linkfinder.model.page import EDITORIAL_PLACES, Page

DUPLICATES_IN_A_ROW = 3
"""Pages in a row of one URL pattern that say the same: two may be chance, and each costs a fetch."""

_MIN_SIMILARITY = 0.9
"""The share of words that two pages have in common when they say the same: another month or name is one word in ten."""

SAMPLING_INTERVAL = 5
"""Of a pattern whose last pages all differed, one page in so many is compared: most patterns are a blog's articles, and
a comparison takes as long as a tenth of all that is done with a page. A list that ends in empty pages shows a little
later."""

_MAX_COMPARED_TEXT = 2_000
"""Characters of a page's text, and of its links' anchors, in which it shows whether it differs: three hundred words."""

_SKETCH_SIZE = 64
"""Words of these that are compared: those with the lowest checksums, which is as good as chance and the same in every
process."""

_MAX_TRACKED_PATTERNS = 5_000
"""Patterns remembered, of 6 KB each: a site has a few dozen."""

_WORD = re.compile(r"[^\W\d_]+")

_Sketch = frozenset[int]


@dataclass(slots=True)
class _PatternState:
    """What the last page of a pattern said, and how those before it compare."""

    sketch: _Sketch = frozenset()
    similar_in_a_row: int = 0  # pages in a row that say the same
    different_in_a_row: int = 0  # pages in a row that say something else than the one before
    skipped: int = 0

    def is_sampled(self) -> bool:
        """Tell whether the next page is compared."""
        self.skipped = (self.skipped + 1) % SAMPLING_INTERVAL if self.different_in_a_row >= DUPLICATES_IN_A_ROW else 0
        return not self.skipped

    def compare(self, sketch: _Sketch) -> None:
        """Take in a page."""
        is_alike = self.similar_in_a_row > 0 and _similarity(sketch, self.sketch) >= _MIN_SIMILARITY
        self.similar_in_a_row, self.different_in_a_row = (
            (self.similar_in_a_row + 1, 0) if is_alike else (1, self.different_in_a_row + 1)
        )
        self.sketch = sketch


class NearDuplicateFilter:
    """Remembers what the pages of a URL pattern said."""

    def __init__(self) -> None:
        self._patterns: LRUCache[int, _PatternState] = LRUCache(_MAX_TRACKED_PATTERNS)
        self._duplicate_patterns: dict[str, set[str]] = {}  # by site

    def note(self, page: Page) -> str:
        """Take in a page; return its URL pattern when its pages are found to say the same, else nothing."""
        name = url_pattern_of(page.url)
        if VARIABLE_PART not in name or page.needs_browser:
            return ""
        key = key_of(name)
        state = self._patterns.get(key) or _PatternState()
        self._patterns[key] = state
        if not state.is_sampled():
            return ""
        state.compare(_sketch(page))
        if state.similar_in_a_row != DUPLICATES_IN_A_ROW:
            return ""
        self._duplicate_patterns.setdefault(urls.site_of(page.url), set()).add(name)
        return name

    def is_near_duplicate(self, url: str) -> bool:
        """Tell whether an address has a pattern whose pages all say the same."""
        patterns = self._duplicate_patterns.get(
            urls.site_of(url)
        )  # most sites have none: the pattern of the address need not be found
        return patterns is not None and url_pattern_of(url) in patterns


def _sketch(page: Page) -> _Sketch:
    """Return some of the words of a page's text and of its links: a list of posts has hardly any others."""
    anchors = " ".join([link.anchor for link in page.shown_links if link.place in EDITORIAL_PLACES])
    words = set(_WORD.findall(f"{page.main_text[:_MAX_COMPARED_TEXT]} {anchors[:_MAX_COMPARED_TEXT]}"))
    return frozenset(sorted(zlib.crc32(word.encode("utf-8", "replace")) for word in words)[:_SKETCH_SIZE])


def _similarity(one: _Sketch, other: _Sketch) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0
