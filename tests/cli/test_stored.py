"""The commands that show what is stored."""

import json
import sys
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from linkfinder.report.file_placement import WRITTEN_FILES_RECORD
from tests.cli.conftest import Type
from tests.cli.test_terminal import in_terminal

KEYS = {
    "id", "kind", "niche", "site", "page_url", "page_title", "language", "state", "facts", "evidence", "contacts",
    "risks", "relevance", "confidence", "published", "modified", "score", "score_parts", "policy_risk", "waste_risk",
    "not_offered", "site_metrics", "other_pages", "also_on", "status", "flag", "is_new", "owner", "note", "first_seen",
    "last_seen", "last_checked",
}  # fmt: skip


def test_the_list_leaves_out_closed_ones_without_all(typed: Type, stored: sa.Engine) -> None:
    listed, everything = typed("list", "teeth").out, typed("list", "teeth", "--all").out
    assert "http://blog.example/write-for-us" in listed
    assert "shut.example" not in listed
    assert "1 closed or rejected" in listed
    assert "shut.example" in everything


@pytest.mark.parametrize("words", [("list", "teeth", "--all"), ("runs",)])
def test_no_word_is_broken_in_a_terminal_of_80_columns(
    folder: Path, stored: sa.Engine, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("LINKFINDER_DATABASE_URL", stored.url.render_as_string(hide_password=False))
    shown = in_terminal([sys.executable, "-m", "linkfinder", *words], 80, folder)
    assert max(map(len, shown.splitlines())) <= 80
    seen = {
        "list": {"guest_post", "http://blog.example/write-for-us", "http://gone.invalid/guide", "closed", "dead_dns"}
    }
    assert seen.get(words[0], {"teeth", "crawl", "done", "2026-11-20", "pages"}) <= set(shown.split())


def test_the_list_can_be_read_by_programs(typed: Type, stored: sa.Engine) -> None:
    lines = [json.loads(line) for line in typed("list", "teeth", "--all", "--json").out.splitlines()]
    assert {line["kind"] for line in lines} == {"guest_post", "broken_link"}
    assert all(set(line) >= KEYS for line in lines)


def test_the_list_can_be_filtered(typed: Type, stored: sa.Engine) -> None:
    assert "blog.example" not in typed("list", "teeth", "--kind", "broken_link").out
    assert "0 of 3" in typed("list", "teeth", "--min-score", "99").out
    assert len(typed("list", "teeth", "--all", "--limit", "1", "--json").out.splitlines()) == 1


def test_a_kind_that_nothing_finds_is_wrong_usage(typed: Type, stored: sa.Engine) -> None:
    ended = typed("list", "teeth", "--kind", "podcast")
    assert ended.code == 2
    assert all(kind in ended.err for kind in ("guest_post", "broken_link", "unlinked_mention"))


def test_one_opportunity_is_shown_with_its_evidence_and_history(typed: Type, stored: sa.Engine) -> None:
    typed("report", "teeth")
    first = json.loads(typed("list", "teeth", "--kind", "guest_post", "--json").out.splitlines()[0])
    shown = typed("show", first["id"][:10])
    assert shown.code == 0
    for part in ("We welcome guest posts [bold]from dentists.", "editor@blog.example", "relevance", "found", "open"):
        assert part in shown.out


def test_text_from_pages_cannot_control_the_terminal(typed: Type, stored: sa.Engine) -> None:
    first = json.loads(typed("list", "teeth", "--kind", "guest_post", "--json").out.splitlines()[0])
    assert "\x1b" not in typed("show", first["id"]).out
    assert "\x1b" not in typed("list", "teeth", "--all").out


def test_show_as_json_has_the_history(typed: Type, stored: sa.Engine) -> None:
    first = json.loads(typed("list", "teeth", "--json").out.splitlines()[0])
    line = json.loads(typed("show", first["id"], "--json").out)
    assert [event["kind"] for event in line["history"]] == ["found"]


def test_an_unknown_id_is_a_plain_error(typed: Type, stored: sa.Engine) -> None:
    ended = typed("show", "ffffffff")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "ffffffff: no opportunity has this id; `linkfinder list` shows them\n"


def test_a_niche_that_never_ran_is_a_plain_error(typed: Type) -> None:
    ended = typed("list", "teeth")
    assert ended.code == 1
    assert "run: linkfinder crawl teeth" in ended.err


def test_an_unknown_niche_is_wrong_usage(typed: Type) -> None:
    ended = typed("list", "teht")
    assert ended.code == 2
    assert 'did you mean "teeth"?' in ended.err


def test_runs_are_listed_for_people_and_programs(typed: Type, stored: sa.Engine) -> None:
    assert "4 pages" in typed("runs").out
    line = json.loads(typed("runs", "teeth", "--json").out)
    assert (line["command"], line["state"], line["counts"]) == ("crawl", "done", {"pages": 4})


def test_without_any_run_the_next_step_is_named(typed: Type) -> None:
    assert "linkfinder crawl NICHE" in typed("runs").out


@pytest.mark.parametrize("formats", ["xlsx,csv,jsonl", "csv"])
def test_a_report_is_written_in_the_chosen_formats(typed: Type, stored: sa.Engine, folder: Path, formats: str) -> None:
    ended = typed("report", "teeth", "--format", formats, "--output", "out")
    assert ended.code == 0
    written = {file.suffix.removeprefix(".") for file in (folder / "out").glob("teeth-*")}
    assert written == set(formats.split(","))
    assert {file.name for file in (folder / "out").iterdir() if file.name.startswith(".")} == {WRITTEN_FILES_RECORD}
    assert "1 broken_link, 1 guest_post" in ended.out


def test_a_workbook_edited_since_the_last_report_is_kept_and_named(
    typed: Type, stored: sa.Engine, folder: Path
) -> None:
    typed("report", "teeth", "--output", "out")
    sheet = next((folder / "out").glob("*.xlsx"))
    edited = openpyxl.load_workbook(sheet)
    edited.worksheets[1].cell(2, 1).value = "call them on Monday"
    edited.save(sheet)
    content = sheet.read_bytes()

    ended = typed("report", "teeth", "--output", "out")
    assert sheet.read_bytes() == content
    assert f"was edited after it was written, so it is kept; the new report is {sheet.stem}-2.xlsx." in ended.out
    assert {file.name for file in (folder / "out").glob("*-2.*")} == {
        f"{sheet.stem}-2{suffix}" for suffix in (".xlsx", ".csv", ".jsonl")
    }


def test_an_unknown_format_is_wrong_usage(typed: Type, stored: sa.Engine, folder: Path) -> None:
    ended = typed("report", "teeth", "--format", "xlsx,pdf")
    assert ended.code == 2
    assert "'xlsx,pdf' is not a list of formats" in ended.err
    assert not (folder / "reports").exists()


def test_a_report_that_cannot_be_written_names_its_folder(typed: Type, stored: sa.Engine, folder: Path) -> None:
    (folder / "out").write_text("a file", encoding="utf-8")
    ended = typed("report", "teeth", "--output", "out")
    assert ended.code == 1
    assert "out cannot be made" in ended.err
