from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from linkfinder.frontier import revisits
from linkfinder.model.run import RunState
from linkfinder.model.seed import Seed
from linkfinder.model.site import SiteDecision, SiteState, SiteVerdict
from linkfinder.model.visit import Outcome
from linkfinder.storage import frontier
from linkfinder.storage.frontier import FrontierState
from linkfinder.storage.tables import RunRow

if TYPE_CHECKING:
    from tests.storage.conftest import Worker

LATER = timedelta(days=100)


def test_an_address_is_stored_once_with_its_highest_priority(worker: "Worker") -> None:
    for priority in (0.3, 0.7, 0.5):
        worker.link(worker.home, priority)
    assert worker.row().priority == 0.7


def test_the_better_of_two_links_in_one_batch_counts(worker: "Worker") -> None:
    frontier.add_seeds(
        worker.session, 1, [Seed(worker.home, "link", "low", 0.2), Seed(worker.home, "link", "high", 0.6)]
    )
    assert (worker.row().priority, worker.row().reason) == (0.6, "high")


def test_an_address_is_requested_as_it_was_written_first_whatever_the_priority_of_another_spelling(
    worker: "Worker",
) -> None:
    first, second, third = (
        f"{worker.home}list?{query}" for query in ("z=1&a=%E9", "a=%e9&z=1", "utm_source=x&z=1&a=%E9")
    )
    frontier.add_seeds(worker.session, 1, [Seed(first, "link", "low", 0.2), Seed(second, "link", "high", 0.6)])
    worker.link(third, 0.9)
    assert worker.row(first).priority == 0.9


def test_a_redirect_to_another_spelling_is_followed_and_not_for_ever(worker: "Worker") -> None:
    worker.name()
    here = worker.home
    for tries in range(1, revisits.MAX_TRIES):
        there = f"{worker.home}?utm_source={tries}"
        worker.finish(worker.visit(here, Outcome.DROPPED, reason="redirect", respelled=there))
        assert worker.row(there).state == FrontierState.QUEUED
        here = there
    worker.finish(worker.visit(here, Outcome.DROPPED, reason="redirect", respelled=worker.home))
    assert worker.row(here).state == FrontierState.DROPPED


def test_a_page_that_is_done_is_not_queued_by_another_link_to_it(worker: "Worker") -> None:
    worker.name()
    worker.finish(worker.visit())
    worker.link(worker.home, 0.9)
    assert worker.row().state == FrontierState.DONE
    assert worker.lease() == {}


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.FETCHED, FrontierState.DONE),
        (Outcome.UNCHANGED, FrontierState.DONE),
        (Outcome.FAILED, FrontierState.FAILED),
        (Outcome.DROPPED, FrontierState.DROPPED),
        (Outcome.RETRY, FrontierState.QUEUED),
    ],
)
def test_a_visit_settles_its_row(worker: "Worker", outcome: Outcome, state: FrontierState) -> None:
    worker.name()
    worker.finish(worker.visit(outcome=outcome, reason="why"))
    assert (worker.row().state, worker.row().outcome, worker.row().tries) == (state, "why", 1)


def test_a_page_is_given_up_after_its_last_try_and_queued_again_tomorrow(worker: "Worker") -> None:
    worker.name()
    for _ in range(revisits.MAX_TRIES):
        assert worker.row().state == FrontierState.QUEUED
        worker.finish(worker.visit(outcome=Outcome.RETRY, reason="timeout"))
    assert worker.row().state == FrontierState.FAILED
    assert worker.row().next_at == pytest.approx(worker.now.timestamp() + 86_400, rel=0.2)


def test_the_servers_own_wait_counts_for_its_whole_site(worker: "Worker") -> None:
    worker.name()
    worker.link("http://teeth.example/a")
    worker.finish(worker.visit(outcome=Outcome.RETRY, retry_after=3600.0))
    assert worker.row().next_at == worker.now.timestamp() + 3600
    assert worker.lease(now=worker.now + timedelta(minutes=59)) == {}
    assert len(worker.lease(now=worker.now + timedelta(minutes=60))["teeth.example"]) == 2


def test_a_visit_of_an_unknown_row_is_ignored(worker: "Worker") -> None:
    worker.name()
    stray = worker.visit()
    worker.session.execute(sa.text("DELETE FROM frontier"))
    worker.finish(stray)
    assert worker.site().fetched == 0


def begin(worker: "Worker", run_id: int, before: RunState | None = None, at: datetime | None = None) -> bool:
    now = at or worker.now
    if before is not None:
        worker.session.get_one(RunRow, run_id - 1).state = before
    worker.session.add(
        RunRow(id=run_id, niche_id=1, command="crawl", state=RunState.RUNNING, started=now, heartbeat=now)
    )
    worker.session.flush()
    return frontier.start_run(worker.session, 1, run_id, now)


def test_a_fresh_run_queues_seeds_and_what_is_due(worker: "Worker") -> None:
    worker.name()
    worker.link("http://teeth.example/article")
    assert begin(worker, 1) is False
    worker.finish(worker.visit(), worker.visit("http://teeth.example/article"))
    begin(worker, 2, RunState.DONE, worker.now + timedelta(minutes=5))
    assert worker.lease() == {"teeth.example": [worker.home]}
    begin(worker, 3, RunState.DONE, worker.now + LATER)
    assert len(worker.lease(worker.now + LATER)["teeth.example"]) == 2


def test_a_fresh_run_has_its_whole_budget(worker: "Worker") -> None:
    worker.name()
    begin(worker, 1)
    worker.finish(worker.visit())
    assert worker.site().fetched == 1
    begin(worker, 2, RunState.DONE)
    assert (worker.site().fetched, worker.site().fetched_ever) == (0, 1)


def test_a_site_that_did_not_answer_has_another_chance_in_the_next_run(worker: "Worker") -> None:
    worker.link(worker.home)
    begin(worker, 1)
    silent = SiteDecision(SiteVerdict(SiteState.DROPPED, "did not answer"), pages=0, priority=0.0)
    worker.judge(lambda _: silent)
    assert worker.lease() == {}
    begin(worker, 2, RunState.DONE)
    assert worker.lease() == {"teeth.example": [worker.home]}


@pytest.mark.parametrize("ended", [RunState.INTERRUPTED, RunState.FAILED])
def test_a_run_that_was_cut_off_is_continued_with_what_was_left(worker: "Worker", ended: RunState) -> None:
    worker.name()
    worker.link("http://teeth.example/article")
    begin(worker, 1)
    worker.lease()
    worker.finish(worker.visit())
    assert begin(worker, 2, ended, worker.now + timedelta(minutes=5)) is True
    assert worker.lease() == {"teeth.example": ["http://teeth.example/article"]}
    assert worker.site().fetched == 1


def test_a_run_cut_off_long_ago_is_begun_afresh(worker: "Worker") -> None:
    worker.name()
    begin(worker, 1)
    worker.finish(worker.visit())
    assert begin(worker, 2, RunState.INTERRUPTED, worker.now + timedelta(days=2)) is False
    assert worker.lease(worker.now + timedelta(days=2)) == {"teeth.example": [worker.home]}


def test_a_continued_run_queues_failed_seeds_again(worker: "Worker") -> None:
    worker.name()
    begin(worker, 1)
    worker.finish(worker.visit(outcome=Outcome.FAILED, reason="dns_nxdomain"))
    begin(worker, 2, RunState.INTERRUPTED)
    assert worker.lease() == {"teeth.example": [worker.home]}


def test_a_new_run_takes_the_sites_of_a_dead_one(worker: "Worker") -> None:
    worker.name()
    begin(worker, 1)
    worker.lease(worker="dead")
    begin(worker, 2, RunState.INTERRUPTED)
    assert worker.lease() == {"teeth.example": [worker.home]}


def test_what_is_dropped_is_queued_again_after_a_month(worker: "Worker") -> None:
    worker.name()
    for name in ("a", "b"):
        worker.link(f"http://teeth.example/{name}")
    worker.link("http://gums.example/a")
    queued = dict(frontier.queued_of(worker.session, 1, "teeth.example"))
    assert sorted(queued.values()) == [worker.home, "http://teeth.example/a", "http://teeth.example/b"]
    frontier.drop_queued(
        worker.session, [number for number, url in queued.items() if url.endswith("/a")], "why", worker.now
    )
    assert (worker.row("http://teeth.example/a").state, worker.row("http://teeth.example/a").outcome) == (3, "why")
    assert worker.lease()["teeth.example"] == [worker.home, "http://teeth.example/b"]
    frontier.requeue_due(worker.session, 1, worker.now + timedelta(days=29))
    assert worker.row("http://teeth.example/a").state == FrontierState.DROPPED
    frontier.requeue_due(worker.session, 1, worker.now + timedelta(days=31))
    assert worker.row("http://teeth.example/a").state == FrontierState.QUEUED


def crash(worker: "Worker", key: int | None = None) -> bool:
    row = worker.row()
    return frontier.note_crash(worker.session, 1, row.id, row.key if key is None else key, worker.now)


def test_a_page_at_which_three_processes_died_is_set_aside_for_a_month_though_the_user_named_it(
    worker: "Worker",
) -> None:
    worker.name()
    assert [crash(worker) for _ in range(3)] == [False, False, True]
    assert frontier.set_aside(worker.session, 1) == [worker.home]
    assert (worker.row().state, worker.row().outcome) == (FrontierState.FAILED, "crashed")
    frontier.requeue_due(worker.session, 1, worker.now + timedelta(days=29))
    assert worker.row().state == FrontierState.FAILED
    frontier.requeue_due(worker.session, 1, worker.now + timedelta(days=31))
    assert worker.row().state == FrontierState.QUEUED
    assert crash(worker), "the next time once is enough"


def test_a_visit_that_ended_begins_the_count_of_crashes_anew(worker: "Worker") -> None:
    worker.name()
    crash(worker)
    crash(worker)
    worker.finish(worker.visit(outcome=Outcome.RETRY, reason="timeout"))
    assert not crash(worker)
    assert frontier.set_aside(worker.session, 1) == []


def test_the_number_of_another_address_counts_nothing(worker: "Worker") -> None:
    worker.name()
    assert [crash(worker, key=1) for _ in range(4)] == [False] * 4
    assert not frontier.note_crash(worker.session, 1, 999_999, 1, worker.now)


def test_what_is_queued_again_is_as_if_it_had_not_been_tried(worker: "Worker") -> None:
    worker.name()
    for _ in range(revisits.MAX_TRIES):
        worker.finish(worker.visit(outcome=Outcome.RETRY, reason="timeout"))
    frontier.queue_again(worker.session, 1, [worker.row().id])
    assert (worker.row().state, worker.row().tries, worker.row().next_at) == (FrontierState.QUEUED, 0, None)
