"""How a request gets to its server: through which proxy or to which address, or why it must not be made at all."""

from collections.abc import Callable
from dataclasses import dataclass

from linkfinder.linkcheck.ask import Way
from linkfinder.linkcheck.exchange import Answer, Failure, Request
from linkfinder.linkcheck.names import Names, Resolution, never_exists
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.linkcheck.targets import NoTarget, Target, read_target

_MOST_KEPT = 20_000
"""Names whose addresses are remembered during a run; a second link to a host is asked soon or never."""


@dataclass(slots=True)  # not frozen, as `Request`
class Route:
    """Where a request goes. `addresses` counts those of the host that may be dialled."""

    target: Target
    way: Way
    addresses: int = 1


class Routes:
    """Finds the route of a request; a name that must be looked up first is `pending` until the look-up has ended."""

    def __init__(self, settings: AskSettings, wake: Callable[[], None]) -> None:
        self._settings = settings
        self._names = Names(settings.lookup, wake)
        self._known: dict[str, Resolution] = {}
        self._pending: set[str] = set()

    def find(self, request: Request) -> Route | Answer | None:
        """Return the route, or an answer when nothing is to be asked, or None when the host is being looked up."""
        target = read_target(request.url)
        if isinstance(target, NoTarget):
            return _failed(request, target.failure, target.detail)
        if never_exists(target.host):
            return _failed(request, Failure.DNS_NXDOMAIN, "names under .invalid never exist (RFC 6761)")
        proxy = self._settings.proxies.proxy_for(target.scheme, target.host)
        if target.ip or proxy:
            refusal = self._refusal(target.ip, target.port)
            return _failed(request, *refusal) if refusal else Route(target, Way(target.ip, proxy))
        known = self._known.get(target.host)
        if known is None:
            if target.host not in self._pending:
                self._pending.add(target.host)
                self._names.ask(target.host)
            return None
        return self._resolved(request, target, known)

    def learn(self) -> list[str]:
        """Return the hosts whose look-up has ended: their routes can be found now."""
        answers = self._names.answers()
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        self._known.update(answers)
        self._pending.difference_update(host for host, _ in answers)
        return [host for host, _ in answers]

    def close(self) -> None:
        """Stop looking names up."""
        self._names.close()

    def _resolved(self, request: Request, target: Target, known: Resolution) -> Route | Answer:
        if known.failure:
            return _failed(request, known.failure, known.detail)
        refusals = [self._refusal(ip, target.port) for ip in known.addresses]
        allowed = [ip for ip, refusal in zip(known.addresses, refusals, strict=True) if not refusal]
        if not allowed:
            return _failed(request, *(refusals[0] or (Failure.PRIVATE_ADDRESS, "")))
        return Route(target, Way(allowed[request.address % len(allowed)]), len(allowed))

    def _refusal(self, ip: str, port: int) -> tuple[Failure, str] | None:
        networks = self._settings.networks
        if ip and networks.allows(ip):  # any port of it
            return None
        reason = networks.refuses(ip) if ip else ""
        if reason:
            return Failure.PRIVATE_ADDRESS, reason
        reason = networks.refuses_port(ip, port)
        return (Failure.BAD_PORT, reason) if reason else None


def _failed(request: Request, failure: Failure, detail: str) -> Answer:
    return Answer(request.url, failure=failure, detail=detail)
