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


def write_set(folder: Path, *pages: str, label: dict[str, str] | None = None) -> None:
    """Write a set of pages, all with the same label or with none."""
    folder.mkdir(parents=True)
    rows = [
        {"id": str(number), "url": f"http://{number}.example/write-for-us", "file": f"{number}.html"}
        for number in range(len(pages))
    ]
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    if label:
        labels = "\n".join(json.dumps({"id": row["id"], **label}) for row in rows)
        (folder / "labels.jsonl").write_text(labels, encoding="utf-8")
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_text(page, encoding="utf-8")


INVITATION = "<title>Write for us</title><h1>Write for us</h1><p>We accept guest posts. Send yours to mail@tea.example."


def test_ordinary_pages_need_no_labels_and_each_opportunity_on_them_is_a_false_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_set(tmp_path / "ordinary", "<title>Tea</title><p>Green tea needs cooler water.", INVITATION)
    assert evaluated(".", "--wrong", patch=monkeypatch) == 0
    said = capsys.readouterr().out
    assert "1 of 2" in said
    assert "http://1.example/write-for-us" in said


def test_a_set_itself_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_set(tmp_path / "guestpost", INVITATION, label={"accepts_guest_posts": "yes"})
    assert evaluated(str(tmp_path / "guestpost"), patch=monkeypatch) == 0
    assert json.loads(run.OUTPUT.read_text(encoding="utf-8"))["guestpost"]["figures"]["guest_post"]["right"] == 1


@pytest.mark.parametrize(("options", "is_told"), [((), False), (("--wrong",), True)])
def test_wrong_cases_are_printed_on_request_and_always_written(
    options: tuple[str, ...],
    *,
    is_told: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_set(tmp_path / "guestpost", INVITATION, label={"accepts_guest_posts": "no"})
    assert evaluated(".", *options, patch=monkeypatch) == 0
    assert ("false  0 en http://0.example/write-for-us" in capsys.readouterr().out) == is_told
    assert json.loads(run.OUTPUT.read_text(encoding="utf-8"))["guestpost"]["figures"]["guest_post"]["cases"]


def test_a_folder_without_sets_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluated("nothing", patch=monkeypatch) == 2
    assert "nothing: no sets here" in capsys.readouterr().err
    assert not run.OUTPUT.exists()


@pytest.mark.parametrize(
    ("pages", "labels", "said"),
    [
        ("{", "", "pages.jsonl, line 1: not valid JSON"),
        ("[]", "", "pages.jsonl, line 1: write one JSON object on each line"),
        ('{"id": "1"}', '{"id": "1"}', "pages.jsonl: a page without url, file"),
        (json.dumps(PAGE), '{"id": "1"}', "page 1: 1.html: No such file or directory"),
    ],
)
def test_a_broken_set_is_an_error_that_names_the_place(
    pages: str,
    labels: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "guestpost"
    folder.mkdir()
    (folder / "pages.jsonl").write_text(pages, encoding="utf-8")
    (folder / "labels.jsonl").write_text(labels, encoding="utf-8")
    assert evaluated(".", patch=monkeypatch) == 2
    assert said in capsys.readouterr().err


def test_a_label_without_its_answer_is_an_error_that_says_which_answers_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_set(tmp_path / "guestpost", INVITATION, label={"lang": "en"})
    assert evaluated(".", patch=monkeypatch) == 2
    assert "labels.jsonl: 0: accepts_guest_posts must be yes, no or borderline" in capsys.readouterr().err


def test_a_set_without_labelled_pages_has_figures_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_set(tmp_path / "guestpost", label={"accepts_guest_posts": "yes"})
    assert evaluated(".", patch=monkeypatch) == 0
    assert json.loads(run.OUTPUT.read_text(encoding="utf-8"))["guestpost"]["pages"] == 0
