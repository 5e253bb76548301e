"""What a crawl notices about an opportunity it once found; pure. People's statuses are never touched here."""

from collections.abc import Mapping

from linkfinder.model.lifecycle_rules import Absence, FactsJson, LifecycleRules
from linkfinder.model.opportunity import Judgement, OpportunityState
from linkfinder.model.page import Page, PageClass
from linkfinder.model.status import Flag, Status

_ABSENT = frozenset({Flag.GONE, Flag.LINK_FIXED, Flag.NOW_LINKED})


def describe_changes(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return what changed, in words; empty when nothing did."""
    return "; ".join(
        f"{name}: {before.get(name) or 'not said'} -> {value or 'not said'}"
        for name, value in after.items()
        if before.get(name, "") != value
    )


def flag_after_sighting(flag: Flag, status: Status, states: tuple[str, str], *, has_changed: bool) -> Flag:
    """Return the flag of an opportunity that a page shows; `states` are its state before and now.

    One that shows again loses the flag of absence. A change is flagged once somebody works on the opportunity, and
    stays flagged until that person moves it on.
    """
    before, now = states
    if now == OpportunityState.CLOSED:
        return Flag.CLOSED if before != OpportunityState.CLOSED or flag in _ABSENT else flag
    if has_changed and status is not Status.NEW:
        return Flag.CHANGED
    return Flag.NONE if flag in _ABSENT or flag is Flag.CLOSED else flag


def page_absence(page: Page | None, url: str) -> Absence | None:
    """Return the absence of everything on a page that is no page any more, or None when it is one."""
    if page is None:
        return Absence(Flag.GONE, f"{url} is gone")
    if page.page_class is not PageClass.NORMAL:
        return Absence(Flag.GONE, f"{url} is no page any more: {page.page_class.value}")
    return None


def absence_of(kind: str, rules: LifecycleRules, facts: FactsJson, page: Page, judgement: Judgement) -> Absence:
    """Return why a page that was judged for this kind shows the opportunity no more."""
    if absence := rules.absence_when_judged(facts, page, judgement):
        return absence
    reason = next((f": {rejection.reason}" for rejection in judgement.rejections if rejection.kind == kind), "")
    return Absence(Flag.GONE, f"{page.url} does not show it any more{reason}")
