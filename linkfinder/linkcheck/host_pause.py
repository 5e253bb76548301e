"""How long a host asks to be left alone, and which answers ask for that; the header is read by `net.retry_after`."""

from datetime import datetime

from linkfinder.linkcheck.bot_protection import bot_protection_of
from linkfinder.net.exchange import HttpResponse
from linkfinder.net.retry_after import retry_after_seconds

DEFAULT_PAUSE = 5
"""Seconds of peace for a host that wants fewer requests and does not say for how long."""

_TOO_MANY, _UNAVAILABLE = 429, 503
PAUSE_STATUSES = frozenset({_TOO_MANY, _UNAVAILABLE})
"""The statuses by which a host can ask for peace."""


def pause_after(answer: HttpResponse, now: datetime) -> int:
    """Return the seconds for which the host of an answer must be left alone; 0 when it does not ask for that."""
    if answer.status not in PAUSE_STATUSES or answer.failure:
        return 0
    header = answer.headers.get("retry-after", "").partition("\n")[0].strip()
    if answer.status == _UNAVAILABLE and not header:
        return 0
    if bot_protection_of(answer, 0):
        return 0  # a challenge: waiting changes nothing
    return round(retry_after_seconds(header, now) or DEFAULT_PAUSE)
