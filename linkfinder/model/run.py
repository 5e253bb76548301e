"""One crawl of one niche: when it ran, how it ended, what it found."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class RunState(StrEnum):
    """The state of a run."""

    RUNNING = "running"
    DONE = "done"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Run:
    """A run's record; `counts` maps names such as `pages` or `found/guest_post` to numbers."""

    id: int
    niche: str
    command: str
    state: RunState
    started: datetime
    ended: datetime | None = None
    message: str = ""
    counts: dict[str, int] = field(default_factory=dict)
