"""How links are checked: deadlines, delays and limits, beside the HTTP settings of this machine."""

import resource
from dataclasses import dataclass

from linkfinder.net.dns import Lookup, look_up
from linkfinder.net.http_client import HttpSettings

_OTHER_FILES = 150
"""Open files left to the rest of the process: database, log, kept connections, look-ups."""

_CONNECT_SHARE, _FIRST_BYTE_SHARE = 0.6, 0.8
"""Of the whole time: a server that needs longer leaves none for what follows."""


@dataclass(frozen=True, slots=True)
class LinkCheckSettings(HttpSettings):
    """Settings of link checks; times are in seconds.

    `timeout` is for one request with its answer; a link with redirects or second opinions has several. `host_delay`
    lies between the answer of a host and the next request to it. `max_retry_after` is how long a run waits for a host
    that asks for it.
    """

    timeout: float = 15.0
    host_delay: float = 0.05  # what other checkers leave between two requests that may overlap; ours never do
    max_retry_after: float = 30.0
    concurrency: int = 256  # 150 KB of memory each with TLS; the usual limit of open files is 1024
    look_up: Lookup = look_up

    @property
    def connect_timeout(self) -> float:
        """Seconds until a connection must stand, TLS included."""
        return self.timeout * _CONNECT_SHARE

    @property
    def first_byte_timeout(self) -> float:
        """Seconds until the answer must have begun."""
        return self.timeout * _FIRST_BYTE_SHARE

    @property
    def max_transfers(self) -> int:
        """How many requests may be under way: `concurrency`, or what the limit of open files leaves."""
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return max(1, self.concurrency if files < 0 else min(self.concurrency, files - _OTHER_FILES))
