"""The first look for phrases at a page: one pass over its texts, remembered for all who ask.

A pass over all text of a page takes as long as all that is done with what it finds; most pages say nothing of what is
looked for here, and are not looked at further.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from linkfinder.analysis.folded import Same, folded_page
from linkfinder.analysis.phrases import FIRST_LOOK, Hit, book_of
from linkfinder.model.niche import PhraseGroup
from linkfinder.model.page import Page


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Where phrases of `FIRST_LOOK`, of every language, stand in a page's folded title and editorial text."""

    title: tuple[Hit, ...]
    editorial: tuple[Hit, ...]


def first_look(page: Page, extra: tuple[PhraseGroup, ...] = ()) -> FirstLook:
    """Return the first look at a page; `extra` are the user's own phrases."""
    return _look(Same(page), extra)


@lru_cache(maxsize=2)  # as long as the page's texts are
def _look(same: Same, extra: tuple[PhraseGroup, ...]) -> FirstLook:
    folded = folded_page(same.page)
    hits = book_of(FIRST_LOOK, extra).find(f"{folded.title}\n{folded.editorial}")
    start = len(folded.title) + 1
    return FirstLook(
        title=tuple(hit for hit in hits if hit.end < start),
        editorial=tuple(replace(hit, start=hit.start - start, end=hit.end - start) for hit in hits if hit.end >= start),
    )
