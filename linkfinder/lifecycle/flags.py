"""What a crawl notices about an opportunity it once found; pure. People's statuses are never touched here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linkfinder.model.check import Verdict
from linkfinder.model.kind import OpportunityKind
from linkfinder.model.opportunity import Judgement, MentionState, OpportunityState
from linkfinder.model.page import Page, PageClass
from linkfinder.model.status import Flag, Status
from linkfinder.urls import is_same

_FactsJson = Mapping[str, Any]

_ABSENT = frozenset({Flag.GONE, Flag.LINK_FIXED, Flag.NOW_LINKED})
_LINKED_TO_US = frozenset(
    {
        MentionState.LINKED_BODY,
        MentionState.LINKED_ELSEWHERE,
        MentionState.LINKED_NOFOLLOW,
        MentionState.LINKED_IMAGE,
    }
)


@dataclass(frozen=True, slots=True)
class Absence:
    """That a page shows an opportunity no more: the flag that says so, and the words for its history."""

    flag: Flag
    note: str


def material_facts(kind: OpportunityKind, state: str, facts: _FactsJson) -> dict[str, str]:
    """Return, in words, the facts whose change a person wants to hear of; sentences and counts come and go."""
    match kind:
        case OpportunityKind.GUEST_POST:
            return {"state": state, **_terms(facts)}
        case OpportunityKind.BROKEN_LINK:
            return {"verdict": _text(facts.get("verdict"))}
        case OpportunityKind.UNLINKED_MENTION:
            return {"link": _text(facts.get("state"))}


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


def link_absence(facts: _FactsJson, page: Page) -> Absence | None:
    """Return the absence of a dead link that a page does not have any more, or None when it still links there."""
    dead = facts["dead_url"]
    if any(is_same(link.url, dead) for link in page.links):
        return None
    return Absence(Flag.LINK_FIXED, f"{page.url} does not link to {dead} any more")


def absence_of(kind: OpportunityKind, facts: _FactsJson, page: Page, judgement: Judgement) -> Absence:
    """Return why a page that was judged for this kind shows the opportunity no more."""
    if kind is OpportunityKind.BROKEN_LINK and (absence := link_absence(facts, page) or _answer(facts, page)):
        return absence
    states = {mention.state for mention in judgement.mentions if mention.brand == facts.get("brand")}
    if kind is OpportunityKind.UNLINKED_MENTION and states & _LINKED_TO_US:
        return Absence(Flag.NOW_LINKED, f"{page.url} links to us now")
    reason = next((f": {rejection.reason}" for rejection in judgement.rejections if rejection.kind is kind), "")
    return Absence(Flag.GONE, f"{page.url} does not show it any more{reason}")


def _answer(facts: _FactsJson, page: Page) -> Absence | None:
    """Return what the answer of a dead link's target changed, or None when it is as dead as it was."""
    dead = facts["dead_url"]
    check = next((link.check for link in page.links if link.check and is_same(link.url, dead)), None)
    if check is None or check.is_dead:
        return None
    if check.verdict is Verdict.ALIVE:
        return Absence(Flag.LINK_FIXED, f"{dead} answers again")
    return Absence(Flag.GONE, f"{dead} is not surely dead any more: {check.reason}")


def _terms(facts: _FactsJson) -> dict[str, str]:
    price, asked = facts.get("price") or {}, facts.get("requirements") or {}
    return {
        "cost": _text(facts.get("cost")),
        "price": f"{price['amount']:g} {price.get('currency', '')}".strip() if price else "",
        "least words": _text(asked.get("min_words")),
        "links allowed": _text(asked.get("links_allowed")),
        "link policy": _text(asked.get("link_policy")),
        "method": ", ".join(sorted(facts.get("method") or ())),
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)
