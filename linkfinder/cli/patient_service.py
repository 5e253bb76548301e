"""A service elsewhere: asked one thing at a time, slowly, and left alone as soon as it does not want to answer."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus

from linkfinder.crawl.source_request import Fetched
from linkfinder.errors import DiscoveryError

Get = Callable[[str], Fetched]
"""Takes an address and returns the answer, or raises DiscoveryError when there is none."""

FAILURES = 3
"""Failures in a row after which a service is left alone: one may be the question's fault, three are the service's."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two requests, and the clock they are counted by.

    One second: the Wayback Machine's own guidance, and below every limit that a registry publishes.
    """

    seconds: float = 1.0
    now: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


class PatientService:
    """Asks with `get`, no faster than `pace`; `trouble` holds why it was left alone, once it was."""

    def __init__(self, get: Get, pace: Pace) -> None:
        self._get, self._pace = get, pace
        self._next = pace.now()
        self._failed = 0
        self.trouble = ""

    def ask(self, url: str, also: Collection[int] = ()) -> Fetched:
        """Return the answer; raise DiscoveryError when there is none with status 200 or one of `also`."""
        if (waiting := self._next - self._pace.now()) > 0:
            self._pace.wait(waiting)
        try:
            fetched = _good(self._get(url), url, also)
        except DiscoveryError as error:
            self._failed += 1
            self.trouble = str(error) if self._failed >= FAILURES else ""
            raise
        finally:
            self._next = self._pace.now() + self._pace.seconds
        self._failed = 0
        return fetched


def _good(fetched: Fetched, url: str, also: Collection[int]) -> Fetched:
    if fetched.status == HTTPStatus.OK or fetched.status in also:
        return fetched
    raise DiscoveryError(f"{url}: it answered with HTTP {fetched.status}")
