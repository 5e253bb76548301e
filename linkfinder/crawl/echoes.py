"""Addresses that vary without end and always say the same: calendars nobody has named, counters, wildcard hosts.

`discovery.traps` knows many by their address; these show only when some were read. Kept for one run.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from linkfinder import urls
from linkfinder.crawl.recent import Recent, key_of
from linkfinder.discovery.traps import VARIES, shape_of
from linkfinder.model.page import EDITORIAL_PLACES, Page
from linkfinder.model.visit import Visit
from linkfinder.storage import frontier

ENOUGH = 3
"""Pages in a row of one shape that say the same: two may be chance, and each costs a fetch."""

ALIKE = 0.9
"""The share of words that two pages have in common when they say the same: another month or name is one word in ten."""

SELDOM = 5
"""Of a shape whose last pages all differed, one page in so many is compared: most shapes are a blog's articles, and a
comparison takes as long as a tenth of all that is done with a page. A list that ends in empty pages shows a little
later."""

READ = 2_000
"""Characters of a page's text, and of its links' anchors, in which it shows whether it differs: three hundred words."""

COMPARED = 64
"""Words of these that are compared: those with the lowest checksums, which is as good as chance and the same in every
process."""

KEPT = 5_000
"""Shapes remembered, and up to twice as many, of 6 KB each: a site has a few dozen."""

SAME_WORDS = "same_words"
"""The reason why such an address was left."""

_WORD = re.compile(r"[^\W\d_]+")

_Sketch = frozenset[int]


@dataclass(slots=True)
class _Shape:
    """What the last page of a shape said, and how those before it compare."""

    sketch: _Sketch = frozenset()
    alike: int = 0  # pages in a row that say the same
    other: int = 0  # pages in a row that say something else than the one before
    skipped: int = 0

    def is_looked_at(self) -> bool:
        """Tell whether the next page is compared."""
        self.skipped = (self.skipped + 1) % SELDOM if self.other >= ENOUGH else 0
        return not self.skipped

    def compare(self, sketch: _Sketch) -> None:
        """Take in a page."""
        is_alike = self.alike > 0 and _alike(sketch, self.sketch) >= ALIKE
        self.alike, self.other = (self.alike + 1, 0) if is_alike else (1, self.other + 1)
        self.sketch = sketch


class Echoes:
    """Remembers what the pages of a shape said."""

    def __init__(self) -> None:
        self._shapes: Recent[_Shape] = Recent(KEPT)
        self._echoes: dict[str, set[str]] = {}  # of each site its shapes

    def note(self, page: Page) -> str:
        """Take in a page; return its shape when this one shows that all of that shape say the same, else nothing."""
        name = shape_of(page.url)
        if VARIES not in name or page.needs_browser:
            return ""
        key = key_of(name)
        shape = self._shapes.get(key) or _Shape()
        self._shapes.put(key, shape)
        if not shape.is_looked_at():
            return ""
        shape.compare(_sketch(page))
        if shape.alike != ENOUGH:
            return ""
        self._echoes.setdefault(urls.site_of(page.url), set()).add(name)
        return name

    def is_echo(self, url: str) -> bool:
        """Tell whether an address has a shape of which all say the same."""
        shapes = self._echoes.get(urls.site_of(url))  # most sites have none, and need no look at their addresses
        return shapes is not None and shape_of(url) in shapes


def leave_echoes(session: Session, niche_id: int, visits: Iterable[Visit]) -> None:
    """Leave what is queued of the shapes that these visits showed to be echoes."""
    for visit in visits:
        if visit.echo:
            queued = frontier.queued_of(session, niche_id, urls.site_of(visit.url))
            left = [number for number, url in queued if shape_of(url) == visit.echo]
            frontier.leave(session, left, SAME_WORDS, visit.fetched)


def _sketch(page: Page) -> _Sketch:
    """Return some of the words of a page's text and of its links: a list of posts has hardly any others."""
    anchors = " ".join([link.anchor for link in page.links if link.place in EDITORIAL_PLACES])
    words = set(_WORD.findall(f"{page.main_text[:READ]} {anchors[:READ]}"))
    return frozenset(sorted(zlib.crc32(word.encode("utf-8", "replace")) for word in words)[:COMPARED])


def _alike(one: _Sketch, other: _Sketch) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0
