import asyncio
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from scrapy.http import Request
from scrapy.settings import Settings
from sqlalchemy.orm import Session

from linkfinder.crawl.pipelines import store
from linkfinder.crawl.pipelines.store import StorePipeline
from linkfinder.crawl.plan import CrawlPlan
from linkfinder.crawl.spiders.sites import SitesSpider
from linkfinder.errors import StorageError
from linkfinder.frontier.inlinks import InlinkCounter
from linkfinder.frontier.seed_outcomes import SeedOutcomes
from linkfinder.frontier.site_scheduling import SchedulingLimits, SiteScheduling
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.page import Link, Page
from linkfinder.model.seed import Seed
from linkfinder.model.site import SiteState
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import frontier, visits
from linkfinder.storage.database_thread import DatabaseThread
from linkfinder.storage.leases import LeaseTerms
from linkfinder.storage.runs import start
from linkfinder.storage.session import session as open_session
from linkfinder.storage.tables import FrontierRow, FrontierSiteRow, PageRow
from linkfinder.storage.visits import BatchScope, store_batch, store_visits

NOW = datetime(2026, 11, 20, tzinfo=UTC)
URLS = [f"http://teeth.example/{number}" for number in range(5)]


class Scheduling(SiteScheduling[Request]):
    """Notes what was stored, and has as many pages at hand as a test wants."""

    def __init__(self) -> None:
        super().__init__(SchedulingLimits(100, 10, 0.0, 60.0, 60.0), lambda: 0.0)
        self.reported: list[str] = []
        self.at_hand = 0

    def __len__(self) -> int:
        return self.at_hand

    def stored(self, visits: Sequence[Visit]) -> None:
        self.reported += [visit.url for visit in visits]


class Crawl:
    """A pipeline with just as much of a crawl around it as it needs."""

    def __init__(self, engine: sa.Engine, seconds: float = 0.01) -> None:
        self.engine = engine
        niche = Niche("dental", (Topic("teeth"),), ())
        with open_session(engine) as opened:
            run = start(opened, "dental", "crawl", NOW)
            frontier.add_seeds(opened, 1, [Seed(url, "listed") for url in URLS])
        self.database = DatabaseThread(engine)
        terms = LeaseTerms("one", 60, 10, 100, 100)
        self.scheduling = Scheduling()
        self.plan = CrawlPlan(
            niche, 1, run.id, terms, self.database, 100, 0.0, NOW, SeedOutcomes(URLS), self.scheduling
        )
        self.ended_for: list[str] = []
        self.plan.ending.close = self.ended_for.append
        self.on_their_way: set[str] = set()
        crawler: Any = SimpleNamespace(
            settings=Settings({"LINKFINDER_BATCH": 2, "LINKFINDER_BATCH_SECONDS": seconds}),
            spider=SitesSpider(plan=self.plan),
            engine=SimpleNamespace(downloader=SimpleNamespace(active=self.on_their_way)),
        )
        self.pipeline = StorePipeline.from_crawler(crawler)

    def store(self, *visits: Visit) -> None:
        async def run() -> None:
            self.pipeline.open_spider()
            for visit in visits:
                await self.pipeline.process_item(visit)
            await asyncio.sleep(0.1)
            await self.pipeline.close_spider()

        asyncio.run(run())

    def stored_of(self, *visits: Visit) -> list[str]:
        """The addresses whose visits were stored before the crawl ended."""

        async def run() -> list[str]:
            self.pipeline.open_spider()
            for visit in visits:
                await self.pipeline.process_item(visit)
            await asyncio.sleep(0.3)
            stored = list(self.scheduling.reported)
            await self.pipeline.close_spider()
            return stored

        return asyncio.run(run())

    def rows(self) -> dict[str, tuple[int, str]]:
        with Session(self.engine) as opened:
            return {row.url: (row.state, row.outcome) for row in opened.scalars(sa.select(FrontierRow))}


@pytest.fixture
def crawl(database: sa.Engine) -> Iterator[Crawl]:
    made = Crawl(database)
    yield made
    made.database.close()


def visit(crawl: Crawl, number: int) -> Visit:
    with Session(crawl.engine) as opened:
        row = opened.scalars(sa.select(FrontierRow).where(FrontierRow.url == URLS[number])).one()
    page = Page(URLS[number], links=(Link("http://other.example/", "x"),))
    return Visit(row.id, URLS[number], NOW, Outcome.FETCHED, page=page, relevance=0.5)


def test_visits_are_stored_in_batches_and_reported_to_the_scheduling(crawl: Crawl) -> None:
    crawl.store(*(visit(crawl, number) for number in range(5)))
    assert set(crawl.rows().values()) == {(1, "")}
    assert crawl.scheduling.reported == URLS
    assert (crawl.plan.tally["fetched"], crawl.plan.tally["new_pages"]) == (5, 5)
    assert crawl.ended_for == []


def test_a_batch_that_is_being_stored_when_the_crawl_ends_is_stored_once(
    crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, may_end = threading.Event(), threading.Event()

    def slow(session: Session, niche_id: int, run_id: int, visits: Sequence[Visit]) -> object:
        has_begun.set()
        may_end.wait()
        return store_visits(session, niche_id, run_id, visits)

    async def run() -> None:
        crawl.pipeline.open_spider()
        await crawl.pipeline.process_item(visit(crawl, 0))
        await asyncio.to_thread(has_begun.wait)
        closing = asyncio.ensure_future(crawl.pipeline.close_spider())
        await asyncio.sleep(0)
        may_end.set()
        await closing

    monkeypatch.setattr(visits, "store_visits", slow)
    asyncio.run(run())
    assert crawl.scheduling.reported == URLS[:1]
    assert (crawl.plan.tally["fetched"], crawl.plan.tally["new_pages"]) == (1, 1)


@pytest.fixture
def slow_crawl(database: sa.Engine) -> Iterator[Crawl]:
    """A crawl whose batches may wait for an hour."""
    made = Crawl(database, seconds=3600.0)
    yield made
    made.database.close()


def test_a_batch_waits_until_it_is_full(slow_crawl: Crawl) -> None:
    slow_crawl.scheduling.at_hand = 1
    assert slow_crawl.stored_of(*(visit(slow_crawl, number) for number in range(3))) == URLS[:2]
    assert slow_crawl.scheduling.reported == URLS[:3], "what is left is stored at the end"


def test_a_batch_does_not_wait_when_nothing_is_at_hand_or_on_its_way(slow_crawl: Crawl) -> None:
    assert slow_crawl.stored_of(visit(slow_crawl, 0)) == URLS[:1]


def test_a_batch_that_is_waited_for_waits_a_moment_for_what_is_on_its_way(
    slow_crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_crawl.on_their_way.add("http://slow.example/")
    assert slow_crawl.stored_of(visit(slow_crawl, 0)) == URLS[:1]
    monkeypatch.setattr(store, "_AWAITED_SECONDS", 3600.0)
    slow_crawl.scheduling.reported.clear()
    assert slow_crawl.stored_of(visit(slow_crawl, 1)) == []


def test_a_visit_that_cannot_be_stored_is_set_aside_and_the_others_are_stored(
    crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:

    def poisoned(session: Session, niche_id: int, run_id: int, visits: Sequence[Visit]) -> object:
        if any(visit.url == URLS[1] and visit.page is not None for visit in visits):
            raise ValueError("poison")
        return store_visits(session, niche_id, run_id, visits)

    monkeypatch.setattr(visits, "store_visits", poisoned)
    memory = crawl.plan.seen_links
    first = visit(crawl, 0)
    assert first.page is not None
    memory.fresh(first.page, outlink_priority=0.3)
    crawl.store(*(visit(crawl, number) for number in range(4)))
    rows = crawl.rows()
    assert rows[URLS[1]] == (2, "unstorable")
    assert [rows[URLS[number]] for number in (0, 2, 3)] == [(1, "")] * 3
    assert sorted(crawl.scheduling.reported) == URLS[:4]
    assert memory.fresh(first.page, outlink_priority=0.3) == first.page.links, "its leads may be needed again"


def test_when_nothing_can_be_stored_the_crawl_ends_and_nothing_is_called_done(
    crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> object:
        raise StorageError("the disk is full")

    monkeypatch.setattr(visits, "store_visits", full)
    monkeypatch.setattr("linkfinder.storage.database_thread._RETRY_PAUSES", ())
    crawl.store(visit(crawl, 0))
    assert (crawl.ended_for, str(crawl.plan.ending.error)) == (["failed"], "the disk is full")
    assert set(crawl.rows().values()) == {(0, "")}
    assert crawl.scheduling.reported == []


def test_what_is_left_at_the_end_is_stored(crawl: Crawl) -> None:
    async def run() -> None:
        crawl.pipeline.open_spider()
        await crawl.pipeline.process_item(visit(crawl, 0))
        await crawl.pipeline.close_spider()

    asyncio.run(run())
    with Session(crawl.engine) as opened:
        assert list(opened.scalars(sa.select(PageRow.url))) == URLS[:1]


@pytest.mark.parametrize("state", [SiteState.CANDIDATE, SiteState.DROPPED])
def test_links_to_a_site_count_also_when_it_is_read_in_the_same_batch_or_was_dropped(
    crawl: Crawl, state: SiteState
) -> None:
    friend = "http://friend.example/"
    linking = [f"http://{name}.example/" for name in ("one", "two")]
    with open_session(crawl.engine) as opened:
        frontier.add_seeds(opened, 1, [*(Seed(url, "listed") for url in linking), Seed(friend, "outlink", depth=1)])
        numbers = {row.url: row.id for row in opened.scalars(sa.select(FrontierRow))}
        opened.execute(sa.update(FrontierSiteRow).where(FrontierSiteRow.domain == "friend.example").values(state=state))
        pages = [Page(url, links=(Link(friend, "a friend"),)) for url in linking] + [Page(friend)]
        batch = [
            Visit(
                numbers[page.url],
                page.url,
                NOW,
                Outcome.FETCHED,
                page=page,
                relevance=0.9,
                leads=tuple(Seed(link.url, "outlink", depth=1) for link in page.links),
            )
            for page in pages
        ]
        store_batch(opened, BatchScope(1, crawl.plan.run_id, crawl.plan.decide_site, InlinkCounter()), batch)
        counted = sa.select(FrontierSiteRow.inlink_sites).where(FrontierSiteRow.domain == "friend.example")
        assert opened.scalars(counted).one() == 2
