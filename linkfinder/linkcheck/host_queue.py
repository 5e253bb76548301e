"""Whose turn it is: one request at a time to a host, a gap after each, and peace for a host that asks for it.

The clock is an argument (seconds of any steady clock), so that the order can be told by tests alone.
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
    """Jobs in one line a host. Put jobs in, take the next one that may go, give the host back when it is done."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._hosts: dict[str, _HostState[_Job]] = {}
        self._ready: deque[str] = deque()
        self._later: list[tuple[float, str]] = []

    def put(self, host: str, job: _Job, *, first: bool = False) -> None:
        """Add a job for a host; `first` puts it before those that wait, so that what was begun is ended."""
        entry = self._hosts.get(host)
        if entry is None:
            entry = self._hosts[host] = _HostState()
        if first:
            entry.waiting.appendleft(job)
        else:
            entry.waiting.append(job)
        self._queue(host, entry)

    def take(self, now: float) -> tuple[str, _Job] | None:
        """Return the next job whose host may be asked now, and hold that host until `release`."""
        while self._later and self._later[0][0] <= now:
            self._ready.append(heapq.heappop(self._later)[1])
        while self._ready:
            host = self._ready.popleft()
            entry = self._hosts[host]
            entry.is_queued = False
            if entry.next_at > now:
                self._queue(host, entry)
            elif entry.waiting:
                entry.is_busy = True
                return host, entry.waiting.popleft()
            else:
                del self._hosts[host]
        return None

    def release(self, host: str, now: float, *, was_sent: bool = True) -> None:
        """Give a host back; when it was really `asked`, it has its gap before the next job."""
        entry = self._hosts[host]
        entry.is_busy = False
        if was_sent:
            entry.next_at = max(entry.next_at, now + self._delay)
        self._queue(host, entry)

    def pause(self, host: str, until: float) -> None:
        """Leave a host alone until then."""
        entry = self._hosts.get(host)
        if entry is not None:
            entry.next_at = max(entry.next_at, until)

    @property
    def next_at(self) -> float | None:
        """When the next job may go, at the earliest: 0 for now, None when none waits for time to pass."""
        if self._ready:
            return 0.0
        return self._later[0][0] if self._later else None

    def _queue(self, host: str, entry: _HostState[_Job]) -> None:
        """Note when a host is to be looked at again: for its next job, or to be forgotten after its gap."""
        if entry.is_busy or entry.is_queued:
            return
        entry.is_queued = True
        if entry.next_at:
            heapq.heappush(self._later, (entry.next_at, host))
        else:
            self._ready.append(host)


DEFAULT_PAUSE = 5
"""Seconds of peace for a host that wants fewer requests and does not say for how long."""

_TOO_MANY, _UNAVAILABLE = 429, 503
PAUSE_STATUSES = frozenset({_TOO_MANY, _UNAVAILABLE})
"""The statuses by which a host can ask for peace."""


def pause_after(answer: HttpResponse, now: datetime) -> int:
    """Return the seconds for which the host of an answer must be left alone; 0 when it does not ask for that."""
    if answer.status not in PAUSE_STATUSES or answer.failure:
        return 0
    header = answer.headers.get("retry-after", "").partition("\n")[0].strip()
    if answer.status == _UNAVAILABLE and not header:
        return 0
    if bot_protection_of(answer, 0):
        return 0  # a challenge: waiting changes nothing
    return round(retry_after_seconds(header, now) or DEFAULT_PAUSE)
