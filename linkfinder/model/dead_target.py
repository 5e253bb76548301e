"""What a dead link's target used to be, and whether its domain can be had again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkfinder.model.check import Verdict


class DomainAvailability(StrEnum):
    """What the registry says of a domain."""

    FREE = "free"
    ENDING = "ending"  # registered, but in the last weeks before it is deleted
    TAKEN = "taken"
    UNKNOWN = "unknown"


DOMAIN_VERDICTS = frozenset({Verdict.DEAD_DNS, Verdict.DEAD_HOST, Verdict.PARKED})
"""Verdicts about a whole domain. A page that is gone from a living site says nothing of the site's registration."""


@dataclass(frozen=True, slots=True)
class DeadTargetInfo:
    """What is known of a dead target; everything is empty until it was looked up, or when nobody knew it."""

    title: str = ""  # of the archived copy
    copy_url: str = ""  # where the archived copy can be seen
    saved: date | None = None  # the day (UTC) it was archived
    domain: DomainAvailability = DomainAvailability.UNKNOWN


NO_TARGET_INFO = DeadTargetInfo()
"""Nothing is known of most targets; all of them use this one object."""
