"""Outbound links and the addresses they lead to."""

from typing import TYPE_CHECKING

from linkfinder.analysis.read import read_page
from linkfinder.model.page import Link, Place
from linkfinder.storage import pages as module
from linkfinder.storage.tables import LinkRow, TargetRow
from linkfinder.urls import url_key

if TYPE_CHECKING:
    import pytest

    from tests.conftest import Crawl

URL = "http://blog.example/list"
OUT = Link(
    "http://other.example/guide",
    "the guide",
    ("nofollow", "ugc"),
    Place.LIST,
    "See the guide for more.",
    "Further reading",
    is_image=True,
    href="//other.example/guide#top",
)
INSIDE = Link("http://www.blog.example/next", "next")


def stored(crawl: "Crawl") -> list[str]:
    targets = {row["id"]: row["url"] for row in crawl.rows(TargetRow)}
    return [targets[row["target_id"]] for row in crawl.rows(LinkRow)]


def test_a_link_that_leaves_the_site_is_stored_in_its_surroundings(crawl: "Crawl") -> None:
    assert crawl.store(crawl.visit(url=URL, links=(INSIDE, OUT))).links == 1
    (row,) = crawl.rows(LinkRow)
    (target,) = crawl.rows(TargetRow)
    assert (target["key"], target["url"], target["verdict"]) == (url_key(OUT.url), OUT.url, "")
    assert {name: row[name] for name in ("position", "anchor", "rel", "place", "sentence", "heading", "is_image")} == {
        "position": 1,
        "anchor": "the guide",
        "rel": "nofollow ugc",
        "place": "list",
        "sentence": "See the guide for more.",
        "heading": "Further reading",
        "is_image": True,
    }
    assert row["href"] == "//other.example/guide#top"


def test_a_target_stands_once_however_many_pages_link_to_it(crawl: "Crawl") -> None:
    crawl.store(
        crawl.visit(url=URL, links=(OUT, OUT)),
        crawl.visit(url="http://second.example/", links=(OUT,)),
        crawl.visit(url="http://third.example/", links=(Link("http://other.example/else", "else"), OUT)),
    )
    assert len(crawl.rows(TargetRow)) == 2
    assert sorted(stored(crawl)) == ["http://other.example/else", *[OUT.url] * 4]


def test_a_target_is_asked_as_the_first_page_writes_it_and_stands_once_however_it_is_written(crawl: "Crawl") -> None:
    first, second, third = (f"http://old.example/view{end}" for end in ("?z=1&a=b%20c", "?a=b+c&z=1", "?z=1&a=b+c"))
    crawl.store(crawl.visit(url=URL, links=(Link(first, "one"), Link(second, "two"))))
    crawl.store(crawl.visit(url="http://second.example/", links=(Link(third, "three"),)))
    assert stored(crawl) == [first, first, first]


def test_a_page_s_links_are_replaced_when_it_is_read_again(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, links=(OUT, Link("http://third.example/", "third"))))
    crawl.store(crawl.visit(url=URL, links=(Link("http://new.example/", "new"), OUT)))
    assert stored(crawl) == ["http://new.example/", OUT.url]


def test_links_of_a_page_that_does_not_matter_are_not_kept(crawl: "Crawl") -> None:
    assert crawl.store(crawl.visit(url=URL, links=(OUT,), relevance=0.01)).links == 0
    assert crawl.rows(TargetRow) == []


def test_a_page_with_an_opportunity_matters(crawl: "Crawl") -> None:
    found = crawl.opportunity(url=URL, relevance=0.01)
    assert crawl.store(crawl.visit(found, url=URL, links=(OUT,), relevance=0.01)).links == 1


def test_links_once_stored_stay_true_when_the_page_matters_no_more(crawl: "Crawl") -> None:
    crawl.store(crawl.visit(url=URL, links=(OUT,)))
    crawl.store(crawl.visit(url=URL, links=(Link("http://new.example/", "new"),), relevance=0.0))
    assert stored(crawl) == ["http://new.example/"]


def test_every_link_that_is_read_of_a_long_directory_is_stored(crawl: "Crawl") -> None:
    markup = "".join(f'<li><a href="http://out.example/{number}">{number}</a></li>' for number in range(5_100))
    page = read_page(f"<ul>{markup}</ul>", URL)
    assert crawl.store(crawl.visit(url=URL, links=page.links)).links == len(page.links) == 5_000


def test_a_page_made_of_links_fills_no_database(crawl: "Crawl", monkeypatch: "pytest.MonkeyPatch") -> None:
    monkeypatch.setattr(module, "MAX_LINKS_PER_PAGE", 3)
    links = tuple(Link(f"http://out{number}.example/", "out") for number in range(9))
    assert crawl.store(crawl.visit(url=URL, links=links)).links == 3
