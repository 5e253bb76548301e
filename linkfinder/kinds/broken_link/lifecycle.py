"""When a broken link is one no more: the page dropped the link, or the target answers again."""

from linkfinder.model.check import Verdict
from linkfinder.model.lifecycle_rules import Absence, FactsJson, LifecycleRules, fact_text
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import Page
from linkfinder.model.status import Flag
from linkfinder.urls import is_same


def link_removed(facts: FactsJson, page: Page) -> Absence | None:
    """Return the absence of a dead link that a page does not have any more, or None when it still links there."""
    dead = facts["dead_url"]
    if any(is_same(link.url, dead) for link in page.links):
        return None
    return Absence(Flag.LINK_FIXED, f"{page.url} does not link to {dead} any more")


def _fixed(facts: FactsJson, page: Page, _: Judgement) -> Absence | None:
    return link_removed(facts, page) or _target_check(facts, page)


def _target_check(facts: FactsJson, page: Page) -> Absence | None:
    """Return the absence that the last check of the target means, or None when it is as dead as it was."""
    dead = facts["dead_url"]
    check = next((link.check for link in page.links if link.check and is_same(link.url, dead)), None)
    if check is None or check.is_dead:
        return None
    if check.verdict is Verdict.ALIVE:
        return Absence(Flag.LINK_FIXED, f"{dead} answers again")
    return Absence(Flag.GONE, f"{dead} is not surely dead any more: {check.reason}")


RULES = LifecycleRules(
    material_facts=lambda _, facts: {"verdict": fact_text(facts.get("verdict"))},
    absence_when_read=link_removed,
    absence_when_judged=_fixed,
)
