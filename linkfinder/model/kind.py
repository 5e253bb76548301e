"""The methods by which a link can be earned. By itself, so that commands can offer them without loading more."""

from enum import StrEnum


class OpportunityKind(StrEnum):
    """The method by which a link can be earned."""

    GUEST_POST = "guest_post"
    BROKEN_LINK = "broken_link"
    UNLINKED_MENTION = "unlinked_mention"
