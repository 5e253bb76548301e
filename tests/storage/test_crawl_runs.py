from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.frontier.site_selection import judge_site
from linkfinder.model.page import Page
from linkfinder.model.seed import Seed
from linkfinder.model.site import SiteDecision, SiteFacts
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import frontier
from linkfinder.storage.crawl_runs import CrawlOrder, PreparedCrawl, prepare_crawl, queue_silent_pages
from linkfinder.storage.reading_mark import ReadingMark, mark_path
from linkfinder.storage.runs import start
from linkfinder.storage.session import session as open_session
from linkfinder.storage.tables import FrontierRow
from linkfinder.storage.visits import store_visits

NOW = datetime(2026, 11, 20, tzinfo=UTC)
HOME = "http://molar.example/"


def prepared(engine: sa.Engine, folder: Path, now: datetime = NOW) -> PreparedCrawl:
    with open_session(engine) as session:
        run = start(session, "dental", "crawl", now)
        order = CrawlOrder("dental", run.id, [Seed(HOME, "listed", "why", 1.0)], f"sqlite:///{folder}/links.db", {})
        return prepare_crawl(session, order, now)


def settle(engine: sa.Engine, outcome: Outcome, reason: str = "") -> None:
    with open_session(engine) as session:
        row = session.scalars(sa.select(FrontierRow)).one()
        page = Page(HOME) if outcome is Outcome.FETCHED else None
        store_visits(session, 1, 1, [Visit(row.id, HOME, NOW, outcome, reason, page=page)])


def rows(engine: sa.Engine) -> list[tuple[str, int, str, int]]:
    with Session(engine) as session:
        return [(row.url, row.state, row.outcome, row.tries) for row in session.scalars(sa.select(FrontierRow))]


def test_a_first_crawl_begins_with_its_seeds_and_nothing_else(database: sa.Engine, tmp_path: Path) -> None:
    known = prepared(database, tmp_path)
    assert known == PreparedCrawl(1, False, 0, (), (), (), mark_path(f"sqlite:///{tmp_path}/links.db", 1, {}))  # noqa: FBT003
    assert [url for url, *_ in rows(database)] == [HOME]


def test_a_crawl_that_was_cut_off_is_continued_with_what_it_reached(database: sa.Engine, tmp_path: Path) -> None:
    prepared(database, tmp_path)
    settle(database, Outcome.FETCHED)
    known = prepared(database, tmp_path, NOW + timedelta(hours=1))
    assert (known.is_continued, known.pages_fetched, known.reached) == (True, 1, (HOME,))
    assert known.pages_read == ((HOME, False),)


def test_a_page_at_which_the_last_process_died_is_noted_and_said(
    database: sa.Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = prepared(database, tmp_path)
    with Session(database) as session:
        row = session.scalars(sa.select(FrontierRow)).one()
    with ReadingMark(first.mark).at(row.id, row.key):
        later = prepared(database, tmp_path, NOW + timedelta(hours=1))
    assert "ended while it read page 1: it is tried again" in caplog.text
    assert later.set_aside == ()
    with Session(database) as session:
        assert session.scalars(sa.select(FrontierRow.crashes)).one() == 1


def test_pages_that_were_silent_while_the_network_was_down_are_queued_again(
    database: sa.Engine, tmp_path: Path
) -> None:
    prepared(database, tmp_path)
    settle(database, Outcome.FAILED, "dns_nxdomain")
    assert rows(database)[0][1:3] == (frontier.FrontierState.FAILED, "dns_nxdomain")

    def rule(facts: SiteFacts) -> SiteDecision:
        return SiteDecision(judge_site(facts), 10, 1.0, 1.0)

    with open_session(database) as session:
        queue_silent_pages(session, 1, {1: "molar.example"}, rule)
    assert rows(database) == [(HOME, frontier.FrontierState.QUEUED, "", 0)]
