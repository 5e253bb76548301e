"""Names become addresses here and nowhere else: private ones are left out, and what was checked is what is dialled.

A name is looked up once and its addresses are kept for a while, so there is no moment between check and connection in
which a name server could change its answer. See the SSRF cases in docs/reference/crawling.md.
"""

import ipaddress
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from cachetools import LRUCache
from scrapy.settings import BaseSettings
from twisted.internet import defer, threads
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer  # type: ignore[import-untyped]

from linkfinder.net.address_policy import AddressPolicy
from linkfinder.net.dns import look_up, resolve
from linkfinder.net.exchange import Failure

_MAX_CACHED_NAMES = 20_000
"""Names kept: 20,000 sites with two hosts each are more than a run asks at a time."""

_CACHE_SECONDS = 300.0
"""Five minutes: what most sites say of their names, and long enough for a page to follow its robots.txt."""

_FAILED_CACHE_SECONDS = 3.0
"""A name that failed is looked up again by the first retry, four seconds later."""


@dataclass(frozen=True, slots=True)
class ResolvedHost:
    """The addresses of a name that may be contacted, or the reason code and the words why there are none."""

    addresses: tuple[str, ...] = ()
    reason: str = ""
    detail: str = ""


@implementer(IHostResolution)
class _PendingResolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Do nothing: a look-up in a thread cannot be called back, and its answer is useful to the next request."""


@implementer(IHostnameResolver)
class GuardedResolver:
    """The resolver of the reactor; `find` is for those who want the reason too."""

    def __init__(self, reactor: Any, policy: AddressPolicy, max_names: int = _MAX_CACHED_NAMES) -> None:
        self._reactor = reactor
        self._policy = policy
        self._proxy_hosts = policy.proxies.hosts
        self._cached: LRUCache[str, tuple[float, defer.Deferred[ResolvedHost] | ResolvedHost]] = LRUCache(max_names)
        self.look_up: Callable[[str], Sequence[str]] = look_up

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        """Return the resolver that the settings describe; `crawler` is the process that is about to start."""
        return cls(reactor, AddressPolicy.from_environ(environ_of(crawler.settings)))

    def install_on_reactor(self) -> None:
        """Make every connection of this process look its names up here."""
        self._reactor.installNameResolver(self)

    def find(self, host: str) -> "defer.Deferred[ResolvedHost]":
        """Return the addresses of a host that may be contacted, or why there are none."""
        now = time.monotonic()
        until, known = self._cached.get(host, (0.0, None))
        if isinstance(known, ResolvedHost) and now < until:
            return defer.succeed(known)
        waiting: defer.Deferred[ResolvedHost] = defer.Deferred()
        if isinstance(known, defer.Deferred):
            known.addCallback(_pass_on, waiting)
            return waiting
        asked = threads.deferToThreadPool(self._reactor, self._reactor.getThreadPool(), self._find, host)
        self._cached[host] = (now, asked)
        asked.addCallback(self._keep, host)
        asked.addCallback(_pass_on, waiting)
        return waiting

    def _keep(self, found: ResolvedHost, host: str) -> ResolvedHost:
        keep_for = _CACHE_SECONDS if found.addresses else _FAILED_CACHE_SECONDS
        self._cached[host] = (time.monotonic() + keep_for, found)
        return found

    def _find(self, host: str) -> ResolvedHost:
        refusal = None if host in self._proxy_hosts else self._policy.refusal_of_host(host)
        if refusal:
            return ResolvedHost(reason=refusal.failure, detail=refusal.detail)
        resolution = resolve(host, self.look_up)
        if resolution.failure is not None:
            return ResolvedHost(reason=resolution.failure, detail=resolution.detail)
        refusals = {ip: self._policy.networks.refuses(ip) for ip in resolution.addresses}
        allowed = tuple(ip for ip, refusal in refusals.items() if not refusal or host in self._proxy_hosts)
        if allowed:
            return ResolvedHost(allowed)
        return ResolvedHost(reason=Failure.PRIVATE_ADDRESS, detail=f"{host}: {next(iter(refusals.values()))}")

    def resolveHostName(  # noqa: N802 (Twisted's names, as keywords, and no types)
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type] | None = None,  # noqa: N803
        transportSemantics: Any = "TCP",  # noqa: N803
    ) -> Any:
        """Give the receiver the addresses of a name that may be contacted; none when there is none."""
        resolution = _PendingResolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)

        def give(found: ResolvedHost) -> None:
            for ip in found.addresses:
                kind = IPv4Address if isinstance(ipaddress.ip_address(ip), ipaddress.IPv4Address) else IPv6Address
                if addressTypes is None or kind in addressTypes:
                    resolutionReceiver.addressResolved(kind(transportSemantics, ip, portNumber))
            resolutionReceiver.resolutionComplete()

        self.find(hostName).addCallback(give)
        return resolution


def _pass_on(found: ResolvedHost, to: "defer.Deferred[ResolvedHost]") -> ResolvedHost:
    to.callback(found)
    return found


def environ_of(settings: BaseSettings) -> dict[str, str]:
    """Return the environment variables that the crawl was started with, as far as they matter to it."""
    return {str(name): str(value) for name, value in settings.getdict("LINKFINDER_ENVIRON").items()}
