"""Whether the network here works at all: while no host answers, a host that does not answer proves nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from linkfinder.linkcheck.targets import RequestTarget, parse_target
from linkfinder.linkcheck.verdicts import VerdictReason
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.exchange import Failure

_TOO_MANY = 3
"""Hosts: when so many do not answer and none does, the cause is the network here."""

_NO_RESPONSE = frozenset({Failure.CONNECT_TIMEOUT.value, Failure.DNS_TEMPORARY.value})


@dataclass(slots=True)
class ConnectivityGuard:
    """Holds back checks of hosts that do not answer until some host has answered in this run."""

    has_response: bool = False
    _held: list[LinkCheck] = field(default_factory=list)

    def filter(self, check: LinkCheck, is_near: Callable[[LinkCheck], bool]) -> Iterator[LinkCheck]:
        """Yield the checks that are final now; `is_near` says whether a host lies in a network that the user named."""
        self.has_response = self.has_response or check.status is not None
        is_unanswered = check.verdict is Verdict.DEAD_HOST or check.reason in _NO_RESPONSE
        if is_unanswered and not self.has_response and not is_near(check):
            self._held.append(check)
            return
        yield check
        if self._held and self.has_response:
            yield from self._release()

    def flush(self) -> Iterator[LinkCheck]:
        """Yield the checks that were held back, as unknown when the network here seems to be down."""
        hosts = {target.host for check in self._held if isinstance(target := parse_target(check.url), RequestTarget)}
        if len(hosts) < _TOO_MANY:
            yield from self._release()
            return
        note = "No host could be reached in this run: the network here was probably down."
        for check in self._release():
            yield replace(
                check, verdict=Verdict.UNKNOWN, reason=str(VerdictReason.NETWORK_DOWN), confidence=0.0, note=note
            )

    def _release(self) -> Iterator[LinkCheck]:
        held, self._held = self._held, []
        yield from held
