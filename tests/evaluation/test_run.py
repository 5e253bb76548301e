"""`make eval`: with a folder of labelled pages, and without one."""

import json
import sys
from pathlib import Path

import pytest

from evaluation import run

LABELLED = {"id": "1", "accepts_guest_posts": "no"}
PAGE = {"id": "1", "url": "http://recipes.example/soup", "file": "1.html"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def evaluated(*arguments: str, patch: pytest.MonkeyPatch) -> int:
    patch.setattr(sys, "argv", ["evaluation.run", *arguments])
    return run.main()


def test_without_a_folder_the_projects_own_pages_are_judged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluated(patch=monkeypatch) == 0
    assert "guest_post state" in capsys.readouterr().out
    kinds = json.loads(run.OUTPUT.read_text(encoding="utf-8"))
    assert kinds["unlinked_mention"]["figures"]["unlinked_mention"]["right"] > 5


def test_a_folder_of_labelled_pages_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "corpus" / "guestpost"
    folder.mkdir(parents=True)
    (folder / "pages.jsonl").write_text(json.dumps(PAGE), encoding="utf-8")
    (folder / "labels.jsonl").write_text(json.dumps(LABELLED), encoding="utf-8")
    (folder / "1.html").write_text("<title>Soup</title><p>Boil the beans for an hour.", encoding="utf-8")
    assert evaluated("corpus", patch=monkeypatch) == 0
    assert json.loads(run.OUTPUT.read_text(encoding="utf-8"))["guestpost"]["pages"] == 1


def test_a_folder_without_sets_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluated("nothing", patch=monkeypatch) == 2
    assert "nothing: no sets here" in capsys.readouterr().err
    assert not run.OUTPUT.exists()
