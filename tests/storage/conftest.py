"""A worker of a frontier, for the tests of how addresses wait, are leased and are settled."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.model.page import Page
from linkfinder.model.run import RunState
from linkfinder.model.seed import Seed
from linkfinder.model.site import SiteRule
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import frontier, frontier_sites, leases
from linkfinder.storage.tables import FrontierRow, FrontierSiteRow, NicheRow, RunRow
from linkfinder.storage.visits import store_visits

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
HOME = "http://teeth.example/"


class Worker:
    """The frontier of niche 1, seen by one worker."""

    now = NOW
    home = HOME

    def __init__(self, session: Session) -> None:
        self.session = session
        self.terms = leases.LeaseTerms(worker="one", seconds=60, pages=10, pages_per_site=100, sites=100)

    def name(self, url: str = HOME, priority: float = 1.0, source: str = "niche") -> None:
        """The user names an address."""
        frontier.add_seeds(self.session, 1, [Seed(url, source, "why", priority, depth=0)])

    def link(self, url: str, priority: float = 0.5, depth: int = 1) -> None:
        """A page links to an address."""
        frontier.add_seeds(self.session, 1, [Seed(url, "link", "why", priority, depth)])

    def lease(self, now: datetime = NOW, count: int = 10, **terms: Any) -> dict[str, list[str]]:
        """The addresses handed out, by site, in their order."""
        found = leases.lease(self.session, 1, self.on(**terms), count, now.timestamp())
        return {site.domain: [page.url for page in site.pages] for site in found}

    def on(self, **terms: Any) -> leases.LeaseTerms:
        facts = {name: getattr(self.terms, name) for name in leases.LeaseTerms.__slots__}
        return leases.LeaseTerms(**(facts | terms))

    def release(self, domain: str, until: float = 0.0) -> None:
        leases.release(self.session, 1, self.terms, {domain: until})

    def visit(self, url: str = HOME, outcome: Outcome = Outcome.FETCHED, relevance: float = 0.8, **facts: Any) -> Visit:
        """What a visit of a known address brought."""
        page = Page(url) if outcome is Outcome.FETCHED else None
        return Visit(self.row(url).id, url, NOW, outcome, **({"page": page, "relevance": relevance} | facts))

    def finish(self, *visits: Visit, now: datetime = NOW) -> None:
        frontier.finish(self.session, 1, visits, now)

    def store(self, visit: Visit) -> None:
        """Store a visit with all it brought, as a crawl does."""
        store_visits(self.session, 1, 100, [visit])

    def judge(self, rule: SiteRule, *domains: str) -> None:
        frontier_sites.judge_sites(self.session, 1, domains or ("teeth.example",), rule)

    def row(self, url: str = HOME) -> FrontierRow:
        query = sa.select(FrontierRow).where(FrontierRow.url == url)
        return self.session.scalars(query.execution_options(populate_existing=True)).one()

    def site(self, domain: str = "teeth.example") -> FrontierSiteRow:
        query = sa.select(FrontierSiteRow).where(FrontierSiteRow.domain == domain)
        return self.session.scalars(query.execution_options(populate_existing=True)).one()


@pytest.fixture
def worker(any_database: sa.Engine) -> Iterator[Worker]:
    with Session(any_database) as session, session.begin():
        session.add(NicheRow(id=1, name="dental"))
        session.flush()
        session.add(RunRow(id=100, niche_id=1, command="crawl", state=RunState.RUNNING, started=NOW, heartbeat=NOW))
        session.flush()
        yield Worker(session)
