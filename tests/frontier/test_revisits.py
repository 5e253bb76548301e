from datetime import UTC, datetime, timedelta

import pytest

from linkfinder.frontier.revisits import PageHistory, next_visit_time, retry_delay
from linkfinder.kinds.guest_post.facts import GUEST_POST, GuestPost
from linkfinder.model.opportunity import Judgement, Opportunity
from linkfinder.model.page import Page
from linkfinder.model.visit import Outcome, Visit
from linkfinder.net.retry_after import MAX_RETRY_AFTER

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
CHANCE = Judgement((Opportunity(GUEST_POST, "dental", "http://a.example/w", "a.example", GuestPost()),))


def days(visit: Visit, unchanged_for: float = 0.0, *, has_chance: bool = False) -> float:
    memory = PageHistory(NOW - timedelta(days=unchanged_for), has_chance)
    return (next_visit_time(visit, memory, NOW) - NOW.timestamp()) / 86_400


def fetched(url: str, outcome: Outcome = Outcome.FETCHED, judgement: Judgement = CHANCE) -> Visit:
    return Visit(1, url, NOW, outcome, page=Page(url), judgement=judgement)


NOTHING = Judgement()


@pytest.mark.parametrize(
    ("visit", "unchanged_for", "expected"),
    [
        (fetched("http://a.example/", judgement=NOTHING), 0, 1),
        (fetched("http://a.example/", judgement=NOTHING), 8, 4),
        (fetched("http://a.example/", judgement=NOTHING), 400, 7),
        (fetched("http://a.example/write-for-us"), 0, 3),
        (fetched("http://a.example/write-for-us"), 400, 30),
        (fetched("http://a.example/article", judgement=NOTHING), 0, 7),
        (fetched("http://a.example/article", judgement=NOTHING), 60, 30),
        (fetched("http://a.example/article", judgement=NOTHING), 400, 90),
        (Visit(1, "http://a.example/sitemap.xml", NOW, Outcome.FETCHED), 0, 1),
        (Visit(1, "http://a.example/gone", NOW, Outcome.FAILED, "http_404", 404), 0, 30),
        (Visit(1, "http://a.example/lost", NOW, Outcome.FAILED, "dns_nxdomain"), 0, 1),
        (Visit(1, "http://a.example/slow", NOW, Outcome.RETRY, "timeout"), 0, 1),
        (Visit(1, "http://a.example/private", NOW, Outcome.DROPPED, "robots"), 0, 14),
    ],
)
def test_a_page_is_due_by_its_kind_and_by_how_long_it_has_not_changed(
    visit: Visit, unchanged_for: float, expected: float
) -> None:
    assert days(visit, unchanged_for) == pytest.approx(expected, rel=0.11)


def test_an_unchanged_page_with_an_opportunity_is_visited_as_often_as_when_it_was_found() -> None:
    unchanged = Visit(1, "http://a.example/write-for-us", NOW, Outcome.UNCHANGED)
    assert days(unchanged, 8, has_chance=True) == pytest.approx(4, rel=0.11)
    assert days(unchanged, 8) == pytest.approx(7, rel=0.11)


def test_pages_of_one_day_come_due_on_different_moments_but_each_always_on_the_same() -> None:
    due = [days(fetched(f"http://a.example/{number}")) for number in range(50)]
    assert max(due) - min(due) > 0.3
    assert due == [days(fetched(f"http://a.example/{number}")) for number in range(50)]


@pytest.mark.parametrize(
    ("tries", "asked", "expected"),
    [(1, None, 4), (2, None, 20), (1, 0.0, 1), (1, 90.0, 90), (1, 1e9, MAX_RETRY_AFTER)],
)
def test_a_retry_waits_as_long_as_the_server_asked_or_longer_each_time(
    tries: int, asked: float | None, expected: float
) -> None:
    assert retry_delay(tries, asked) == expected
