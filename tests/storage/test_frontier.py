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
    from tests.storage.conftest import Desk

LATER = timedelta(days=100)


def test_an_address_stands_once_and_rises_to_its_highest_promise(desk: "Desk") -> None:
    for promise in (0.3, 0.7, 0.5):
        desk.link(desk.home, promise)
    assert desk.row().priority == 0.7


def test_the_better_of_two_links_in_one_batch_counts(desk: "Desk") -> None:
    frontier.add_seeds(desk.session, 1, [Seed(desk.home, "link", "low", 0.2), Seed(desk.home, "link", "high", 0.6)])
    assert (desk.row().priority, desk.row().reason) == (0.6, "high")


def test_an_address_is_asked_as_it_was_written_first_however_much_better_another_spelling_promises(
    desk: "Desk",
) -> None:
    first, second, third = (
        f"{desk.home}list?{query}" for query in ("z=1&a=%E9", "a=%e9&z=1", "utm_source=x&z=1&a=%E9")
    )
    frontier.add_seeds(desk.session, 1, [Seed(first, "link", "low", 0.2), Seed(second, "link", "high", 0.6)])
    desk.link(third, 0.9)
    assert desk.row(first).priority == 0.9


def test_a_redirect_to_another_spelling_is_followed_and_not_for_ever(desk: "Desk") -> None:
    desk.name()
    here = desk.home
    for tries in range(1, revisits.MAX_TRIES):
        there = f"{desk.home}?utm_source={tries}"
        desk.finish(desk.visit(here, Outcome.DROPPED, reason="redirect", respelled=there))
        assert desk.row(there).state == FrontierState.QUEUED
        here = there
    desk.finish(desk.visit(here, Outcome.DROPPED, reason="redirect", respelled=desk.home))
    assert desk.row(here).state == FrontierState.DROPPED


def test_a_page_that_is_done_is_not_queued_by_another_link_to_it(desk: "Desk") -> None:
    desk.name()
    desk.finish(desk.visit())
    desk.link(desk.home, 0.9)
    assert desk.row().state == FrontierState.DONE
    assert desk.lease() == {}


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
def test_a_visit_settles_its_row(desk: "Desk", outcome: Outcome, state: FrontierState) -> None:
    desk.name()
    desk.finish(desk.visit(outcome=outcome, reason="why"))
    assert (desk.row().state, desk.row().outcome, desk.row().tries) == (state, "why", 1)


def test_a_page_is_given_up_after_its_last_try_and_asked_again_tomorrow(desk: "Desk") -> None:
    desk.name()
    for _ in range(revisits.MAX_TRIES):
        assert desk.row().state == FrontierState.QUEUED
        desk.finish(desk.visit(outcome=Outcome.RETRY, reason="timeout"))
    assert desk.row().state == FrontierState.FAILED
    assert desk.row().next_at == pytest.approx(desk.now.timestamp() + 86_400, rel=0.2)


def test_the_servers_own_wait_counts_for_its_whole_site(desk: "Desk") -> None:
    desk.name()
    desk.link("http://teeth.example/a")
    desk.finish(desk.visit(outcome=Outcome.RETRY, retry_after=3600.0))
    assert desk.row().next_at == desk.now.timestamp() + 3600
    assert desk.lease(now=desk.now + timedelta(minutes=59)) == {}
    assert len(desk.lease(now=desk.now + timedelta(minutes=60))["teeth.example"]) == 2


def test_a_visit_of_an_unknown_row_is_ignored(desk: "Desk") -> None:
    desk.name()
    stray = desk.visit()
    desk.session.execute(sa.text("DELETE FROM frontier"))
    desk.finish(stray)
    assert desk.site().fetched == 0


def begin(desk: "Desk", run_id: int, before: RunState | None = None, at: datetime | None = None) -> bool:
    now = at or desk.now
    if before is not None:
        desk.session.get_one(RunRow, run_id - 1).state = before
    desk.session.add(RunRow(id=run_id, niche_id=1, command="crawl", state=RunState.RUNNING, started=now, heartbeat=now))
    desk.session.flush()
    return frontier.start_run(desk.session, 1, run_id, now)


def test_a_fresh_run_queues_what_was_named_and_what_is_due(desk: "Desk") -> None:
    desk.name()
    desk.link("http://teeth.example/article")
    assert begin(desk, 1) is False
    desk.finish(desk.visit(), desk.visit("http://teeth.example/article"))
    begin(desk, 2, RunState.DONE, desk.now + timedelta(minutes=5))
    assert desk.lease() == {"teeth.example": [desk.home]}
    begin(desk, 3, RunState.DONE, desk.now + LATER)
    assert len(desk.lease(desk.now + LATER)["teeth.example"]) == 2


def test_a_fresh_run_has_its_whole_budget(desk: "Desk") -> None:
    desk.name()
    begin(desk, 1)
    desk.finish(desk.visit())
    assert desk.site().fetched == 1
    begin(desk, 2, RunState.DONE)
    assert (desk.site().fetched, desk.site().fetched_ever) == (0, 1)


def test_a_site_that_did_not_answer_has_another_chance_in_the_next_run(desk: "Desk") -> None:
    desk.link(desk.home)
    begin(desk, 1)
    silent = SiteDecision(SiteVerdict(SiteState.DROPPED, "did not answer"), pages=0, priority=0.0)
    desk.judge(lambda _: silent)
    assert desk.lease() == {}
    begin(desk, 2, RunState.DONE)
    assert desk.lease() == {"teeth.example": [desk.home]}


@pytest.mark.parametrize("ended", [RunState.INTERRUPTED, RunState.FAILED])
def test_a_run_that_was_cut_off_is_continued_with_what_was_left(desk: "Desk", ended: RunState) -> None:
    desk.name()
    desk.link("http://teeth.example/article")
    begin(desk, 1)
    desk.lease()
    desk.finish(desk.visit())
    assert begin(desk, 2, ended, desk.now + timedelta(minutes=5)) is True
    assert desk.lease() == {"teeth.example": ["http://teeth.example/article"]}
    assert desk.site().fetched == 1


def test_a_run_cut_off_long_ago_is_begun_afresh(desk: "Desk") -> None:
    desk.name()
    begin(desk, 1)
    desk.finish(desk.visit())
    assert begin(desk, 2, RunState.INTERRUPTED, desk.now + timedelta(days=2)) is False
    assert desk.lease(desk.now + timedelta(days=2)) == {"teeth.example": [desk.home]}


def test_a_continued_run_asks_again_for_named_pages_that_failed(desk: "Desk") -> None:
    desk.name()
    begin(desk, 1)
    desk.finish(desk.visit(outcome=Outcome.FAILED, reason="dns_nxdomain"))
    begin(desk, 2, RunState.INTERRUPTED)
    assert desk.lease() == {"teeth.example": [desk.home]}


def test_a_new_run_takes_the_sites_of_a_dead_one(desk: "Desk") -> None:
    desk.name()
    begin(desk, 1)
    desk.lease(worker="dead")
    begin(desk, 2, RunState.INTERRUPTED)
    assert desk.lease() == {"teeth.example": [desk.home]}


def test_what_is_left_is_asked_again_after_a_month(desk: "Desk") -> None:
    desk.name()
    for name in ("a", "b"):
        desk.link(f"http://teeth.example/{name}")
    desk.link("http://gums.example/a")
    queued = dict(frontier.queued_of(desk.session, 1, "teeth.example"))
    assert sorted(queued.values()) == [desk.home, "http://teeth.example/a", "http://teeth.example/b"]
    frontier.drop_queued(
        desk.session, [number for number, url in queued.items() if url.endswith("/a")], "why", desk.now
    )
    assert (desk.row("http://teeth.example/a").state, desk.row("http://teeth.example/a").outcome) == (3, "why")
    assert desk.lease()["teeth.example"] == [desk.home, "http://teeth.example/b"]
    frontier.requeue_due(desk.session, 1, desk.now + timedelta(days=29))
    assert desk.row("http://teeth.example/a").state == FrontierState.DROPPED
    frontier.requeue_due(desk.session, 1, desk.now + timedelta(days=31))
    assert desk.row("http://teeth.example/a").state == FrontierState.QUEUED


def crash(desk: "Desk", key: int | None = None) -> bool:
    row = desk.row()
    return frontier.note_crash(desk.session, 1, row.id, row.key if key is None else key, desk.now)


def test_a_page_at_which_three_processes_died_is_set_aside_for_a_month_though_the_user_named_it(desk: "Desk") -> None:
    desk.name()
    assert [crash(desk) for _ in range(3)] == [False, False, True]
    assert frontier.set_aside(desk.session, 1) == [desk.home]
    assert (desk.row().state, desk.row().outcome) == (FrontierState.FAILED, "crashed")
    frontier.requeue_due(desk.session, 1, desk.now + timedelta(days=29))
    assert desk.row().state == FrontierState.FAILED
    frontier.requeue_due(desk.session, 1, desk.now + timedelta(days=31))
    assert desk.row().state == FrontierState.QUEUED
    assert crash(desk), "the next time once is enough"


def test_a_visit_that_ended_begins_the_count_of_crashes_anew(desk: "Desk") -> None:
    desk.name()
    crash(desk)
    crash(desk)
    desk.finish(desk.visit(outcome=Outcome.RETRY, reason="timeout"))
    assert not crash(desk)
    assert frontier.set_aside(desk.session, 1) == []


def test_the_number_of_another_address_counts_nothing(desk: "Desk") -> None:
    desk.name()
    assert [crash(desk, key=1) for _ in range(4)] == [False] * 4
    assert not frontier.note_crash(desk.session, 1, 999_999, 1, desk.now)


def test_what_is_queued_again_is_as_if_it_had_not_been_tried(desk: "Desk") -> None:
    desk.name()
    for _ in range(revisits.MAX_TRIES):
        desk.finish(desk.visit(outcome=Outcome.RETRY, reason="timeout"))
    frontier.queue_again(desk.session, 1, [desk.row().id])
    assert (desk.row().state, desk.row().tries, desk.row().next_at) == (FrontierState.QUEUED, 0, None)
