"""Lets requests pass whose address may be contacted by `net.address_policy`, and says which proxy they take.

With a proxy, the proxy looks names up and only literal addresses are checked here; without one, every address of every
name is (see `crawl.resolver`).
"""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached

from linkfinder.crawl.refusals import RequestRefused
from linkfinder.crawl.resolver import GuardedResolver, ResolvedHost, environ_of
from linkfinder.model.visit import Outcome
from linkfinder.net.address_policy import WEB_PORTS_BY_SCHEME, AddressPolicy, AddressRefusal
from linkfinder.net.exchange import Failure
from linkfinder.net.networks import bracketed_host, literal_ip

_GONE = frozenset({Failure.DNS_NXDOMAIN, Failure.DNS_NO_ADDRESS})


class AddressMiddleware:
    """Lets a request pass when its address may be contacted."""

    def __init__(self, policy: AddressPolicy, resolver: GuardedResolver | None) -> None:
        self._policy = policy
        self._proxy_hosts = policy.proxies.hosts
        self._resolver = resolver

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware that the crawl's environment describes."""
        return cls(AddressPolicy.from_environ(environ_of(crawler.settings)), _installed_resolver())

    async def process_request(self, request: Request) -> None:
        """Set the request's proxy; raise RequestRefused when its address must not be contacted or does not exist."""
        parsed = urlparse_cached(request)
        host = parsed.hostname or ""
        self._check_host(host)
        proxy = self._policy.proxies.proxy_for(parsed.scheme, host)
        request.meta["proxy"] = proxy or None
        found = ResolvedHost((literal_ip(bracketed_host(host)),)) if proxy else await self._find(host)
        if not found.addresses:
            raise _refused(found)
        port = parsed.port or WEB_PORTS_BY_SCHEME[parsed.scheme]
        refusal = self._policy.refusal_of_endpoint(found.addresses[0], port)
        if refusal:
            raise RequestRefused(Outcome.DROPPED, "refused_port", refusal.detail)

    def _check_host(self, host: str) -> None:
        refusal = self._policy.refusal_of_host(host)
        if refusal and refusal.failure is Failure.DNS_NXDOMAIN:
            raise RequestRefused(Outcome.FAILED, refusal.failure, refusal.detail)
        if refusal is None and host in self._proxy_hosts and not literal_ip(bracketed_host(host)):
            refusal = AddressRefusal(Failure.PRIVATE_ADDRESS, f"{host} is the proxy itself")
        if refusal:
            raise RequestRefused(Outcome.DROPPED, refusal.failure, refusal.detail)

    async def _find(self, host: str) -> ResolvedHost:
        if self._resolver is None:
            return ResolvedHost((literal_ip(bracketed_host(host)),))
        return await maybe_deferred_to_future(self._resolver.find(host))


def _refused(found: ResolvedHost) -> RequestRefused:
    if found.reason == "private_address":
        return RequestRefused(Outcome.DROPPED, found.reason, found.detail)
    outcome = Outcome.FAILED if found.reason in _GONE else Outcome.RETRY
    return RequestRefused(outcome, found.reason, found.detail)


def _installed_resolver() -> GuardedResolver | None:
    """Return the resolver of the running reactor, or None when the process was started with another one."""
    from twisted.internet import reactor  # noqa: PLC0415 (importing it earlier would install the wrong reactor)

    installed: Any = reactor
    resolver = installed.nameResolver
    return resolver if isinstance(resolver, GuardedResolver) else None
