"""Link checkers beside linkfinder: one that fails is reported, not measured."""

import sys
from pathlib import Path

import pytest

from benchmarks import links
from benchmarks.checkers import CHECKERS, Checker
from benchmarks.watch import Cost, Watched, run_watched

COST = Cost(1.0, 0.5, 10.0)


def of_json(output: str) -> set[str]:
    if not output:
        raise ValueError(output)
    return set(output.split())


def ran(output: str, errors: str = "", *, in_time: bool = True) -> links.Runs:
    checker = Checker("mine", "mine", (), of_json)
    run = Watched(COST, output, errors, in_time)
    return links.Runs(checker, 10, [run], has_no_results=links._broken(checker, run) is None)


def test_a_checker_that_wrote_no_results_is_not_measured() -> None:
    name, problem, *figures = ran("", "at line 78\nTypeError: no such part\n").row(100.0)
    assert (name, set(figures)) == ("mine", {""})
    assert "could not be measured" in problem
    assert "TypeError: no such part" in problem


def test_a_checker_that_did_not_end_is_reported() -> None:
    assert "did not end within" in ran("", in_time=False).row(100.0)[1]


def test_a_checker_that_answered_has_its_figures_beside_those_of_linkfinder() -> None:
    assert ran("http://a.example/").row(20.0)[1:] == ("10", "10", "0.50", "50.000 ms", "10 MB", "0")


@pytest.mark.parametrize("checker", CHECKERS, ids=lambda checker: checker.name)
def test_no_output_is_never_a_list_without_broken_links(checker: Checker) -> None:
    assert links._broken(checker, Watched(COST, "", "", in_time=True)) is None


def test_what_a_command_writes_is_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("links", encoding="ascii")
    script = "import sys; print(sys.stdin.read()); sys.exit('it broke')"
    run = run_watched([sys.executable, "-c", script], {}, tmp_path, tmp_path / "in.txt")
    assert (run.output.strip(), run.errors.strip(), run.in_time, run.code) == ("links", "it broke", True, 1)
