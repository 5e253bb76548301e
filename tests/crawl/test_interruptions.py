"""Crawls that are killed or interrupted: what was stored stays, and the next run goes on."""

import json
import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linkfinder.storage.tables import FrontierRow, FrontierSiteRow
from tests.crawl.conftest import Crawling, Reply, Web, big_web, serving, small_site, wait_for

if TYPE_CHECKING:
    import subprocess


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> tuple[set[str], set[str]]:
    """The pages and opportunities of the big web, crawled at one go."""
    web = Web()
    with serving(web):
        folder = tmp_path_factory.mktemp("uninterrupted")
        database = folder / "crawl.db"
        database.write_bytes(migrated_file.read_bytes())
        crawling = Crawling(web, folder, database)
        crawling.run(*big_web(web))
        return crawling.pages, crawling.opportunities


def has_asked_or_ended(crawling: Crawling, pages: int, process: "subprocess.Popen[str]") -> bool:
    return len(crawling.web.asked_for()) >= pages or process.poll() is not None


def asked_twice(crawling: Crawling) -> set[str]:
    asked = crawling.web.asked_for()
    return {url for url in asked if asked.count(url) > 1}


@pytest.mark.parametrize("after", [1, 10, 40, 80])
def test_a_killed_crawl_goes_on_and_loses_nothing(
    crawling: Crawling, after: int, uninterrupted: tuple[set[str], set[str]]
) -> None:
    seeds = big_web(crawling.web)
    first = crawling.start(*seeds)
    wait_for(lambda: len(crawling.web.asked_for()) >= after)
    first.kill()
    first.communicate()
    stored = {url for url, _ in crawling.pages}
    summary = crawling.run(*seeds)
    assert summary["is_continued"] is True
    assert (crawling.pages, crawling.opportunities) == uninterrupted
    assert not asked_twice(crawling) & stored, "only what was in flight is asked twice"


def test_a_crawl_killed_again_and_again_still_ends_with_everything(
    crawling: Crawling, uninterrupted: tuple[set[str], set[str]]
) -> None:
    seeds = big_web(crawling.web)
    for more in (3, 17, 5, 29):
        process = crawling.start(*seeds)
        wait_for(partial(has_asked_or_ended, crawling, len(crawling.web.asked_for()) + more, process))
        process.kill()
        process.communicate()
    crawling.run(*seeds)
    assert (crawling.pages, crawling.opportunities) == uninterrupted


def test_an_interrupted_crawl_ends_cleanly_and_goes_on(
    crawling: Crawling, uninterrupted: tuple[set[str], set[str]]
) -> None:
    seeds = big_web(crawling.web)
    first = crawling.start(*seeds)
    wait_for(lambda: len(crawling.web.asked_for()) >= 20)
    first.send_signal(signal.SIGTERM)
    out, err = first.communicate(timeout=30)
    assert first.returncode == 0, err
    assert json.loads(out)["reason"] == "interrupted"
    crawling.run(*seeds)
    assert (crawling.pages, crawling.opportunities) == uninterrupted
    asked = crawling.web.asked_for()
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_crawl_that_gets_a_second_signal_ends_at_once_and_is_interrupted(crawling: Crawling, number: int) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.web.pages["http://teeth.example/about"] = Reply("late", delay=5.0)
    process = crawling.start("http://teeth.example/")
    wait_for(lambda: bool(crawling.web.asked_for("/about")))
    process.send_signal(number)
    wait_for(lambda: "shutting down gracefully" in crawling.log())
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert json.loads(out)["reason"] == "interrupted"
    assert crawling.run("http://teeth.example/")["is_continued"] is True


def test_a_page_at_which_three_processes_died_is_set_aside_and_the_others_are_read(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example", articles=3)
    deadly = "http://teeth.example/article-1"
    for _ in range(3):
        process = crawling.start("http://teeth.example/", deadly=deadly)
        process.communicate(timeout=30)
        assert process.returncode == -signal.SIGKILL
    summary = crawling.run("http://teeth.example/", deadly=deadly)
    assert (summary["reason"], summary["set_aside"]) == ("finished", [deadly])
    assert crawling.outcome(deadly) == (2, "crashed")
    assert {url for url, _ in crawling.pages} == set(crawling.web.pages) - {deadly}
    assert not list(crawling.folder.glob("*reading*")), "an ordinary end leaves no mark"


def test_a_page_that_was_read_in_the_meantime_is_counted_anew(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example", articles=1)
    for _ in range(2):
        crawling.start("http://teeth.example/", deadly="teeth.example/about").communicate(timeout=30)
    assert crawling.run("http://teeth.example/")["set_aside"] == []
    assert crawling.rows(FrontierRow.crashes) == {0}


def test_a_crawl_that_loses_a_visit_by_an_error_of_its_own_ends_with_that_error(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example", articles=1)
    process = crawling.start("http://teeth.example/", is_broken=True)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, "a visit was lost by ZeroDivisionError" in err) == (1, True)
    assert crawling.outcome("http://teeth.example/") == (0, ""), "it is asked again by the next run"


def test_a_crawl_whose_network_dies_ends_and_judges_nobody_for_it(crawling: Crawling) -> None:
    seeds = big_web(crawling.web)
    order: dict[str, Any] = {"limits": {"delay": 0.1}, "settings": {"DOWNLOAD_TIMEOUT": 2}}
    process = crawling.start(*seeds, **order)
    wait_for(lambda: len(crawling.pages) >= 12)
    crawling.web.is_down = True
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert json.loads(out)["reason"] == "network_down"
    assert crawling.rows(FrontierRow.outcome) <= {"", "sitemap", "redirect", "http_404"}
    assert "dropped" not in crawling.rows(FrontierSiteRow.state)
    crawling.web.is_down = False
    assert crawling.run(*seeds)["reason"] == "finished"
    assert {url for url, _ in crawling.pages} == set(crawling.web.pages)


def test_a_crawl_that_reaches_nobody_says_so_and_keeps_all_queued(crawling: Crawling) -> None:
    crawling.web.is_down = True
    summary = crawling.run(*big_web(crawling.web))
    assert (summary["reason"], summary["queued"]) == ("network_down", 8)
