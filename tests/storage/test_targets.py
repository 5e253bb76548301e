"""Addresses that pages link to: which to ask, and what they answered."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.page import Link, Place
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.tables import CheckRow
from linkfinder.storage.targets import DueTarget, KeptCheck, TargetState, due_targets, load_states, store_checks

if TYPE_CHECKING:
    from tests.conftest import Crawl

GONE = "http://gone.example/x"
DEAD = LinkCheck(
    GONE,
    Verdict.DEAD_HTTP,
    "http_404",
    status=404,
    final_url="http://gone.example/y",
    chain=("http://gone.example/z", "http://gone.example/y"),
    confidence=0.9,
    elapsed_ms=120,
    note="The page is gone.",
)


def due(crawl: "Crawl", **chosen: Any) -> list[DueTarget]:
    with read_only_session(crawl.engine) as opened:
        return due_targets(opened, crawl.niche_id, crawl.now, **chosen)


def keep(crawl: "Crawl", *checks: KeptCheck) -> int:
    with session(crawl.engine) as opened:
        return store_checks(opened, checks, crawl.now)


def link_to(crawl: "Crawl", target: str = GONE, page: str = "http://blog.example/", **words: Any) -> None:
    place = words.pop("place", Place.BODY)
    crawl.store(crawl.visit(url=page, links=(Link(target, "x", place=place),), **words))


def test_an_address_that_was_never_asked_is_due_once_however_many_pages_link_to_it(crawl: "Crawl") -> None:
    link_to(crawl)
    link_to(crawl, page="http://second.example/")
    assert due(crawl) == [DueTarget(GONE, pages=2)]


@pytest.mark.parametrize(
    ("place", "is_due"),
    [
        (Place.BODY, True),
        (Place.LIST, True),
        (Place.TABLE, True),
        (Place.FOOTER, False),
        (Place.COMMENT, False),
        (Place.NAV, False),
    ],
)
def test_only_links_that_an_editor_placed_are_asked(crawl: "Crawl", place: Place, *, is_due: bool) -> None:
    link_to(crawl, place=place)
    assert bool(due(crawl)) is is_due


def test_only_links_of_relevant_pages_are_asked_the_most_relevant_first(crawl: "Crawl") -> None:
    for name, relevance in (("a", 0.3), ("b", 0.9), ("c", 0.15)):
        link_to(crawl, f"http://{name}.example/", f"http://{name}-page.example/", relevance=relevance)
    assert [target.url for target in due(crawl)] == ["http://b.example/", "http://a.example/"]
    assert [target.url for target in due(crawl, limit=1)] == ["http://b.example/"]
    assert len(due(crawl, relevance=0.1)) == 3


def test_another_niche_s_pages_do_not_count(crawl: "Crawl") -> None:
    link_to(crawl)
    gardens = type(crawl)(crawl.engine, "gardens")
    assert due(gardens) == []


def test_an_answer_is_kept_and_asked_for_again_when_it_is_due(crawl: "Crawl") -> None:
    link_to(crawl)
    kept = KeptCheck(DEAD, replace(DEAD, confirmations=2), crawl.now, crawl.now + timedelta(days=3))
    assert keep(crawl, kept) == 1
    assert due(crawl) == []
    asked = crawl.now
    crawl.now += timedelta(days=3)
    state = TargetState(replace(DEAD, confirmations=2, elapsed_ms=0), asked, asked, asked + timedelta(days=3))
    assert due(crawl) == [DueTarget(GONE, 1, state)]
    with read_only_session(crawl.engine) as opened:
        assert load_states(opened, [GONE, "http://never.example/"]) == {GONE: state}


def test_an_answer_without_a_next_time_is_not_asked_for_again(crawl: "Crawl") -> None:
    link_to(crawl)
    keep(crawl, KeptCheck(DEAD, DEAD))
    crawl.now += timedelta(days=900)
    assert due(crawl) == []


def test_every_answer_stays_in_the_history_as_it_came(crawl: "Crawl") -> None:
    link_to(crawl)
    keep(crawl, KeptCheck(DEAD, DEAD))
    crawl.now += timedelta(days=1)
    busy = LinkCheck(GONE, Verdict.UNKNOWN, "timeout", elapsed_ms=15_000)
    keep(crawl, KeptCheck(busy, replace(DEAD, confirmations=1)))
    rows = crawl.rows(CheckRow)
    assert [(row["verdict"], row["reason"], row["status"], row["elapsed_ms"]) for row in rows] == [
        ("dead_http", "http_404", 404, 120),
        ("unknown", "timeout", None, 15_000),
    ]
    with read_only_session(crawl.engine) as opened:
        assert load_states(opened, [GONE])[GONE].check.verdict is Verdict.DEAD_HTTP


def test_an_address_that_no_page_links_to_is_left_out(crawl: "Crawl") -> None:
    assert keep(crawl, KeptCheck(DEAD, DEAD)) == 0
    assert crawl.rows(CheckRow) == []
