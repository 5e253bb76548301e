"""Where a request goes: through which proxy or to which address, or why it must not be made at all."""

from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache

from linkfinder.linkcheck.curl_client import Endpoint
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import InvalidTarget, RequestTarget, parse_target
from linkfinder.net.address_policy import AddressPolicy
from linkfinder.net.dns import DnsResolver, Resolution
from linkfinder.net.exchange import Failure, HttpRequest, HttpResponse

_MAX_CACHED_HOSTS = 20_000
"""Host names whose addresses are kept during a run; a second link to a host is checked soon or never."""


@dataclass(slots=True)  # not frozen, as `HttpRequest`
class ResolvedEndpoint:
    """Where a request goes; `address_count` is that of the host's addresses that may be contacted."""

    target: RequestTarget
    endpoint: Endpoint
    address_count: int = 1


class EndpointResolver:
    """Finds the endpoint of a request; a name that must be looked up first is pending until the look-up has ended."""

    def __init__(
        self, settings: LinkCheckSettings, wake: Callable[[], None], max_hosts: int = _MAX_CACHED_HOSTS
    ) -> None:
        self._policy = AddressPolicy(settings.networks, settings.proxies)
        self._resolver = DnsResolver(settings.look_up, wake)
        self._known: LRUCache[str, Resolution] = LRUCache(max_hosts)
        self._pending: set[str] = set()

    def find(self, request: HttpRequest) -> ResolvedEndpoint | HttpResponse | None:
        """Return the endpoint, a failed answer when nothing may be sent, or None while the host is being looked up."""
        target = parse_target(request.url)
        if isinstance(target, InvalidTarget):
            return _failed(request, target.failure, target.detail)
        if refusal := self._policy.refusal_of_host(target.host):
            return _failed(request, *refusal)
        proxy = self._policy.proxies.proxy_for(target.scheme, target.host)
        if target.ip or proxy:
            refusal = self._policy.refusal_of_endpoint(target.ip, target.port)
            return _failed(request, *refusal) if refusal else ResolvedEndpoint(target, Endpoint(target.ip, proxy))
        known = self._known.get(target.host)
        if known is None:
            if target.host not in self._pending:
                self._pending.add(target.host)
                self._resolver.submit(target.host)
            return None
        return self._resolved(request, target, known)

    def take_resolved(self) -> list[str]:
        """Return the hosts whose look-up has ended: their endpoints can be found now."""
        answers = self._resolver.take_resolved()
        self._known.update(answers)
        self._pending.difference_update(host for host, _ in answers)
        return [host for host, _ in answers]

    def close(self) -> None:
        """Stop looking names up."""
        self._resolver.close()

    def _resolved(
        self, request: HttpRequest, target: RequestTarget, known: Resolution
    ) -> ResolvedEndpoint | HttpResponse:
        if known.failure:
            return _failed(request, known.failure, known.detail)
        allowed, refusal = self._policy.allowed(known.addresses, target.port)
        if not allowed:
            return _failed(request, *(refusal or (Failure.DNS_NO_ADDRESS, "the name has no address")))
        return ResolvedEndpoint(target, Endpoint(allowed[request.address_index % len(allowed)]), len(allowed))


def _failed(request: HttpRequest, failure: Failure, detail: str) -> HttpResponse:
    return HttpResponse(request.url, failure=failure, detail=detail)
