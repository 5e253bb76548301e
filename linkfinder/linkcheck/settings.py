"""How links are asked: deadlines, manners, networks and proxies, read from the environment in one place."""

import resource
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from linkfinder.net.dns import Lookup, look_up
from linkfinder.net.networks import Networks
from linkfinder.net.proxies import Proxies
from linkfinder.version import user_agent as own_user_agent

_OTHER_FILES = 150
"""Open files left to the rest of the process: database, log, kept connections, look-ups."""

_CONNECT_SHARE, _FIRST_BYTE_SHARE = 0.6, 0.8
"""Of the whole time: a server that needs longer leaves none for what follows."""


@dataclass(frozen=True, slots=True)
class LinkCheckSettings:
    """Times are in seconds. `gap` lies between two requests to one host; `patience` is how long a host may ask to wait.

    `timeout` is for one request with its answer; a link with redirects or second opinions has several. A gap begins
    when an answer has come.
    """

    user_agent: str = field(default_factory=own_user_agent)
    timeout: float = 15.0
    host_delay: float = 0.05  # what other checkers leave between two requests that may overlap; ours never do
    max_retry_after: float = 30.0
    concurrency: int = 256  # 150 KB of memory each with TLS; the usual limit of open files is 1024
    networks: Networks = field(default_factory=Networks)
    proxies: Proxies = field(default_factory=Proxies)
    ca_file: str = ""
    look_up: Lookup = look_up

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], *, user_agent: str = "", timeout: float = 15.0) -> Self:
        """Return the settings for this machine; raise LinkCheckError when a variable cannot be read."""
        return cls(
            user_agent=user_agent or own_user_agent(),
            timeout=timeout,
            networks=Networks.from_environ(environ),
            proxies=Proxies.from_environ(environ),
            ca_file=environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile or "",
        )

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
