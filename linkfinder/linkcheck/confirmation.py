"""How the confidence of a verdict grows over days when checks agree. Pure.

A page that answers 404 is dead at once, and with more confidence tomorrow. A host that does not check, or has an
error, is only called dead after three runs over seven days. A check that says nothing new (bot protection, a bad name
server) changes nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.exchange import Failure
from linkfinder.urls import url_key

_DAY = timedelta(days=1)
_EARLY_TOLERANCE = timedelta(hours=4)
"""A daily run does not start at the same minute every day; what is due tomorrow must be due when it starts."""

_MIN_INTERVAL = _DAY - _EARLY_TOLERANCE
"""Between two checks that count: one outage must not confirm itself."""

_RUNS, _SPAN = 3, timedelta(days=7)
"""What a host that does not check needs to be called dead: outages end within a week, hosts that are gone do not."""

_NO_RESPONSE = frozenset(
    {
        Failure.CONNECT_REFUSED.value,
        Failure.CONNECT_TIMEOUT.value,
        Failure.FIRST_BYTE_TIMEOUT.value,
        Failure.TIMEOUT.value,
        Failure.EMPTY_REPLY.value,
        Failure.DNS_NO_ADDRESS.value,
        Failure.DNS_TEMPORARY.value,
    }
)
_SILENT_CONFIDENCE = 0.7
_DOUBT_LEFT = 0.4
"""The share of doubt that another agreeing check leaves: 0.85 becomes 0.94, then 0.98."""

_SUREST = 0.99

_DEAD_AGAIN = (1, 3, 7)  # days until a dead link is checked again: after that it is checked once a month
_LATER = {
    Verdict.ALIVE: 30,
    Verdict.GATED: 30,
    Verdict.BLOCKED: 7,
    Verdict.TLS_ERROR: 7,
    Verdict.REFUSED: 90,
}
"""Days until links with other verdicts are checked again; unknown ones are checked like dead ones."""

_MONTH = 30


_INCONCLUSIVE = frozenset({Verdict.UNKNOWN, Verdict.BLOCKED, Verdict.DEAD_HOST})
"""Verdicts that leave a dead verdict as it was: a host that does not check once proves nothing new."""


class _FailureGroup(Enum):
    """Checks that show the same kind of failure."""

    DEAD = auto()
    NO_RESPONSE = auto()
    BROKEN = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class PreviousCheck:
    """The stored check of a link, when it was last checked, and since when it has failed."""

    check: LinkCheck
    last_checked: datetime
    first_dead: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConfirmedCheck:
    """The check of a link that is stored now, since when it has failed, and when it is to be checked again."""

    check: LinkCheck
    first_dead: datetime | None
    next_check: datetime


def confirm_check(check: LinkCheck, now: datetime, past: PreviousCheck | None = None) -> ConfirmedCheck:
    """Return what is stored of a link after a check, given what was stored before."""
    group = _failure_group(check)
    is_dead = past is not None and _failure_group(past.check) is _FailureGroup.DEAD
    if group is _FailureGroup.NONE or (is_dead and group is not _FailureGroup.DEAD):
        return _keep(check, now, past)
    first_dead = now
    count = 1
    if past is not None and past.first_dead is not None and _continues(past.check, check, group):
        first_dead = past.first_dead
        count = max(
            past.check.confirmations, min(past.check.confirmations + 1, 1 + (now - first_dead) // _MIN_INTERVAL)
        )
    kept = _promoted(check, group, is_old=count >= _RUNS and now - first_dead >= _SPAN - _EARLY_TOLERANCE)
    confidence = (
        min(_SUREST, 1 - (1 - kept.confidence) * _DOUBT_LEFT ** (count - 1)) if kept.is_dead else kept.confidence
    )
    kept = replace(kept, confirmations=count, confidence=round(confidence, 2))
    return ConfirmedCheck(kept, first_dead, now + _until_next(kept))


def _keep(check: LinkCheck, now: datetime, past: PreviousCheck | None) -> ConfirmedCheck:
    """Return a check without failure; one that says nothing leaves a dead verdict as it was."""
    if past is not None and past.check.is_dead and check.verdict in _INCONCLUSIVE:
        return ConfirmedCheck(past.check, past.first_dead, now + _until_next(past.check))
    return ConfirmedCheck(replace(check, confirmations=1), None, now + _until_next(check))


def _continues(before: LinkCheck, check: LinkCheck, group: _FailureGroup) -> bool:
    """Return whether a check shows the failure that was there before: a 404 that became a parked page does."""
    return _failure_group(before) is group or (before.is_dead and check.is_dead)


def _failure_group(check: LinkCheck) -> _FailureGroup:
    if check.reason in _NO_RESPONSE:
        return _FailureGroup.NO_RESPONSE
    if check.reason.startswith("http_5"):
        return _FailureGroup.BROKEN
    return _FailureGroup.DEAD if check.is_dead else _FailureGroup.NONE


def _promoted(check: LinkCheck, group: _FailureGroup, *, is_old: bool) -> LinkCheck:
    """Return a check with the verdict that its failure has after this long."""
    if group is _FailureGroup.DEAD:
        return check
    if not is_old:
        return replace(check, verdict=Verdict.UNKNOWN)
    if group is _FailureGroup.NO_RESPONSE:
        note = "The server of this link has not answered for more than a week."
        return replace(check, verdict=Verdict.DEAD_HOST, confidence=_SILENT_CONFIDENCE, note=note)
    note = f"The server of this link has had an error for more than a week ({check.reason.removeprefix('http_')})."
    return replace(check, verdict=Verdict.DEAD_5XX, confidence=_SILENT_CONFIDENCE, note=note)


def _until_next(check: LinkCheck) -> timedelta:
    """Return the time until the next check; it differs a little by URL, so that not all are due on one day."""
    if check.retry_after:
        return max(timedelta(seconds=check.retry_after), _MIN_INTERVAL)
    days = _LATER.get(check.verdict)
    if days is None:
        days = _DEAD_AGAIN[check.confirmations - 1] if check.confirmations <= len(_DEAD_AGAIN) else _MONTH
    if days < _MONTH:
        return days * _DAY - _EARLY_TOLERANCE
    return (days + url_key(check.url) % (days // 5) - days // 10) * _DAY
