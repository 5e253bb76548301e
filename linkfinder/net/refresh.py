"""The value of a refresh, as the `Refresh` header and `<meta http-equiv="refresh">` share it.

HTML standard, "shared declarative refresh steps" (section "Refresh state" of pragma directives).
"""

import re
from typing import NamedTuple

_SPACE = "\t\n\f\r "
_TIME = re.compile(r"[\t\n\f\r ]*+([0-9]*+)([0-9.]*+)")
_URL = re.compile(r"url[\t\n\f\r ]*+=[\t\n\f\r ]*+", re.IGNORECASE)
_MOST_CHARS = 4_096  # longer than any address that is followed
_MOST_DIGITS = 9  # of seconds: thirty years


class Refresh(NamedTuple):
    """After how many whole seconds a page is left, and for which address, as written; empty: for itself."""

    seconds: int
    target: str


def read_refresh(value: str) -> Refresh | None:
    """Return what a refresh says, or None when a browser would ignore it. Nothing is raised whatever it holds."""
    value = value[:_MOST_CHARS]
    time = _TIME.match(value)
    if time is None or not (time[1] or time[2]):
        return None
    rest = value[time.end() :]
    if rest and rest[0] not in f";,{_SPACE}":
        return None
    return Refresh(int(time[1].lstrip("0")[:_MOST_DIGITS] or 0), _target(rest.lstrip(_SPACE)))


def _target(rest: str) -> str:
    if rest[:1] in {";", ","}:
        rest = rest[1:].lstrip(_SPACE)
    rest = _URL.sub("", rest, count=1) if _URL.match(rest) else rest
    if rest[:1] in {'"', "'"}:
        rest = rest[1:].partition(rest[0])[0]
    return rest.strip(_SPACE)
