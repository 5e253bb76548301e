"""Which host gets the next request: one at a time, with a delay after each, and pauses for hosts that ask for them.

The clock is an argument (seconds of any monotonic clock), so that tests can show the order without waiting.
"""

import heapq
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from linkfinder.linkcheck.substitute_pages import bot_protection_of
from linkfinder.net.exchange import HttpResponse
from linkfinder.net.retry_after import retry_after_seconds

_Job = TypeVar("_Job")


@dataclass(slots=True)
class _HostState(Generic[_Job]):
    waiting: deque[_Job] = field(default_factory=deque)
    next_at: float = 0.0
    is_busy: bool = False
    is_queued: bool = False


class HostQueue(Generic[_Job]):
    """One queue of jobs for each host. `take` the next job that may be sent, and `release` its host when it is done."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._hosts: dict[str, _HostState[_Job]] = {}
        self._ready: deque[str] = deque()
        self._later: list[tuple[float, str]] = []

    def put(self, host: str, job: _Job, *, first: bool = False) -> None:
        """Add a job for a host; `first` puts it before those that wait, so that what was begun is finished."""
        state = self._hosts.get(host)
        if state is None:
            state = self._hosts[host] = _HostState()
        if first:
            state.waiting.appendleft(job)
        else:
            state.waiting.append(job)
        self._queue(host, state)

    def take(self, now: float) -> tuple[str, _Job] | None:
        """Return the next job whose host may get a request now, with that host, which is held until `release`."""
        while self._later and self._later[0][0] <= now:
            self._ready.append(heapq.heappop(self._later)[1])
        while self._ready:
            host = self._ready.popleft()
            state = self._hosts[host]
            state.is_queued = False
            if state.next_at > now:
                self._queue(host, state)
            elif state.waiting:
                state.is_busy = True
                return host, state.waiting.popleft()
            else:
                del self._hosts[host]
        return None

    def release(self, host: str, now: float, *, was_sent: bool = True) -> None:
        """Free a host; when a request was sent, the delay passes before its next job."""
        state = self._hosts[host]
        state.is_busy = False
        if was_sent:
            state.next_at = max(state.next_at, now + self._delay)
        self._queue(host, state)

    def pause(self, host: str, until: float) -> None:
        """Send a host nothing until then."""
        state = self._hosts.get(host)
        if state is not None:
            state.next_at = max(state.next_at, until)

    @property
    def next_at(self) -> float | None:
        """When the next job may be sent, at the earliest: 0 for now, None when no job waits for time to pass."""
        if self._ready:
            return 0.0
        return self._later[0][0] if self._later else None

    def _queue(self, host: str, state: _HostState[_Job]) -> None:
        """Note when a host is visited again: for its next job, or to be forgotten after its delay."""
        if state.is_busy or state.is_queued:
            return
        state.is_queued = True
        if state.next_at:
            heapq.heappush(self._later, (state.next_at, host))
        else:
            self._ready.append(host)


DEFAULT_PAUSE = 5
"""Seconds of pause for a host that wants fewer requests and does not say for how long."""

_TOO_MANY, _UNAVAILABLE = 429, 503
PAUSE_STATUSES = frozenset({_TOO_MANY, _UNAVAILABLE})
"""The statuses by which a host can ask for a pause."""


def pause_after(response: HttpResponse, now: datetime) -> int:
    """Return the seconds for which a host wants no requests after its response; 0 when it does not ask for a pause."""
    if response.status not in PAUSE_STATUSES or response.failure:
        return 0
    header = response.headers.get("retry-after", "").partition("\n")[0].strip()
    if response.status == _UNAVAILABLE and not header:
        return 0
    if bot_protection_of(response, 0):
        return 0  # a challenge: waiting changes nothing
    return round(retry_after_seconds(header, now) or DEFAULT_PAUSE)
