from datetime import UTC, datetime

from linkfinder.app.report import _notice
from linkfinder.model.run import Run, RunState


def run(command: str, **counts: int) -> Run:
    return Run(1, "dental", command, RunState.DONE, datetime(2026, 3, 2, tzinfo=UTC), counts=counts)


def test_the_report_notes_that_the_last_crawl_reached_no_host_also_after_other_commands() -> None:
    assert "No host could be reached" in _notice([run("check-links"), run("crawl", network_down=1)])


def test_a_crawl_that_worked_needs_no_notice() -> None:
    assert _notice([run("crawl", pages=9), run("crawl", network_down=1)]) == ""
    assert _notice([]) == ""
