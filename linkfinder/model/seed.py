"""A seed: an address to visit, and why."""

from dataclasses import dataclass

MOVED = "moved"
"""The source of an address to which one that the user chose was redirected."""

CHOSEN_BY_USER = frozenset({"niche", "listed", MOVED})
"""The sources that the user typed: such a site is never dropped for being off-topic."""

UNENDORSED_PRIORITY = 0.2
"""A site that joins with this priority or less is unendorsed: a page that does not show its own topic named it, or a
list of the user whose pages are not about the niche."""


@dataclass(frozen=True, slots=True)
class Seed:
    """An address, the source that named it, the reason in words, and its URL priority from 0 to 1."""

    url: str
    source: str
    reason: str = ""
    priority: float = 0.5
    depth: int = 0


@dataclass(frozen=True, slots=True)
class UrlPriority:
    """How much a link is worth following, 0 to 1, and the reason in words."""

    value: float
    reason: str
