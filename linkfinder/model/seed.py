"""An address worth visiting, and why."""

from dataclasses import dataclass

MOVED = "moved"
"""The source of an address to which one that the user chose was redirected."""

CHOSEN_BY_USER = frozenset({"niche", "listed", MOVED})
"""The sources that are the user's own words: such a site is never left for being off-topic."""

UNENDORSED_PRIORITY = 0.2
"""Nobody vouches for a site that joins with this promise or less: it is named by a page that does not tell its own
topic, or by a list that hardly recommends it."""


@dataclass(frozen=True, slots=True)
class Seed:
    """An address, the source that named it, the reason in words, and its promise from 0 to 1."""

    url: str
    source: str
    reason: str = ""
    priority: float = 0.5
    depth: int = 0


@dataclass(frozen=True, slots=True)
class UrlPriority:
    """How much a link is worth following, 0 to 1, and the words that say so."""

    value: float
    reason: str
