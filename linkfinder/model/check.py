"""The answer of a link's target, and what it was judged to mean."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a target's answer means for a link builder."""

    ALIVE = "alive"
    DEAD_HTTP = "dead_http"
    DEAD_DNS = "dead_dns"
    DEAD_HOST = "dead_host"
    DEAD_5XX = "dead_5xx"
    SOFT_404 = "soft_404"
    REDIRECT_HOME = "redirect_home"
    REDIRECT_OFFSITE = "redirect_offsite"
    PARKED = "parked"
    HIJACKED = "hijacked"
    BLOCKED = "blocked"
    TLS_ERROR = "tls_error"
    GATED = "gated"
    UNKNOWN = "unknown"
    REFUSED = "refused"


DEAD_VERDICTS = frozenset(
    {
        Verdict.DEAD_HTTP,
        Verdict.DEAD_DNS,
        Verdict.DEAD_HOST,
        Verdict.DEAD_5XX,
        Verdict.SOFT_404,
        Verdict.REDIRECT_HOME,
        Verdict.REDIRECT_OFFSITE,
        Verdict.PARKED,
        Verdict.HIJACKED,
    }
)
"""Worth a pitch, once confirmed. Nothing else is ever reported as dead."""

_CERTAIN_REASONS = frozenset({"http_410", "dns_nxdomain"})
"""Reasons that no accident gives: the server says that the page was removed for good (RFC 9110, 15.5.11), or the name
server says that the name does not exist (RFC 8020), which is believed only after it knew other names."""


def is_confirmed(reason: str, confirmations: int, needed: int) -> bool:
    """Tell whether a link with a dead verdict is sure enough to be offered: seen dead so often, or sure at once."""
    return confirmations >= needed or reason in _CERTAIN_REASONS


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """One judged answer. `confidence` is 0 to 1; `confirmations` counts agreeing checks in a row, this one included."""

    url: str
    verdict: Verdict
    reason: str  # a reason code such as http_404, dns_nxdomain, connect_timeout
    status: int | None = None
    final_url: str = ""
    chain: tuple[str, ...] = ()  # every address requested after the first, in order
    confidence: float = 0.0
    confirmations: int = 1
    elapsed_ms: int = 0
    note: str = ""  # one sentence for the person who will write the mail
    retry_after: int = 0  # seconds that the host asked to wait (Retry-After)

    @property
    def is_dead(self) -> bool:
        """Whether the target is worth a pitch as a dead link."""
        return self.verdict in DEAD_VERDICTS
