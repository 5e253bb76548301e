"""Whether the network here works at all: without a sign of life from anywhere, silence proves nothing about a host."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from linkfinder.linkcheck.targets import RequestTarget, parse_target
from linkfinder.linkcheck.verdicts import VerdictReason
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.exchange import Failure

_TOO_MANY = 3
"""Hosts: so many that are silent, while none answers, share one cause, and it is on this side."""

_SILENT = frozenset({Failure.CONNECT_TIMEOUT.value, Failure.DNS_TEMPORARY.value})


@dataclass(slots=True)
class ConnectivityGuard:
    """Holds verdicts about silent hosts back until some host has answered in this run."""

    has_response: bool = False
    _held: list[LinkCheck] = field(default_factory=list)

    def filter(self, check: LinkCheck, is_near: Callable[[LinkCheck], bool]) -> Iterator[LinkCheck]:
        """Yield the checks that may go out now; `is_near` says whether a network of ours leads to the host."""
        self.has_response = self.has_response or check.status is not None
        is_silent = check.verdict is Verdict.DEAD_HOST or check.reason in _SILENT
        if is_silent and not self.has_response and not is_near(check):
            self._held.append(check)
            return
        yield check
        if self._held and self.has_response:
            yield from self._release()

    def flush(self) -> Iterator[LinkCheck]:
        """Yield what was held back, as unknown when it looks as if the network here were down."""
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
