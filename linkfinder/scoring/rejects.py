"""The hard reasons: what must not be offered at all, however famous the site is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from linkfinder.model.check import DEAD_VERDICTS, is_confirmed
from linkfinder.model.opportunity import (
    BrokenLink,
    Cost,
    GuestPost,
    Mention,
    MentionState,
    Opportunity,
    OpportunityState,
)
from linkfinder.model.page import ContactKind
from linkfinder.scoring.inputs import ScoringInput
from linkfinder.text.exclusions import excluded_in
from linkfinder.urls import is_on_domain


class RejectCode(StrEnum):
    """Why something is not offered."""

    OWN_SITE = "own_site"
    COMPETITOR = "competitor"
    DO_NOT_CONTACT = "do_not_contact"
    EXCLUDED = "excluded"
    SELLER = "seller"
    CLOSED = "closed"
    NOT_DEAD = "not_dead"
    UNCONFIRMED = "unconfirmed"
    ALREADY_LINKED = "already_linked"


@dataclass(frozen=True, slots=True)
class Reject:
    """A hard reason and its words."""

    code: RejectCode
    reason: str


_SELLER_POINTS = 65
"""One danger sign of this weight is enough: it is what a page that sells placements outright is given."""


def find_reject(case: ScoringInput) -> Reject | None:
    """Return the first hard reason against an opportunity, or None."""
    return next((found for rule in _RULES if (found := rule(case))), None)


def _own_site(case: ScoringInput) -> Reject | None:
    domain = _domain_of(case, sorted(case.niche.own_domains))
    return Reject(RejectCode.OWN_SITE, f"{domain} is a site of ours") if domain else None


def _competitor(case: ScoringInput) -> Reject | None:
    names = {competitor.domain: competitor.name for competitor in case.niche.competitors}
    domain = _domain_of(case, list(names))
    named = f" ({names[domain]})" if domain and names[domain] else ""
    return Reject(RejectCode.COMPETITOR, f"{domain} is a competitor{named}") if domain else None


def _do_not_contact(case: ScoringInput) -> Reject | None:
    entries = case.niche.do_not_contact
    if domain := _domain_of(case, [entry for entry in entries if "@" not in entry]):
        return Reject(RejectCode.DO_NOT_CONTACT, f"{domain} stands in do_not_contact")
    barred = {entry.lower() for entry in entries if "@" in entry}
    mails = {each.value.lower() for each in case.opportunity.contacts if each.kind is ContactKind.EMAIL}
    if mails and mails <= barred:
        return Reject(RejectCode.DO_NOT_CONTACT, f"{', '.join(sorted(mails))} stands in do_not_contact")
    return None


def _excluded(case: ScoringInput) -> Reject | None:
    domain = _domain_of(case, list(case.niche.exclude.domains))
    if domain:
        return Reject(RejectCode.EXCLUDED, f"{domain} stands in exclude.domains")
    phrase = excluded_in(_texts(case.opportunity), case.niche.exclude.phrases)
    return Reject(RejectCode.EXCLUDED, f'"{phrase}" stands in exclude.phrases') if phrase else None


def _texts(opportunity: Opportunity) -> list[str]:
    """Return what is kept of the page's words; the reason of its relevance names a phrase found when it was read."""
    facts = opportunity.facts
    texts = [opportunity.page_title, opportunity.relevance_reason, *(each.quote for each in opportunity.evidence)]
    if isinstance(facts, BrokenLink):
        texts += [facts.anchor, facts.sentence, facts.heading]
    return texts


def _seller(case: ScoringInput) -> Reject | None:
    facts = case.opportunity.facts
    sign = max(
        (risk for risk in case.opportunity.risks if not risk.is_waste), key=lambda each: each.points, default=None
    )
    if sign and sign.points >= _SELLER_POINTS:
        return Reject(RejectCode.SELLER, sign.reason)
    is_paid = isinstance(facts, GuestPost) and facts.cost in {Cost.PAID, Cost.SPONSORED}
    if is_paid and isinstance(facts, GuestPost) and facts.requirements.link_policy == "dofollow":
        return Reject(RejectCode.SELLER, "followed links are sold; search engines call that a link scheme")
    return None


def _closed(case: ScoringInput) -> Reject | None:
    facts = case.opportunity.facts
    if case.opportunity.state is not OpportunityState.CLOSED:
        return None
    again = f", again from {facts.recheck.isoformat()}" if isinstance(facts, GuestPost) and facts.recheck else ""
    return Reject(RejectCode.CLOSED, f"the page says that it takes nothing now{again}")


def _dead_link(case: ScoringInput) -> Reject | None:
    facts, needed = case.opportunity.facts, case.niche.link_checks.confirmations
    if not isinstance(facts, BrokenLink):
        return None
    if facts.verdict not in DEAD_VERDICTS:
        return Reject(RejectCode.NOT_DEAD, f"the last check says {facts.verdict} ({facts.reason})")
    if not is_confirmed(facts.reason, facts.confirmations, needed):
        return Reject(
            RejectCode.UNCONFIRMED, f"seen dead {facts.confirmations} of {needed} times (links.confirmations)"
        )
    return None


def _linked(case: ScoringInput) -> Reject | None:
    facts = case.opportunity.facts
    if isinstance(facts, Mention) and facts.state is MentionState.LINKED_BODY:
        return Reject(RejectCode.ALREADY_LINKED, f"the page already links to {facts.linked_url or facts.brand}")
    return None


def _domain_of(case: ScoringInput, domains: list[str]) -> str:
    return next((domain for domain in domains if is_on_domain(case.opportunity.page_url, domain)), "")


_RULES: tuple[Callable[[ScoringInput], Reject | None], ...] = (
    _own_site,
    _competitor,
    _do_not_contact,
    _excluded,
    _seller,
    _closed,
    _dead_link,
    _linked,
)
"""In the order in which they say most: who it is before how it stands."""
