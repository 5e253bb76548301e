"""Does in the database what `frontier.site_scheduling` wants done."""

import logging
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from linkfinder.frontier.site_scheduling import (
    CountInitialQuotaPages,
    CountUnendorsedResults,
    DatabaseStep,
    FindPages,
    HasPending,
    LeaseSites,
    ReleaseSites,
    RenewLeases,
)
from linkfinder.model.lease import LeasedSite, SiteGroup
from linkfinder.storage import leases
from linkfinder.storage.leases import LeaseTerms

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StepContext:
    """Whose step it is, and what time it is: as Unix time, and how far that is ahead of the scheduler's clock."""

    niche_id: int
    terms: LeaseTerms
    now: float
    ahead: float


def do_step(session: Session, context: StepContext, step: DatabaseStep) -> Any:
    """Do a step and return its answer, in the form that the step's class describes."""
    niche_id, now, ahead = context.niche_id, context.now, context.ahead
    answer: Any
    match step:
        case LeaseSites():
            answer = _lease(session, context, step)
        case FindPages(held):
            answer = leases.next_pages(session, niche_id, _terms(context, step), held, now)
        case ReleaseSites(ready_at):
            leases.release(session, niche_id, context.terms, {domain: at + ahead for domain, at in ready_at.items()})
            answer = None
        case RenewLeases(domains):
            answer = _renew(session, context, domains)
        case HasPending(_, until):
            answer = leases.pending(session, niche_id, _terms(context, step), until + ahead)
        case CountInitialQuotaPages(until):
            terms = replace(context.terms, group=SiteGroup.ENDORSED)
            answer = leases.pages_for_initial_quotas(session, niche_id, terms, until + ahead)
        case CountUnendorsedResults():
            answer = leases.unendorsed_results(session, niche_id)
    return answer


def _terms(context: StepContext, step: LeaseSites | FindPages | HasPending) -> LeaseTerms:
    terms = context.terms.with_initial_quota if step.is_initial_quota_only else context.terms
    return terms if isinstance(step, FindPages) else replace(terms, group=step.group)


def _lease(session: Session, context: StepContext, step: LeaseSites) -> list[LeasedSite]:
    sites = leases.lease(session, context.niche_id, _terms(context, step), step.count, context.now)
    return [replace(site, next_at=site.next_at - context.ahead) for site in sites]


def _renew(session: Session, context: StepContext, domains: tuple[str, ...]) -> set[str]:
    kept = leases.renew(session, context.niche_id, context.terms, domains, context.now)
    for domain in domains:
        if domain not in kept:
            log.warning("%s: its lease was lost; another worker fetches from it now", domain)
    return kept
