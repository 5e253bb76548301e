"""How long a host asks to be left alone: the Retry-After header, read carefully (RFC 9110, section 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from linkfinder.linkcheck.exchange import Answer
from linkfinder.linkcheck.walls import wall_of

LONGEST = 86_400
"""Seconds: a day. Some servers name years; tomorrow's run may ask again."""

DEFAULT = 5
"""Seconds of peace for a host that wants fewer requests and does not say for how long."""

_TOO_MANY, _UNAVAILABLE = 429, 503
PAUSING = frozenset({_TOO_MANY, _UNAVAILABLE})
"""The statuses by which a host can ask for peace."""


def pause_after(answer: Answer, now: datetime) -> int:
    """Return the seconds for which the host of an answer must be left alone; 0 when it does not ask for that."""
    if answer.status not in PAUSING or answer.failure:
        return 0
    header = answer.headers.get("retry-after", "").partition("\n")[0].strip()
    if answer.status == _UNAVAILABLE and not header:
        return 0
    if wall_of(answer, 0):
        return 0  # a challenge: waiting changes nothing
    return read_retry_after(header, now)


def read_retry_after(value: str, now: datetime) -> int:
    """Return the seconds that a Retry-After value means, from one second to a day; junk means the default."""
    if value.isascii() and value.isdigit():
        return min(max(int(value[:12]), 1), LONGEST)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, IndexError, OverflowError):
        return DEFAULT
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(round((until - now).total_seconds()), 1), LONGEST)
