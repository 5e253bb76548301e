"""A first search for phrases in a page: one pass over its texts, kept for everything that needs it.

Searching all text of a page takes as long as everything that is done with the hits. Most pages have no hit here and are
not searched further.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from linkfinder.model.niche import PhraseGroup
from linkfinder.model.page import Page
from linkfinder.text.normalised_page import PageIdentity, normalised_page
from linkfinder.text.phrases import PREFILTER_GROUPS, PhraseHit, matcher_of_groups


@dataclass(frozen=True, slots=True)
class PrefilterHits:
    """Where phrases of `PREFILTER_GROUPS`, of every language, stand in a page's folded title and editorial text."""

    title: tuple[PhraseHit, ...]
    editorial: tuple[PhraseHit, ...]


def prefilter_hits(page: Page, extra: tuple[PhraseGroup, ...] = ()) -> PrefilterHits:
    """Return the phrases found in a page by the prefilter; `extra` are the user's own phrases."""
    return _prefilter_hits(PageIdentity(page), extra)


@lru_cache(maxsize=2)  # as long as the page's texts are
def _prefilter_hits(same: PageIdentity, extra: tuple[PhraseGroup, ...]) -> PrefilterHits:
    folded = normalised_page(same.page)
    hits = matcher_of_groups(PREFILTER_GROUPS, extra).find(f"{folded.title}\n{folded.editorial}")
    start = len(folded.title) + 1
    return PrefilterHits(
        title=tuple(hit for hit in hits if hit.end < start),
        editorial=tuple(replace(hit, start=hit.start - start, end=hit.end - start) for hit in hits if hit.end >= start),
    )
