"""Which addresses are asked at all: no private ones, no ports but those of web servers, no names that cannot exist.

Also says which proxy a request takes. With a proxy, the proxy looks names up and only literal addresses are checked
here; without one, every address of every name is (see `crawl.resolver`).
"""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached

from linkfinder.crawl.refusals import RequestRefused
from linkfinder.crawl.resolver import GuardedResolver, ResolvedHost, environ_of
from linkfinder.model.visit import Outcome
from linkfinder.net.dns import never_exists
from linkfinder.net.exchange import Failure
from linkfinder.net.networks import Networks, bracketed_host, literal_ip
from linkfinder.net.proxies import Proxies

_PORTS = {"http": 80, "https": 443}
_GONE = frozenset({Failure.DNS_NXDOMAIN, Failure.DNS_NO_ADDRESS})


class AddressMiddleware:
    """Lets a request pass when its address may be contacted."""

    def __init__(self, networks: Networks, proxies: Proxies, resolver: GuardedResolver | None) -> None:
        self._networks = networks
        self._proxies = proxies
        self._proxy_hosts = proxies.hosts
        self._resolver = resolver

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware that the crawl's environment describes."""
        environ = environ_of(crawler.settings)
        return cls(Networks.from_environ(environ), Proxies.from_environ(environ), _installed_resolver())

    async def process_request(self, request: Request) -> None:
        """Set the request's proxy; raise RequestRefused when its address must not be contacted or does not exist."""
        parsed = urlparse_cached(request)
        host = parsed.hostname or ""
        if never_exists(host):
            raise RequestRefused(Outcome.FAILED, Failure.DNS_NXDOMAIN, f"{host} cannot exist")
        proxy = self._proxies.proxy_for(parsed.scheme, host)
        request.meta["proxy"] = proxy or None
        self._check_host(host)
        found = ResolvedHost((literal_ip(bracketed_host(host)),)) if proxy else await self._find(host)
        if not found.addresses:
            raise _refused(found)
        refusal = self._networks.refuses_port(found.addresses[0], parsed.port or _PORTS[parsed.scheme])
        if refusal:
            raise RequestRefused(Outcome.DROPPED, "refused_port", refusal)

    def _check_host(self, host: str) -> None:
        refusal = self._networks.refuses_host(bracketed_host(host))
        if host in self._proxy_hosts and not literal_ip(bracketed_host(host)):
            refusal = f"{host} is the proxy itself"
        if refusal:
            raise RequestRefused(Outcome.DROPPED, "private_address", refusal)

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
