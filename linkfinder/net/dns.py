"""DNS look-ups in threads, with the cause of a failure.

libcurl only knows "could not resolve". A link builder must know whether the name is gone (NXDOMAIN) or the name server
had a bad moment (SERVFAIL, timeout), and getaddrinfo tells the two apart: EAI_NONAME and EAI_AGAIN (RFC 3493, 6.1).
"""

import queue
import socket
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from linkfinder.net.exchange import Failure

Lookup = Callable[[str], Sequence[str]]
"""Takes a host name, returns its IP addresses, or raises socket.gaierror."""

_MAX_ADDRESSES = 4
"""IP addresses of one host that are kept; two of each family are enough to find one that answers."""

_THREADS = 48
"""Look-ups at one time. A dead name server holds a thread for ten seconds, so a few would stop a whole run."""

_PROBE_NAMES = ("a.root-servers.net", "example.com")
"""Names that always exist (RFC 2606, root hints): a name server that denies them denies every name."""

_RESERVED = ("test", "example", "localhost")
"""Top-level names that RFC 6761 keeps out of the public DNS: that they do not exist is always right."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The addresses of a host, IPv4 first, or why there are none."""

    addresses: tuple[str, ...] = ()
    failure: Failure | None = None
    detail: str = ""


def look_up(host: str) -> Sequence[str]:
    """Return the addresses that the system's resolver gives for a name; raise socket.gaierror when it gives none."""
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def never_exists(host: str) -> bool:
    """Return whether a name cannot exist, so that no look-up is needed (RFC 6761, section 6.4)."""
    return host == "invalid" or host.endswith(".invalid")


class DnsResolver:
    """Looks names up in threads that are started as they are needed; `wake` is called when one has ended."""

    def __init__(self, lookup: Lookup, wake: Callable[[], None]) -> None:
        self._lookup = lookup
        self._wake = wake
        self._submitted: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._found: deque[tuple[str, Resolution]] = deque()
        self._threads: list[threading.Thread] = []
        self._waiting = 0
        self._trust_lock = threading.Lock()
        self._is_trusted: bool | None = None

    def submit(self, host: str) -> None:
        """Look a name up; `take_resolved` returns it later."""
        self._waiting += 1
        if len(self._threads) < min(_THREADS, self._waiting):
            thread = threading.Thread(target=self._work, daemon=True, name=f"names-{len(self._threads)}")
            self._threads.append(thread)
            thread.start()
        self._submitted.put(host)

    def take_resolved(self) -> list[tuple[str, Resolution]]:
        """Return the names whose look-up has ended since the last call."""
        ready = [self._found.popleft() for _ in range(len(self._found))]
        self._waiting -= len(ready)
        return ready

    def close(self) -> None:
        """Let the threads end after their present look-up, without waiting for them."""
        for _ in self._threads:
            self._submitted.put(None)

    def _work(self) -> None:
        while (host := self._submitted.get()) is not None:
            self._found.append((host, self._resolve(host)))
            self._wake()

    def _resolve(self, host: str) -> Resolution:
        resolution = resolve(host, self._lookup)
        if resolution.addresses:
            self._is_trusted = True
        elif resolution.failure is Failure.DNS_NXDOMAIN and not self._is_denial_trusted(host):
            return Resolution((), Failure.UNREACHABLE, "the name server here denies every name, also those that exist")
        return resolution

    def _is_denial_trusted(self, host: str) -> bool:
        """Return whether this machine's name server is right when it says that a name does not exist."""
        if host.rpartition(".")[2] in _RESERVED:
            return True
        with self._trust_lock:
            if self._is_trusted is None:
                self._is_trusted = any(resolve(name, self._lookup).addresses for name in _PROBE_NAMES)
            return self._is_trusted


def resolve(host: str, lookup: Lookup) -> Resolution:
    """Return the result of a look-up, with the cause of a failure. Blocks until it has ended."""
    try:
        found = lookup(host)
    except socket.gaierror as error:
        return Resolution((), _FAILURES.get(error.errno or 0, Failure.DNS_TEMPORARY), error.strerror or str(error))
    except Exception as error:  # noqa: BLE001 (whatever goes wrong in its thread, the look-up must end)
        return Resolution((), Failure.DNS_TEMPORARY, str(error))
    # IPv4 first: most readers use it, and on a network without IPv6 no attempt fails.
    addresses = sorted(dict.fromkeys(found), key=lambda ip: ":" in ip)
    fours = [ip for ip in addresses if ":" not in ip][: _MAX_ADDRESSES // 2]
    sixes = [ip for ip in addresses if ":" in ip][: _MAX_ADDRESSES // 2]
    if not addresses:
        return Resolution((), Failure.DNS_NO_ADDRESS, "the name has no address")
    return Resolution((*fours, *sixes))


_FAILURES = {
    socket.EAI_NONAME: Failure.DNS_NXDOMAIN,
    socket.EAI_NODATA: Failure.DNS_NO_ADDRESS,
    socket.EAI_AGAIN: Failure.DNS_TEMPORARY,
    socket.EAI_FAIL: Failure.DNS_TEMPORARY,
}
