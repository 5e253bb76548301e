from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.linkcheck.host_queue import DEFAULT_PAUSE, HostQueue, pause_after
from linkfinder.net.exchange import HttpResponse


def test_a_host_is_asked_once_at_a_time_and_keeps_its_gap() -> None:
    turns: HostQueue[int] = HostQueue(delay=2.0)
    turns.put("blog.example", 1)
    turns.put("blog.example", 2)
    assert turns.take(10.0) == ("blog.example", 1)
    assert turns.take(10.0) is None
    turns.release("blog.example", 11.0)
    assert turns.take(12.9) is None
    assert turns.next_at == 13.0
    assert turns.take(13.0) == ("blog.example", 2)


def test_other_hosts_go_on_meanwhile() -> None:
    turns: HostQueue[int] = HostQueue(delay=2.0)
    turns.put("a.example", 1)
    turns.put("a.example", 2)
    turns.put("b.example", 3)
    assert turns.take(0.0) == ("a.example", 1)
    assert turns.take(0.0) == ("b.example", 3)


def test_what_was_begun_goes_before_what_waits() -> None:
    turns: HostQueue[str] = HostQueue(delay=0.0)
    turns.put("a.example", "new")
    turns.put("a.example", "second opinion", first=True)
    assert turns.take(0.0) == ("a.example", "second opinion")


def test_a_paused_host_is_left_alone() -> None:
    turns: HostQueue[int] = HostQueue(delay=1.0)
    turns.put("a.example", 1)
    turns.put("a.example", 2)
    turns.take(0.0)
    turns.pause("a.example", 60.0)
    turns.release("a.example", 1.0)
    assert turns.take(59.0) is None
    assert turns.take(60.0) == ("a.example", 2)


def test_a_job_that_was_answered_without_asking_costs_no_gap() -> None:
    turns: HostQueue[int] = HostQueue(delay=5.0)
    turns.put("a.example", 1)
    turns.put("a.example", 2)
    turns.take(0.0)
    turns.release("a.example", 0.0, was_sent=False)
    assert turns.take(0.0) == ("a.example", 2)


def test_the_gap_is_kept_by_a_host_whose_next_job_comes_late() -> None:
    turns: HostQueue[int] = HostQueue(delay=5.0)
    turns.put("a.example", 1)
    turns.take(0.0)
    turns.release("a.example", 1.0)
    turns.put("a.example", 2)
    assert turns.take(5.0) is None
    assert turns.take(6.0) == ("a.example", 2)


def test_hosts_without_jobs_are_forgotten() -> None:
    turns: HostQueue[int] = HostQueue(delay=1.0)
    turns.put("a.example", 1)
    turns.take(0.0)
    turns.release("a.example", 0.0)
    assert turns.take(2.0) is None
    assert turns._hosts == {}
    assert turns.next_at is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 3)), max_size=40))
def test_every_job_gets_its_turn_and_no_gap_is_broken(jobs: list[tuple[str, float]]) -> None:
    turns: HostQueue[int] = HostQueue(delay=1.0)
    now, taken, asked = 0.0, [], dict[str, float]()
    for number, (host, pause) in enumerate(jobs):
        turns.put(host, number)
        now += pause / 4
        turn = turns.take(now)
        while turn:
            assert now >= asked.get(turn[0], -1.0) + 1.0
            taken.append(turn[1])
            asked[turn[0]] = now
            turns.release(turn[0], now)
            turn = turns.take(now)
    while (soonest := turns.next_at) is not None:
        now = max(now, soonest)
        if turn := turns.take(now):
            assert now >= asked.get(turn[0], -1.0) + 1.0
            taken.append(turn[1])
            asked[turn[0]] = now
            turns.release(turn[0], now)
    assert sorted(taken) == list(range(len(jobs)))


NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
URL = "http://clinic.example/guide"


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {}, DEFAULT_PAUSE),
        (429, {"retry-after": "60"}, 60),
        (429, {"retry-after": "soon"}, DEFAULT_PAUSE),
        (429, {"retry-after": "Mon, 02 Mar 2026 07:01:30 +" + "6" * 20}, DEFAULT_PAUSE),
        (429, {"retry-after": "Mon, 02 Mar 2026 07:01:30 GMT"}, 90),
        (503, {"retry-after": "60"}, 60),
        (503, {}, 0),
        (404, {"retry-after": "60"}, 0),
        (301, {"retry-after": "60"}, 0),
        (429, {"x-vercel-mitigated": "challenge"}, 0),
    ],
)
def test_only_hosts_that_ask_for_a_pause_get_one(status: int, headers: dict[str, str], seconds: int) -> None:
    assert pause_after(HttpResponse(URL, status, headers), NOW) == seconds
