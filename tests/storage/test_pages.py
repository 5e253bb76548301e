"""Pages as they were at their last fetch."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from linkfinder.model.opportunity import Risk
from linkfinder.model.page import FoundDate, Page, PageClass, StructuredData
from linkfinder.model.visit import Outcome
from linkfinder.storage.pages import pages_read
from linkfinder.storage.session import read_only_session
from linkfinder.storage.tables import NichePageRow, PageRow, SiteRow

if TYPE_CHECKING:
    from tests.conftest import Crawl

URL = "http://blog.example/a"
PAGE = Page(
    url=URL,
    title="A page",
    description="About a page",
    language="de",
    words=321,
    structured=StructuredData(authors=("Ada", "Bo")),
    published=FoundDate(date(2026, 1, 2), "json-ld datePublished"),
    page_class=PageClass.NORMAL,
    is_noindex=True,
    content_hash=2**62 + 5,
)


def test_a_page_is_stored_with_its_facts_and_its_meaning_to_the_niche(crawl: "Crawl") -> None:
    risks = (Risk("dormant", 20, "no news since 2019", is_waste=True),)
    visit = crawl.visit(
        url=URL, page=PAGE, etag='W/"1"', last_modified="Fri, 02 Jan 2026 00:00:00 GMT", relevance=0.4, risks=risks
    )
    crawl.store(visit)
    (row,) = crawl.rows(PageRow)
    kept = {name: row[name] for name in ("url", "title", "description", "language", "words", "author", "content_hash")}
    assert kept == {
        "url": URL,
        "title": "A page",
        "description": "About a page",
        "language": "de",
        "words": 321,
        "author": "Ada, Bo",
        "content_hash": 2**62 + 5,
    }
    assert (row["published"], row["published_source"], row["modified"]) == (
        date(2026, 1, 2),
        "json-ld datePublished",
        None,
    )
    assert (row["etag"], row["last_modified"], row["http_status"]) == ('W/"1"', "Fri, 02 Jan 2026 00:00:00 GMT", 200)
    assert (row["is_noindex"], row["is_nofollow"], row["page_class"]) == (True, False, "normal")
    (meaning,) = crawl.rows(NichePageRow)
    assert meaning["relevance"] == 0.4
    assert meaning["risks"] == [{"name": "dormant", "points": 20, "reason": "no news since 2019", "is_waste": True}]
    assert [site["domain"] for site in crawl.rows(SiteRow)] == ["blog.example"]


def test_last_changed_moves_only_with_the_content(crawl: "Crawl") -> None:
    first = crawl.now
    assert crawl.store(crawl.visit(url=URL, page=PAGE)).new_pages == 1
    crawl.next_run()
    counts = crawl.store(crawl.visit(url=URL, page=replace(PAGE, title="A better title")))
    (row,) = crawl.rows(PageRow)
    assert (counts.new_pages, counts.changed_pages) == (0, 0)
    assert (row["first_seen"], row["last_fetched"], row["last_changed"]) == (first, crawl.now, first)
    assert row["title"] == "A better title"
    crawl.next_run()
    assert crawl.store(crawl.visit(url=URL, page=replace(PAGE, content_hash=1))).changed_pages == 1
    (row,) = crawl.rows(PageRow)
    assert (row["first_seen"], row["last_changed"]) == (first, crawl.now)


def test_of_two_visits_that_end_at_one_page_the_later_counts(crawl: "Crawl") -> None:
    early = crawl.visit(url=URL, page=replace(PAGE, title="early"))
    late = replace(early, fetched=crawl.now + timedelta(seconds=1), page=replace(PAGE, title="late"))
    crawl.store(late, early)
    assert [row["title"] for row in crawl.rows(PageRow)] == ["late"]


def test_an_unchanged_answer_counts_as_a_fetch_and_keeps_the_page(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, page=PAGE))
    crawl.next_run()
    crawl.store(crawl.visit(url=URL, page=None, outcome=Outcome.UNCHANGED, http_status=304))
    (row,) = crawl.rows(PageRow)
    assert (row["title"], row["http_status"], row["last_fetched"]) == ("A page", 200, crawl.now)


def test_a_failed_visit_notes_the_status_on_a_known_page_and_makes_no_new_one(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, page=PAGE))
    fetched = crawl.now
    crawl.next_run()
    crawl.store(
        crawl.visit(url=URL, page=None, outcome=Outcome.FAILED, http_status=503),
        crawl.visit(url="http://blog.example/unknown", page=None, outcome=Outcome.FAILED, http_status=404),
        crawl.visit(url="http://blog.example/nobody", page=None, outcome=Outcome.RETRY),
    )
    (row,) = crawl.rows(PageRow)
    assert (row["title"], row["http_status"], row["last_fetched"]) == ("A page", 503, fetched)


def test_the_pages_read_are_told_the_newest_first_with_whether_they_held_a_finding(crawl: "Crawl") -> None:
    door = "http://blog.example/write-for-us"
    crawl.store(crawl.visit(crawl.opportunity(url=door), url=door), crawl.visit(url=URL))
    crawl.store(crawl.visit(url="http://blog.example/z"))
    with read_only_session(crawl.engine) as opened:
        assert sorted(pages_read(opened, crawl.niche_id, 9)) == [
            (URL, False),
            (door, True),
            ("http://blog.example/z", False),
        ]
        assert list(pages_read(opened, crawl.niche_id, 1)) == [("http://blog.example/z", False)]
        assert list(pages_read(opened, crawl.niche_id + 1, 9)) == []
