"""Addresses that vary without end and always say the same: calendars nobody has named, counters, wildcard hosts.

`discovery.traps` knows many by their address; these show only when some were read. Kept for one run.
"""

import re
from collections.abc import Iterable
from heapq import nsmallest

from sqlalchemy.orm import Session

from linkfinder import urls
from linkfinder.crawl.recent import Recent
from linkfinder.discovery.traps import VARIES, shape_of
from linkfinder.model.page import EDITORIAL_PLACES, Page
from linkfinder.model.visit import Visit
from linkfinder.storage import frontier

ENOUGH = 3
"""Pages in a row of one shape that say the same: two may be chance, and each costs a fetch."""

ALIKE = 0.9
"""The share of words that two pages have in common when they say the same: another month or name is one word in ten."""

COMPARED = 64
"""Words of a page that are compared, picked by chance but the same for all: half a thousand bytes a shape."""

KEPT = 5_000
"""Shapes remembered, and up to twice as many: a site has a few dozen."""

SAME_WORDS = "same_words"
"""The reason why such an address was left."""

_WORD = re.compile(r"[^\W\d_]+")

_Sketch = frozenset[int]


class Echoes:
    """Remembers what the pages of a shape said."""

    def __init__(self) -> None:
        self._said: Recent[tuple[_Sketch, int]] = Recent(KEPT)
        self._echoes: set[str] = set()

    def note(self, page: Page) -> str:
        """Take in a page; return its shape when this one shows that all of that shape say the same, else nothing."""
        shape = shape_of(page.url)
        if VARIES not in shape or page.needs_browser:
            return ""
        sketch, key = _sketch(page), hash(shape)
        before, count = self._said.get(key) or (sketch, 0)
        count = count + 1 if _alike(sketch, before) >= ALIKE else 1
        self._said.put(key, (sketch, count))
        if count != ENOUGH:
            return ""
        self._echoes.add(shape)
        return shape

    def is_echo(self, url: str) -> bool:
        """Tell whether an address has a shape of which all say the same."""
        return bool(self._echoes) and shape_of(url) in self._echoes


def leave_echoes(session: Session, niche_id: int, visits: Iterable[Visit]) -> None:
    """Leave what is queued of the shapes that these visits showed to be echoes."""
    for visit in visits:
        if visit.echo:
            queued = frontier.queued_of(session, niche_id, urls.site_of(visit.url))
            left = [number for number, url in queued if shape_of(url) == visit.echo]
            frontier.leave(session, left, SAME_WORDS, visit.fetched)


def _sketch(page: Page) -> _Sketch:
    """Return some of the words of a page's text and of its links: a list of posts has hardly any others."""
    anchors = " ".join(link.anchor for link in page.links if link.place in EDITORIAL_PLACES)
    return frozenset(nsmallest(COMPARED, {hash(word) for word in _WORD.findall(f"{page.main_text} {anchors}")}))


def _alike(one: _Sketch, other: _Sketch) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0
