"""Link checkers beside ours: one that fails is told, not measured."""

import sys
from pathlib import Path

import pytest

from benchmarks import links
from benchmarks.checkers import CHECKERS, Checker
from benchmarks.command import Cost
from benchmarks.watch import Watched, run_watched

COST = Cost(1.0, 0.5, 10.0)


def of_json(output: str) -> set[str]:
    if not output:
        raise ValueError(output)
    return set(output.split())


def ran(output: str, errors: str = "", *, in_time: bool = True) -> links.Runs:
    checker = Checker("mine", "mine", (), of_json)
    run = Watched(COST, output, errors, in_time)
    return links.Runs(checker, 10, [run], is_mute=links._broken(checker, run) is None)


def test_a_checker_that_wrote_no_results_is_not_measured() -> None:
    told = ran("", "at line 78\nTypeError: no such part\n").as_text()
    assert "could not be measured" in told
    assert "TypeError: no such part" in told
    assert "links a second" not in told


def test_a_checker_that_did_not_end_is_told() -> None:
    assert "did not end within" in ran("", in_time=False).as_text()


def test_a_checker_that_answered_has_its_figures() -> None:
    assert "10 links a second" in " ".join(ran("http://a.example/").as_text().split())


@pytest.mark.parametrize("checker", CHECKERS, ids=lambda checker: checker.name)
def test_no_output_is_never_a_list_without_broken_links(checker: Checker) -> None:
    assert links._broken(checker, Watched(COST, "", "", in_time=True)) is None


def test_what_a_command_writes_is_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("links", encoding="ascii")
    script = "import sys; print(sys.stdin.read()); sys.exit('it broke')"
    run = run_watched([sys.executable, "-c", script], {}, tmp_path / "in.txt", tmp_path)
    assert (run.output.strip(), run.errors.strip(), run.in_time) == ("links", "it broke", True)
