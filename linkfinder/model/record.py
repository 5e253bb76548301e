"""An opportunity as it is kept: with its score, its history and what people did about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from linkfinder.model.opportunity import Opportunity, OpportunityState, Rejection
from linkfinder.model.score import Score, SiteMetrics
from linkfinder.model.status import Flag, Status


@dataclass(frozen=True, slots=True)
class OtherPage:
    """A page of the site beside the one that speaks for an opportunity. `state` is None when the page was rejected."""

    url: str
    state: OpportunityState | None
    reason: str  # why it does not speak, in words


@dataclass(frozen=True, slots=True)
class OpportunityRecord:
    """A stored opportunity. `id` is the fingerprint, stable over runs; times are UTC."""

    id: str
    opportunity: Opportunity
    site_metrics: SiteMetrics
    first_seen: datetime
    last_seen: datetime
    last_checked: datetime
    is_new: bool = False  # first seen in the niche's last crawl
    score: Score | None = None
    flag: Flag = Flag.NONE
    status: Status = Status.NEW
    note: str = ""
    owner: str = ""
    other_pages: int = 0  # broken links: further pages of the niche that link to the same dead address
    also_on: tuple[OtherPage, ...] = ()  # pages of the site that show it too or looked like it, the clearest first


@dataclass(frozen=True, slots=True)
class RejectionRecord:
    """A stored rejection: the page, the kind it looked like, and why it is not one."""

    page_url: str
    page_title: str
    kind: str
    rejection: Rejection
    last_seen: datetime


class EventKind(StrEnum):
    """What happened to an opportunity."""

    FOUND = "found"
    CHANGED = "changed"  # a crawl read other terms
    FLAG = "flag"  # a crawl raised or took back a flag
    STATUS = "status"  # a person moved it


@dataclass(frozen=True, slots=True)
class OpportunityEvent:
    """An entry in an opportunity's history: what happened, the state, flag or status before and after it."""

    at: datetime
    kind: EventKind
    before: str = ""
    after: str = ""
    note: str = ""
