"""What is said about the project's own invented pages is the same as at the last `make freeze`."""

import json
from pathlib import Path

import pytest

from evaluation import frozen
from evaluation.frozen import Results, differences, results_now, stored_results

BEFORE: Results = {"guest_post/de_tee": {"state": "open", "cost": "free", "min_words": 600}}


def test_what_is_said_about_every_invented_page_is_as_stored() -> None:
    flipped = differences(stored_results(), results_now())
    told = "\n".join(flipped)
    assert not flipped, f"{len(flipped)} results changed; if each is right, run `make freeze`:\n{told}"


def test_the_cases_of_every_kind_and_the_demo_are_stored() -> None:
    stored = stored_results()
    for beginning in ("guest_post/", "unlinked_mention/", "broken_link/", "http://"):
        assert sum(name.startswith(beginning) for name in stored) > 5


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"state": "closed"}, "guest_post/de_tee: state: 'open' -> 'closed'"),
        ({"min_words": None}, "guest_post/de_tee: min_words: 600 -> None"),
        ({"price": 40}, "guest_post/de_tee: price: None -> 40"),
    ],
)
def test_each_value_that_changed_is_one_line(changed: dict[str, object], line: str) -> None:
    after = {name: {**result, **changed} for name, result in BEFORE.items()}
    assert differences(BEFORE, after) == [line]
    assert differences(BEFORE, BEFORE) == []


def test_a_case_that_came_or_went_is_one_line_with_its_result() -> None:
    (came,), (went,) = differences({}, BEFORE), differences(BEFORE, {})
    assert came.startswith("guest_post/de_tee: new: ")
    assert went.startswith("guest_post/de_tee: nothing is said any more; before: ")


def test_freezing_stores_the_results_and_prints_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(frozen, "RESULTS_FILE", tmp_path / "results.json")
    monkeypatch.setattr(frozen, "results_now", lambda: BEFORE)
    assert stored_results() == {}
    assert frozen.main() == 0
    assert "guest_post/de_tee: new" in capsys.readouterr().out
    assert stored_results() == BEFORE == json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
