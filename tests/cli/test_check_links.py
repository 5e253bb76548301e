"""`check-links NICHE`, from stored links to opportunities and back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import DemoPage, load_sites
from linkfinder.demo.web import serve_demo
from linkfinder.model.page import Link, Page, Place
from linkfinder.model.run import RunState
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import runs
from linkfinder.storage.runs import ensure_niche
from linkfinder.storage.session import session
from linkfinder.storage.tables import CheckRow, TargetRow
from linkfinder.storage.visits import store_visits
from tests.browser.test_recheck import for_browsers, needs_browser
from tests.cli.conftest import Type
from tests.linkcheck.hostile import Web, not_found

PAGE = "http://blog.example/resources"
DEAD = "http://enamel-institute.example/trials/floss-2014"
PROTECTED = "http://wall-of-teeth.example/pockets"
ALIVE = "http://open-dental-library.example/guides/zirconia"
NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
SITES = load_sites()


@pytest.fixture
def crawled(database: sa.Engine) -> sa.Engine:
    """A niche whose one page links to three places."""
    links = tuple(Link(url, f"link {number}", place=Place.LIST) for number, url in enumerate((DEAD, PROTECTED, ALIVE)))
    page = Page(PAGE, "Dental implants: resources", language="en", words=300, links=links)
    visit = Visit(0, PAGE, NOW, Outcome.FETCHED, http_status=200, page=page, relevance=0.8)
    with session(database) as opened:
        run = runs.start(opened, "teeth", "crawl", NOW)
        store_visits(opened, ensure_niche(opened, "teeth"), run.id, [visit])
        runs.finish(opened, replace(run, state=RunState.DONE, ended=NOW))
    return database


@contextmanager
def the_web(monkeypatch: pytest.MonkeyPatch, internet: DemoInternet) -> Iterator[None]:
    with serve_demo(internet) as server:
        monkeypatch.setenv("http_proxy", server.address)
        yield


def with_the_page_back() -> DemoInternet:
    site = SITES["enamel-institute.example"]
    trial = DemoPage("/trials/floss-2014", "<h1>The floss trial</h1><p>119 adults flossed for us.</p>", "Floss trial")
    back = replace(site, pages={**site.pages, trial.path: trial})
    return DemoInternet({**SITES, site.host: back}, date(2026, 11, 21))


def listed(typed: Type) -> list[tuple[str, str, str]]:
    lines = [json.loads(line) for line in typed("list", "teeth", "--all", "--json").out.splitlines()]
    return [(line["page_url"], line["facts"]["dead_url"], line["flag"]) for line in lines]


def test_a_dead_link_becomes_an_opportunity_and_bot_protection_does_not(
    typed: Type, crawled: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with the_web(monkeypatch, DemoInternet(SITES, date(2026, 11, 21))):
        ended = typed("check-links", "teeth")
    assert ended.code == 0, ended.err
    assert "3 links checked" in ended.out
    assert "1 new broken_link" in ended.out
    assert listed(typed) == [(PAGE, DEAD, "")]


def test_what_was_checked_today_is_not_checked_again(
    typed: Type, crawled: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with the_web(monkeypatch, DemoInternet(SITES, date(2026, 11, 21))):
        typed("check-links", "teeth")
        ended = typed("check-links", "teeth")
    assert "0 links checked: none was due" in ended.out
    with session(crawled) as opened:
        assert opened.scalar(sa.select(sa.func.count()).select_from(CheckRow)) == 3


def test_a_check_counts_for_the_hours_that_the_niche_file_sets(
    typed: Type, crawled: sa.Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "niches" / "teeth.toml").open("a", encoding="utf-8") as niche:
        niche.write("\n[links]\nkeep_hours = 2400\n")
    with the_web(monkeypatch, DemoInternet(SITES, date(2026, 11, 21))):
        typed("check-links", "teeth")
    with session(crawled) as opened:
        due = [moment for moment in opened.scalars(sa.select(TargetRow.next_check)) if moment]
    soon = datetime.now(UTC) + timedelta(hours=2390)
    assert due
    assert min(due) > soon, "without the setting a dead link is asked again after a day"


def test_a_link_that_lives_again_takes_its_opportunity_off_the_list(
    typed: Type, crawled: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with the_web(monkeypatch, DemoInternet(SITES, date(2026, 11, 21))):
        typed("check-links", "teeth")
    with session(crawled) as opened:
        opened.execute(sa.update(TargetRow).values(next_check=NOW))
    with the_web(monkeypatch, with_the_page_back()):
        ended = typed("check-links", "teeth")
    assert "1 known ones were corrected or are alive again" in ended.out
    assert listed(typed) == [(PAGE, DEAD, "link_fixed")]


def test_the_run_is_written_down(typed: Type, crawled: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with the_web(monkeypatch, DemoInternet(SITES, date(2026, 11, 21))):
        typed("check-links", "teeth")
    line = json.loads(typed("runs", "teeth", "--limit", "1", "--json").out)
    assert (line["command"], line["state"], line["counts"]["links"]) == ("check-links", "done", 3)
    assert line["counts"]["verdict/blocked"] == 1


def test_a_niche_that_was_never_crawled_has_no_links(typed: Type, database: sa.Engine) -> None:
    ended = typed("check-links", "teeth")
    assert ended.code == 1
    assert "run: linkfinder crawl teeth" in ended.err


def test_a_niche_that_is_held_is_left_alone(typed: Type, crawled: sa.Engine) -> None:
    with session(crawled) as opened:
        runs.start(opened, "teeth", "crawl", datetime.now(UTC))
    ended = typed("check-links", "teeth")
    assert ended.code == 3
    assert "holds it since" in ended.err


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.close()


def with_links(engine: sa.Engine, *urls: str) -> None:
    links = tuple(Link(url, "link", place=Place.LIST) for url in urls)
    page = Page(PAGE, "Dental implants: resources", language="en", words=300, links=links)
    with session(engine) as opened:
        run = runs.start(opened, "teeth", "crawl", NOW)
        visit = Visit(0, PAGE, NOW, Outcome.FETCHED, http_status=200, page=page, relevance=0.8)
        store_visits(opened, ensure_niche(opened, "teeth"), run.id, [visit])
        runs.finish(opened, replace(run, state=RunState.DONE, ended=NOW))


def want_browser(folder: Path) -> None:
    with (folder / "niches" / "teeth.toml").open("a", encoding="utf-8") as file:
        file.write("[links]\nbrowser = true\n")


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("way", ["option", "niche file"])
def test_the_browser_recheck_saves_links_of_a_niche_that_enables_it(
    way: str, typed: Type, folder: Path, database: sa.Engine, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKFINDER_ALLOW_NETWORKS", "127.0.0.1/32")
    hidden, gone = (web.host(handler, ip="127.0.0.1") + "/teeth" for handler in (for_browsers, not_found))
    with_links(database, hidden, gone)
    if way == "niche file":
        want_browser(folder)
    ended = typed("check-links", "teeth", *(["--browser"] if way == "option" else []))
    assert ended.code == 0, ended.err
    assert "1 alive" in ended.out
    assert "1 dead_http" in ended.out
    assert [dead_url for _, dead_url, _ in listed(typed)] == [gone]


def test_without_a_browser_the_links_are_checked_without_it_and_the_missing_browser_is_reported(
    typed: Type, folder: Path, database: sa.Engine, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKFINDER_ALLOW_NETWORKS", "127.0.0.1/32")
    monkeypatch.setattr("linkfinder.browser.chromium.find_browser", str)
    gone = web.host(not_found, ip="127.0.0.1") + "/teeth"
    with_links(database, gone)
    want_browser(folder)
    ended = typed("check-links", "teeth")
    assert ended.code == 3
    assert "apt-get install chromium" in ended.err
    assert [dead_url for _, dead_url, _ in listed(typed)] == [gone]
