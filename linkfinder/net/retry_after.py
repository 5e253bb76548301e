"""The one reader of Retry-After: the pause that a server asks for (RFC 9110, section 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_RETRY_AFTER = 86_400.0
"""Seconds: a day, as long as a robots.txt is kept (RFC 9309, 2.4). Some servers name years; a later run tries again."""

_SHORTEST = 1.0  # a date that has passed, or 0, still asks for a pause
_MOST_DIGITS = 12  # of a number of seconds: 12 nines are beyond every limit, and reading 16 KB of digits is slow
_MOST_CHARS = 200  # a date has 29; a header line may have 16 KB, which the reader of dates is not given
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""All that `email.utils` and `datetime` raise for junk: a year or a time zone out of range is an OverflowError."""


def retry_after_seconds(value: str, now: datetime) -> float | None:
    """Return the seconds from `now` that a Retry-After value asks for, from one second to a day.

    The value is a number of seconds or a date (without a time zone: UTC). None when it is neither; nothing is raised
    whatever it says.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return _within(float(text.lstrip("0")[:_MOST_DIGITS] or 0))
    if len(text) > _MOST_CHARS:
        return None
    try:
        when = parsedate_to_datetime(text)
        return _within(((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds())
    except _UNREADABLE:
        return None


def _within(seconds: float) -> float:
    return min(max(seconds, _SHORTEST), MAX_RETRY_AFTER)
