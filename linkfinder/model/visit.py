"""What one fetch of one address brought: the item that travels from the spider to storage."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from linkfinder.model.opportunity import Judgement, Risk
from linkfinder.model.page import Page
from linkfinder.model.seed import Seed


class Outcome(StrEnum):
    """How a visit ended."""

    FETCHED = "fetched"  # the page was read
    UNCHANGED = "unchanged"  # the server said 304, or the content is as it was
    RETRY = "retry"  # failed for now; the frontier queues it again for later
    FAILED = "failed"  # failed for good in this run
    DROPPED = "dropped"  # not wanted: robots.txt, not HTML, excluded, budget


@dataclass(frozen=True, slots=True)
class Visit:
    """One fetch. `frontier_id` is the frontier's row; `leads` are the addresses found that are worth a visit."""

    frontier_id: int
    url: str
    fetched: datetime
    outcome: Outcome
    reason: str = ""  # a reason code such as http_404, robots, timeout, not_html
    http_status: int | None = None
    etag: str = ""
    last_modified: str = ""
    page: Page | None = None
    relevance: float = 0.0
    weight: float = 1.0  # how much the page says of its site's subject, 0 to 1
    duplicate_pattern: str = ""  # the shape of addresses of which this page shows that all say the same
    is_useful: bool = False  # it holds a finding or speaks of the niche: its site is worth more pages
    relevance_reason: str = ""
    risks: tuple[Risk, ...] = ()
    judgement: Judgement = field(default_factory=Judgement)
    leads: tuple[Seed, ...] = ()
    respelled: str = ""  # where it redirects to, when that is another spelling of the same address
    retry_after: float | None = None  # seconds the server asked to wait
