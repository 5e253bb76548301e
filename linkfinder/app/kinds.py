"""The kinds of opportunities for commands and for programs that use linkfinder: their names, and facts in words."""

from collections.abc import Sequence

from linkfinder.kinds.registry import find_kind, kind_names, register
from linkfinder.model.opportunity import Opportunity

__all__ = ["kind_names", "register", "summary_of", "terms_of"]


def summary_of(opportunity: Opportunity) -> str:
    """Return what an opportunity is about in a few words, such as its dead URL; empty when its kind has none."""
    return find_kind(opportunity.kind).summary(opportunity.facts)


def terms_of(opportunity: Opportunity) -> Sequence[str]:
    """Return the facts of an opportunity in words."""
    return find_kind(opportunity.kind).terms(opportunity.facts)
