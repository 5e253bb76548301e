"""How sure a verdict becomes over days: one bad answer is an accident, the same one next week is a fact. Pure.

A page that says 404 is dead at once and surer tomorrow. A host that is silent, or has an error, is only called dead
after three runs over seven days. An answer that says nothing new (a wall, a bad name server) changes nothing.
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
"""Between two answers that count: the same bad hour must not confirm itself."""

_RUNS, _SPAN = 3, timedelta(days=7)
"""What a silent host needs to be called dead: outages end within a week, hosts that are gone do not."""

_SILENT = frozenset(
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
"""The share of doubt that another agreeing answer leaves: 0.85 becomes 0.94, then 0.98."""

_SUREST = 0.99

_DEAD_AGAIN = (1, 3, 7)  # days until a dead link is asked again: after that it is asked once a month
_LATER = {
    Verdict.ALIVE: 30,
    Verdict.GATED: 30,
    Verdict.BLOCKED: 7,
    Verdict.TLS_ERROR: 7,
    Verdict.REFUSED: 90,
}
"""Days until other verdicts are asked again; what is unknown is asked like what is dead."""

_MONTH = 30


_INCONCLUSIVE = frozenset({Verdict.UNKNOWN, Verdict.BLOCKED, Verdict.DEAD_HOST})
"""Verdicts that leave a death as it was; a host that does not answer once is silent, and the page as gone as before."""


class _TroubleGroup(Enum):
    """Answers that speak of the same trouble."""

    DEAD = auto()
    SILENT = auto()
    BROKEN = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class PreviousCheck:
    """What stood about a link before: the verdict, when it was last asked, and since when it has been in trouble."""

    check: LinkCheck
    last_checked: datetime
    first_dead: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConfirmedCheck:
    """What stands about a link now, since when it has been in trouble, and when it is to be asked again."""

    check: LinkCheck
    first_dead: datetime | None
    next_check: datetime


def confirm_check(answer: LinkCheck, now: datetime, past: PreviousCheck | None = None) -> ConfirmedCheck:
    """Return what stands about a link after an answer, given what stood before."""
    family = _trouble_group(answer)
    is_dead = past is not None and _trouble_group(past.check) is _TroubleGroup.DEAD
    if family is _TroubleGroup.NONE or (is_dead and family is not _TroubleGroup.DEAD):
        return _keep(answer, now, past)
    first_dead = now
    count = 1
    if past is not None and past.first_dead is not None and _continues(past.check, answer, family):
        first_dead = past.first_dead
        count = max(
            past.check.confirmations, min(past.check.confirmations + 1, 1 + (now - first_dead) // _MIN_INTERVAL)
        )
    kept = _promoted(answer, family, is_old=count >= _RUNS and now - first_dead >= _SPAN - _EARLY_TOLERANCE)
    confidence = (
        min(_SUREST, 1 - (1 - kept.confidence) * _DOUBT_LEFT ** (count - 1)) if kept.is_dead else kept.confidence
    )
    kept = replace(kept, confirmations=count, confidence=round(confidence, 2))
    return ConfirmedCheck(kept, first_dead, now + _until_next(kept))


def _keep(answer: LinkCheck, now: datetime, past: PreviousCheck | None) -> ConfirmedCheck:
    """Return an answer that shows no trouble; one that says nothing leaves a death standing as it was."""
    if past is not None and past.check.is_dead and answer.verdict in _INCONCLUSIVE:
        return ConfirmedCheck(past.check, past.first_dead, now + _until_next(past.check))
    return ConfirmedCheck(replace(answer, confirmations=1), None, now + _until_next(answer))


def _continues(before: LinkCheck, answer: LinkCheck, family: _TroubleGroup) -> bool:
    """Tell whether an answer speaks of the trouble that was there before: a 404 that became a parked page does."""
    return _trouble_group(before) is family or (before.is_dead and answer.is_dead)


def _trouble_group(check: LinkCheck) -> _TroubleGroup:
    if check.reason in _SILENT:
        return _TroubleGroup.SILENT
    if check.reason.startswith("http_5"):
        return _TroubleGroup.BROKEN
    return _TroubleGroup.DEAD if check.is_dead else _TroubleGroup.NONE


def _promoted(answer: LinkCheck, family: _TroubleGroup, *, is_old: bool) -> LinkCheck:
    """Return the verdict that an answer's trouble deserves by now."""
    if family is _TroubleGroup.DEAD:
        return answer
    if not is_old:
        return replace(answer, verdict=Verdict.UNKNOWN)
    if family is _TroubleGroup.SILENT:
        note = "The server of this link has not answered for more than a week."
        return replace(answer, verdict=Verdict.DEAD_HOST, confidence=_SILENT_CONFIDENCE, note=note)
    note = f"The server of this link has had an error for more than a week ({answer.reason.removeprefix('http_')})."
    return replace(answer, verdict=Verdict.DEAD_5XX, confidence=_SILENT_CONFIDENCE, note=note)


def _until_next(check: LinkCheck) -> timedelta:
    """Return how long a link is left alone; the address shifts it a little, so that not all are due on one day."""
    if check.retry_after:
        return max(timedelta(seconds=check.retry_after), _MIN_INTERVAL)
    days = _LATER.get(check.verdict)
    if days is None:
        days = _DEAD_AGAIN[check.confirmations - 1] if check.confirmations <= len(_DEAD_AGAIN) else _MONTH
    if days < _MONTH:
        return days * _DAY - _EARLY_TOLERANCE
    return (days + url_key(check.url) % (days // 5) - days // 10) * _DAY
