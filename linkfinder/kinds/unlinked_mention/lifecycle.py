"""When an unlinked mention is one no more: the page links to the brand."""

from linkfinder.model.lifecycle_rules import Absence, FactsJson, LifecycleRules, fact_text
from linkfinder.model.opportunity import Judgement, MentionState
from linkfinder.model.page import Page
from linkfinder.model.status import Flag

_LINKED_TO_US = frozenset(
    {
        MentionState.LINKED_BODY,
        MentionState.LINKED_ELSEWHERE,
        MentionState.LINKED_NOFOLLOW,
        MentionState.LINKED_IMAGE,
    }
)


def _linked(facts: FactsJson, page: Page, judgement: Judgement) -> Absence | None:
    states = {mention.state for mention in judgement.mentions if mention.brand == facts.get("brand")}
    return Absence(Flag.NOW_LINKED, f"{page.url} links to us now") if states & _LINKED_TO_US else None


RULES = LifecycleRules(
    material_facts=lambda _, facts: {"link": fact_text(facts.get("state"))}, absence_when_judged=_linked
)
