"""The facts of an unlinked mention are those of `model.opportunity.Mention`, which every judgement lists by brand."""

UNLINKED_MENTION = "unlinked_mention"
"""The name of the kind."""
