"""Runs: one at a time for a niche, and what is remembered of them."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from linkfinder.errors import NicheBusyError
from linkfinder.model.run import Run, RunState
from linkfinder.storage import runs
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.tables import RunRow

if TYPE_CHECKING:
    from tests.conftest import Crawl


def all_runs(crawl: "Crawl", niche: str = "") -> list[Run]:
    with read_only_session(crawl.engine) as opened:
        return runs.list_runs(opened, niche)


def test_a_second_run_of_a_niche_is_refused_while_the_first_lives(crawl: "Crawl") -> None:
    crawl.now += timedelta(minutes=1)
    with pytest.raises(NicheBusyError, match=r"niche dental: run \d+ \(crawl\) holds it since 2026-11-20 07:00 UTC"):
        crawl.begin()
    assert [run.state for run in all_runs(crawl)] == [RunState.RUNNING]


def test_another_niche_is_free(crawl: "Crawl") -> None:
    with session(crawl.engine) as opened:
        runs.start(opened, "gardens", "crawl", crawl.now)
    assert [run.niche for run in all_runs(crawl)] == ["gardens", "dental"]
    assert [run.niche for run in all_runs(crawl, "dental")] == ["dental"]


def test_a_heartbeat_keeps_the_niche_held(crawl: "Crawl") -> None:
    with session(crawl.engine) as opened:
        assert runs.heartbeat(opened, crawl.run.id, crawl.now + timedelta(minutes=10))
    crawl.now += timedelta(minutes=11)
    with pytest.raises(NicheBusyError):
        crawl.begin()


def test_a_silent_run_is_marked_interrupted_and_taken_over(crawl: "Crawl") -> None:
    first = crawl.run
    crawl.now += timedelta(minutes=3)
    crawl.begin()
    before = all_runs(crawl)[1]
    assert (before.id, before.state, before.ended) == (first.id, RunState.INTERRUPTED, first.started)
    with session(crawl.engine) as opened:
        assert not runs.heartbeat(opened, first.id, crawl.now), "it must notice that it lost the niche"
        assert not runs.finish(opened, replace(first, state=RunState.DONE, ended=crawl.now))


def test_a_run_whose_process_was_killed_is_taken_over_at_once(crawl: "Crawl") -> None:
    with session(crawl.engine) as opened:
        row = opened.get_one(RunRow, crawl.run.id)
        machine, number, start = row.holder.split(":")
        row.holder = f"{machine}:{number}:{int(start) - 1}"
    crawl.now += timedelta(seconds=5)
    crawl.begin()
    assert [run.state for run in all_runs(crawl)] == [RunState.RUNNING, RunState.INTERRUPTED]


def test_a_finished_run_is_remembered_with_its_counts(crawl: "Crawl") -> None:
    ended = replace(
        crawl.run,
        state=RunState.DONE,
        ended=crawl.now + timedelta(hours=1),
        message="found too little",
        counts={"pages": 12, "found/guest_post": 3},
    )
    with session(crawl.engine) as opened:
        assert runs.finish(opened, ended)
    assert all_runs(crawl) == [ended]
    crawl.begin()
    assert len(all_runs(crawl)) == 2


def test_a_crawl_that_was_cut_off_and_its_continuation_are_one_crawl(crawl: "Crawl") -> None:
    def first_new() -> int:
        with read_only_session(crawl.engine) as opened:
            return runs.first_run_of_last_crawl(opened, crawl.niche_id)

    first = crawl.run
    assert first_new() == first.id
    crawl.next_run("check-links")
    assert first_new() == first.id
    crawl.next_run("crawl")
    second = crawl.run
    crawl.end(RunState.INTERRUPTED)
    crawl.begin()
    assert first_new() == second.id
    crawl.next_run("crawl")
    assert first_new() == crawl.run.id
