"""The hard reasons: what must not be offered at all, however famous the site is."""

from collections.abc import Callable

from linkfinder.model.opportunity import OpportunityState
from linkfinder.model.page import ContactKind
from linkfinder.model.score import Factor
from linkfinder.model.score_profile import Reject, RejectCode, ScoringInput
from linkfinder.scoring.penalties import FLAGGED_RISK, points_of, policy_risks
from linkfinder.text.exclusions import excluded_in
from linkfinder.urls import is_on_domain

_SELLER_POINTS = 65
"""One risk of this weight is enough: it is what a page that sells placements outright is given."""


def find_reject(case: ScoringInput) -> Reject | None:
    """Return the first hard reason against an opportunity, or None."""
    rules = (*_RULES, *case.profile.rejects, _closed)
    return next((found for rule in rules if (found := rule(case))), None)


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
    phrase = excluded_in(_texts(case), case.niche.exclude.phrases)
    return Reject(RejectCode.EXCLUDED, f'"{phrase}" stands in exclude.phrases') if phrase else None


def _texts(case: ScoringInput) -> list[str]:
    """Return what is kept of the page's words; the reason of its relevance names a phrase found when it was read."""
    opportunity = case.opportunity
    quotes = (each.quote for each in opportunity.evidence)
    return [
        opportunity.page_title,
        opportunity.relevance_reason,
        *quotes,
        *case.profile.texts(opportunity.facts),
    ]


def _seller(case: ScoringInput) -> Reject | None:
    """Return that a site sells links: one sign says so outright, or several add up."""
    risks = sorted(policy_risks(case), key=lambda risk: (-risk.points, risk.name))
    if risks and risks[0].points >= _SELLER_POINTS:
        return Reject(RejectCode.SELLER, risks[0].reason)
    is_weighed = dict(case.niche.weights).get(Factor.POLICY_RISK) != 0  # 0: the user does not mind
    if is_weighed and points_of(tuple(risks)) >= FLAGGED_RISK:
        return Reject(RejectCode.SELLER, f"likely a link seller: {'; '.join(risk.reason for risk in risks)}")
    return None


def _closed(case: ScoringInput) -> Reject | None:
    if case.opportunity.state is not OpportunityState.CLOSED:
        return None
    return Reject(RejectCode.CLOSED, "the page says that it takes nothing now")


def _domain_of(case: ScoringInput, domains: list[str]) -> str:
    return next((domain for domain in domains if is_on_domain(case.opportunity.page_url, domain)), "")


_RULES: tuple[Callable[[ScoringInput], Reject | None], ...] = (
    _own_site,
    _competitor,
    _do_not_contact,
    _excluded,
    _seller,
)
"""The most important first: who it is before how it stands. Those of the kind follow, and last that it is closed."""
