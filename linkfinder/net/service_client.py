"""A client for a web service: one request at a time, slowly, and none after repeated failures."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus

from linkfinder.errors import FetchError
from linkfinder.net.http_client import FetchedResponse

HttpGet = Callable[[str], FetchedResponse]
"""Takes a URL and returns the response, or raises FetchError when there is none."""

MAX_SERVICE_FAILURES = 3
"""Failures in a row after which a service gets no more requests: one may be the request's fault, three are not."""


@dataclass(frozen=True, slots=True)
class RequestPace:
    """Seconds between two requests, and the clock they are counted by.

    One second: the Wayback Machine's own guidance, and below every limit that a registry publishes.
    """

    seconds: float = 1.0
    now: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


class ServiceClient:
    """Requests URLs with `get`, no faster than `pace`; `closed_reason` says why no more are sent, if so."""

    def __init__(self, get: HttpGet, pace: RequestPace) -> None:
        self._get, self._pace = get, pace
        self._next = pace.now()
        self._failed = 0
        self.closed_reason = ""

    def get(self, url: str, also: Collection[int] = ()) -> FetchedResponse:
        """Return the response; raise FetchError when there is none with status 200 or one of `also`."""
        if (waiting := self._next - self._pace.now()) > 0:
            self._pace.wait(waiting)
        try:
            fetched = _checked(self._get(url), url, also)
        except FetchError as error:
            self._failed += 1
            self.closed_reason = str(error) if self._failed >= MAX_SERVICE_FAILURES else ""
            raise
        finally:
            self._next = self._pace.now() + self._pace.seconds
        self._failed = 0
        return fetched


def _checked(fetched: FetchedResponse, url: str, also: Collection[int]) -> FetchedResponse:
    if fetched.status == HTTPStatus.OK or fetched.status in also:
        return fetched
    raise FetchError(f"{url}: it answered with HTTP {fetched.status}")
