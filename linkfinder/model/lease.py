"""What a worker gets of the frontier: sites that only it may fetch from for a while, and their best pages."""

from dataclasses import dataclass
from enum import Enum, auto


class SiteGroup(Enum):
    """Which sites are meant."""

    ANY = auto()
    ENDORSED = auto()  # those that were read, or that something speaks for
    UNENDORSED = auto()  # the others


@dataclass(frozen=True, slots=True)
class LeasedPage:
    """An address to visit. `etag` and `last_modified` are those of its last fetch; empty: fetch it whole.

    `yield_factor` is how much its site's pages count beside those of other sites.
    """

    id: int
    url: str
    priority: float
    source: str
    depth: int
    etag: str = ""
    last_modified: str = ""
    yield_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class LeasedSite:
    """A site that may be fetched from at `next_at` or later, and its best pages, best first."""

    domain: str
    next_at: float
    pages: tuple[LeasedPage, ...]
