"""How a request gets to its server: through which proxy or to which address, or why it must not be made at all."""

from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache

from linkfinder.linkcheck.curl_client import Endpoint
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import InvalidTarget, RequestTarget, parse_target
from linkfinder.net.dns import DnsResolver, Resolution, never_exists
from linkfinder.net.exchange import Failure, HttpRequest, HttpResponse

_MAX_CACHED_HOSTS = 20_000
"""Host names whose addresses are kept during a run; a second link to a host is checked soon or never."""


@dataclass(slots=True)  # not frozen, as `HttpRequest`
class ResolvedEndpoint:
    """Where a request goes. `addresses` counts those of the host that may be dialled."""

    target: RequestTarget
    endpoint: Endpoint
    address_count: int = 1


class EndpointResolver:
    """Finds the route of a request; a name that must be looked up first is `pending` until the look-up has ended."""

    def __init__(
        self, settings: LinkCheckSettings, wake: Callable[[], None], max_hosts: int = _MAX_CACHED_HOSTS
    ) -> None:
        self._settings = settings
        self._resolver = DnsResolver(settings.look_up, wake)
        self._known: LRUCache[str, Resolution] = LRUCache(max_hosts)
        self._pending: set[str] = set()

    def find(self, request: HttpRequest) -> ResolvedEndpoint | HttpResponse | None:
        """Return the route, or an answer when nothing is to be asked, or None when the host is being looked up."""
        target = parse_target(request.url)
        if isinstance(target, InvalidTarget):
            return _failed(request, target.failure, target.detail)
        if never_exists(target.host):
            return _failed(request, Failure.DNS_NXDOMAIN, "names under .invalid never exist (RFC 6761)")
        proxy = self._settings.proxies.proxy_for(target.scheme, target.host)
        if target.ip or proxy:
            refusal = self._refusal(target.ip, target.port)
            return _failed(request, *refusal) if refusal else ResolvedEndpoint(target, Endpoint(target.ip, proxy))
        known = self._known.get(target.host)
        if known is None:
            if target.host not in self._pending:
                self._pending.add(target.host)
                self._resolver.submit(target.host)
            return None
        return self._resolved(request, target, known)

    def take_resolved(self) -> list[str]:
        """Return the hosts whose look-up has ended: their routes can be found now."""
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
        refusals = [self._refusal(ip, target.port) for ip in known.addresses]
        allowed = [ip for ip, refusal in zip(known.addresses, refusals, strict=True) if not refusal]
        if not allowed:
            return _failed(request, *(refusals[0] or (Failure.PRIVATE_ADDRESS, "")))
        return ResolvedEndpoint(target, Endpoint(allowed[request.address_index % len(allowed)]), len(allowed))

    def _refusal(self, ip: str, port: int) -> tuple[Failure, str] | None:
        networks = self._settings.networks
        if ip and networks.allows(ip):  # any port of it
            return None
        reason = networks.refuses(ip) if ip else ""
        if reason:
            return Failure.PRIVATE_ADDRESS, reason
        reason = networks.refuses_port(ip, port)
        return (Failure.BAD_PORT, reason) if reason else None


def _failed(request: HttpRequest, failure: Failure, detail: str) -> HttpResponse:
    return HttpResponse(request.url, failure=failure, detail=detail)
