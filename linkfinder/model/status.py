"""What people did about an opportunity. A crawl never changes a status; it may only raise a flag."""

from enum import StrEnum


class Status(StrEnum):
    """The status of the relationship; people change it."""

    NEW = "new"
    REVIEWING = "reviewing"
    APPROVED = "approved"
    REJECTED = "rejected"
    CONTACTED = "contacted"
    FOLLOW_UP = "follow_up"
    REPLIED = "replied"
    NEGOTIATING = "negotiating"
    ACCEPTED = "accepted"
    CONTENT_SENT = "content_sent"
    WON = "won"
    LOST = "lost"
    DECLINED = "declined"
    NO_REPLY = "no_reply"
    CLOSED = "closed"
    RECHECK = "recheck"
    DO_NOT_CONTACT = "do_not_contact"


class Flag(StrEnum):
    """What a crawl noticed about an opportunity it once found."""

    NONE = ""
    GONE = "gone"
    CHANGED = "changed"
    LINK_FIXED = "link_fixed"
    NOW_LINKED = "now_linked"
    CLOSED = "closed"
