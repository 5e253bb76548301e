"""Which status may follow which. People make the moves; a crawl only raises flags, and nothing is ever sent.

The statuses stand in the order of the work: reviewed, approved, contacted, answered, agreed, delivered, won.
Each row also allows the step back that corrects a wrong entry.
"""

from collections.abc import Mapping

from linkfinder.errors import MoveError
from linkfinder.model.status import Status

_ENDS = (Status.CLOSED, Status.RECHECK, Status.DO_NOT_CONTACT)
"""An opportunity can be closed, postponed or excluded at any time."""

_ANSWERS = (Status.REPLIED, Status.NEGOTIATING, Status.ACCEPTED, Status.DECLINED)
"""What an editor may answer to a letter; some agree or refuse in their first answer."""

ALLOWED_MOVES: Mapping[Status, tuple[Status, ...]] = {
    Status.NEW: (Status.REVIEWING, Status.APPROVED, Status.REJECTED, Status.CONTACTED, *_ENDS),
    Status.REVIEWING: (Status.NEW, Status.APPROVED, Status.REJECTED, Status.CONTACTED, *_ENDS),
    Status.APPROVED: (Status.REVIEWING, Status.REJECTED, Status.CONTACTED, *_ENDS),
    Status.REJECTED: (Status.NEW, Status.REVIEWING, Status.APPROVED, *_ENDS),
    # A link can appear without an answer: editors correct pages and do not reply.
    Status.CONTACTED: (Status.APPROVED, Status.FOLLOW_UP, *_ANSWERS, Status.NO_REPLY, Status.WON, *_ENDS),
    # A second reminder is a move of its own, with its own date.
    Status.FOLLOW_UP: (Status.CONTACTED, Status.FOLLOW_UP, *_ANSWERS, Status.NO_REPLY, Status.WON, *_ENDS),
    Status.REPLIED: (*_ANSWERS[1:], Status.CONTENT_SENT, Status.FOLLOW_UP, Status.NO_REPLY, Status.WON, *_ENDS),
    Status.NEGOTIATING: (*_ANSWERS, Status.CONTENT_SENT, Status.FOLLOW_UP, Status.NO_REPLY, Status.WON, *_ENDS),
    Status.ACCEPTED: (Status.NEGOTIATING, Status.CONTENT_SENT, Status.WON, Status.DECLINED, Status.NO_REPLY, *_ENDS),
    Status.CONTENT_SENT: (Status.ACCEPTED, *_ANSWERS[:2], Status.WON, Status.DECLINED, Status.NO_REPLY, *_ENDS),
    Status.WON: (Status.LOST, Status.CONTENT_SENT, Status.DO_NOT_CONTACT),
    Status.LOST: (Status.WON, Status.CONTACTED, Status.REPLIED, *_ENDS),
    Status.DECLINED: (Status.REPLIED, Status.NEGOTIATING, *_ENDS),
    # Some answer after months.
    Status.NO_REPLY: (Status.CONTACTED, Status.FOLLOW_UP, *_ANSWERS, Status.WON, *_ENDS),
    Status.CLOSED: (Status.NEW, Status.REVIEWING, Status.RECHECK, Status.DO_NOT_CONTACT),
    Status.RECHECK: (Status.NEW, Status.REVIEWING, Status.APPROVED, Status.REJECTED, Status.CONTACTED, *_ENDS[::2]),
    # Only by a second review, never straight back to a letter.
    Status.DO_NOT_CONTACT: (Status.REVIEWING,),
}


def allowed_statuses(status: Status) -> tuple[Status, ...]:
    """Return the statuses that may follow, in the order of the work."""
    return tuple(candidate for candidate in Status if candidate in ALLOWED_MOVES[status])


def check_status_change(before: Status, after: Status) -> None:
    """Return when the move is allowed; raise MoveError that names the allowed moves when it is not."""
    if after not in ALLOWED_MOVES[before]:
        allowed = ", ".join(allowed_statuses(before))
        raise MoveError(f'"{after}" may not follow "{before}"; from there it goes to: {allowed}')
