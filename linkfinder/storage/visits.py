"""What a batch of visits brought, stored in one transaction: a crawl that is killed loses only what is in flight.

The caller opens the transaction (`storage.session.session`) and a batch is whole or not there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from sqlalchemy.orm import Session

from linkfinder import urls
from linkfinder.frontier.inlinks import InlinkCounter
from linkfinder.kinds.base import JudgingStage
from linkfinder.kinds.registry import kinds_of_stage
from linkfinder.lifecycle.sightings import PageJudgement
from linkfinder.model.opportunity import Judgement
from linkfinder.model.site import SiteRule
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import frontier
from linkfinder.storage.accounts import store_accounts
from linkfinder.storage.frontier import drop_near_duplicates
from linkfinder.storage.frontier_sites import count_inlinks, judge_sites
from linkfinder.storage.opportunities import store_judgements
from linkfinder.storage.pages import StoredPage, replace_links, store_contacts, store_pages, touch_pages
from linkfinder.storage.sightings import RunScope, touch_sightings

_NO_PAGE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
"""The answers that say that there is no page any more; every other failure may pass."""


@dataclass(frozen=True, slots=True)
class StoredCounts:
    """What a batch brought. `found` counts new opportunities by kind; `contacts` and `links` count rows written."""

    visits: int = 0
    pages: int = 0
    new_pages: int = 0
    changed_pages: int = 0
    links: int = 0
    contacts: int = 0
    found: Mapping[str, int] = field(default_factory=dict)
    seen_again: int = 0
    flagged: int = 0
    rejected: int = 0
    leads: int = 0


def store_visits(session: Session, niche_id: int, run_id: int, visits: Sequence[Visit]) -> StoredCounts:
    """Store pages, links, contacts, opportunities, rejections and leads of the visits, and settle them in the frontier.

    Storing the same visits again adds no row.
    """
    if not visits:
        return StoredCounts()
    stored = store_pages(session, niche_id, visits)
    links = replace_links(session, stored.pages)
    contacts = store_contacts(session, stored.pages)
    store_accounts(session, ((read.site_id, account) for read in stored.pages for account in read.page.accounts))
    scope = RunScope(niche_id, run_id)
    kinds = {kind.name for kind in kinds_of_stage(JudgingStage.PAGE_READ)}
    refreshed = store_judgements(session, scope, [*_judged(stored.pages), *_lost(visits)], kinds)
    _touch(session, niche_id, visits)
    leads = [lead for visit in visits for lead in visit.leads]
    now = max(visit.fetched for visit in visits)
    frontier.add_seeds(session, niche_id, leads)
    frontier.finish(session, niche_id, visits, now)
    return StoredCounts(
        visits=len(visits),
        pages=len(stored.pages),
        new_pages=stored.new,
        changed_pages=stored.changed,
        links=links,
        contacts=contacts,
        found=refreshed.found,
        seen_again=refreshed.seen_again,
        flagged=refreshed.flagged,
        rejected=refreshed.rejected,
        leads=len(leads),
    )


def _judged(pages: Sequence[StoredPage]) -> list[PageJudgement]:
    return [PageJudgement(read.page.url, read.visit.judgement, read.visit.fetched, read.page) for read in pages]


def _lost(visits: Sequence[Visit]) -> list[PageJudgement]:
    """Return the addresses that are no pages any more: they answered so, or lead elsewhere now."""
    return [
        PageJudgement(visit.url, Judgement(), visit.fetched)
        for visit in visits
        if (visit.outcome is Outcome.FAILED and visit.http_status in _NO_PAGE)
        or (visit.page is not None and visit.page.url != visit.url)
    ]


def _touch(session: Session, niche_id: int, visits: Sequence[Visit]) -> None:
    bare = [visit for visit in visits if visit.page is None]
    numbers = touch_pages(session, bare)
    unchanged = {
        numbers[visit.url]: visit.fetched
        for visit in bare
        if visit.outcome is Outcome.UNCHANGED and visit.url in numbers
    }
    touch_sightings(session, niche_id, unchanged)


@dataclass(frozen=True, slots=True)
class BatchScope:
    """The run that a batch belongs to, the rule that decides on its sites, and which sites it has seen linked to."""

    niche_id: int
    run_id: int
    decide_site: SiteRule
    inlinks: InlinkCounter


def store_batch(session: Session, scope: BatchScope, batch: Sequence[Visit]) -> StoredCounts:
    """Store the visits and decide anew on their sites, and on the sites to which they link; return what was stored."""
    niche_id = scope.niche_id
    stored = store_visits(session, niche_id, scope.run_id, batch)
    visited = {urls.site_of(visit.url) for visit in batch}
    linked = scope.inlinks.to_count(batch)
    drop_near_duplicates(session, niche_id, batch)
    # A site that was visited and linked to in one batch is judged with its new count, which is due only once.
    judge_sites(session, niche_id, sorted(visited - linked), scope.decide_site)
    count_inlinks(session, niche_id, linked)
    judge_sites(session, niche_id, sorted(linked), scope.decide_site)
    return stored
