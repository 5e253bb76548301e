"""A site of the frontier: what is known of it in numbers, and what it is to a niche."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class SiteState(StrEnum):
    """What a site is to a niche."""

    CANDIDATE = "candidate"
    MEMBER = "member"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What is known of a site in numbers.

    `relevance` is that of its pages so far (None: none read), `inlink_sites` counts the members that link to it.
    `weight` is how many pages' worth of text the relevance rests on. Of `tried` pages `useful` ones held a finding or
    spoke of the niche; those of earlier runs count for less with every run, so neither need be a whole number.
    """

    fetched: int = 0
    relevance: float | None = None
    weight: float = 0.0
    inlink_sites: int = 0
    found: int = 0
    failed_in_row: int = 0
    is_chosen: bool = False  # the user listed it
    tried: float = 0.0
    useful: float = 0.0


@dataclass(frozen=True, slots=True)
class SiteVerdict:
    """What a site is, and why."""

    state: SiteState
    reason: str


@dataclass(frozen=True, slots=True)
class SiteDecision:
    """What is decided about a site: its state, the pages that a run may fetch, and the priority of its first page.

    `yield_factor` is how much its waiting pages count beside those of other sites.
    """

    verdict: SiteVerdict
    pages: int
    priority: float
    yield_factor: float = 1.0


SiteRule = Callable[[SiteFacts], SiteDecision]
"""How sites are judged; storage keeps the numbers and is given the rule."""
