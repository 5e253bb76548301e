"""Report files never replace what people may have changed."""

import zipfile
from pathlib import Path

import pytest

from linkfinder.errors import ReportError
from linkfinder.report.file_placement import WRITTEN_FILES_RECORD, PlacedFiles, place_files


def written(folder: Path, text: str = "a report", suffixes: tuple[str, ...] = (".xlsx", ".csv")) -> PlacedFiles:
    drafts = []
    for suffix in suffixes:
        draft = folder / f".draft{suffix}"
        draft.write_text(text, encoding="utf-8")
        drafts.append((draft, suffix))
    return place_files(drafts, folder, "gums-2026-11-28")


def names(placed: PlacedFiles) -> list[str]:
    return [path.name for path in placed.files]


def test_files_that_nobody_touched_are_replaced(tmp_path: Path) -> None:
    written(tmp_path)
    again = written(tmp_path, "a newer report")
    assert (names(again), again.kept) == (["gums-2026-11-28.xlsx", "gums-2026-11-28.csv"], ())
    assert {path.read_text() for path in again.files} == {"a newer report"}
    assert {path.name for path in tmp_path.iterdir()} == {WRITTEN_FILES_RECORD, *names(again)}


def test_an_edited_file_stays_and_the_others_take_the_same_new_name(tmp_path: Path) -> None:
    sheet = written(tmp_path).files[0]
    sheet.write_text("status: won", encoding="utf-8")
    again = written(tmp_path, "a newer report")
    assert names(again) == ["gums-2026-11-28-2.xlsx", "gums-2026-11-28-2.csv"]
    assert sheet.read_text() == "status: won"
    assert [(kept.path, kept.reason) for kept in again.kept] == [(sheet, "was edited after it was written")]


def test_the_second_name_is_used_again_until_it_is_edited_too(tmp_path: Path) -> None:
    written(tmp_path).files[0].write_text("edited", encoding="utf-8")
    written(tmp_path)
    again = written(tmp_path, "newer")
    assert names(again)[0] == "gums-2026-11-28-2.xlsx"
    again.files[1].write_text("edited", encoding="utf-8")
    assert names(written(tmp_path))[0] == "gums-2026-11-28-3.xlsx"


def test_an_edit_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / ".draft.xlsx", "w") as book:
        book.writestr("sheet1", "new")
    sheet = place_files([(tmp_path / ".draft.xlsx", ".xlsx")], tmp_path, "gums").files[0]
    content = sheet.read_bytes()
    sheet.write_bytes(content.replace(b"new", b"won"))
    (tmp_path / ".draft.xlsx").write_bytes(content)
    assert names(place_files([(tmp_path / ".draft.xlsx", ".xlsx")], tmp_path, "gums")) == ["gums-2.xlsx"]


@pytest.mark.parametrize("lock", [".~lock.gums-2026-11-28.xlsx#", "~$gums-2026-11-28.xlsx"])
def test_a_file_that_a_program_has_open_stays(tmp_path: Path, lock: str) -> None:
    sheet = written(tmp_path).files[0]
    (tmp_path / lock).write_text("", encoding="utf-8")
    again = written(tmp_path, "newer")
    assert names(again)[0] == "gums-2026-11-28-2.xlsx"
    assert again.kept[0].reason == "is open in another program"
    assert sheet.read_text() == "a report"


@pytest.mark.parametrize("record", [None, "{", "[]", '{"gums-2026-11-28.xlsx": 3}'])
def test_a_file_that_is_not_known_to_be_ours_stays(tmp_path: Path, record: str | None) -> None:
    sheet = tmp_path / "gums-2026-11-28.xlsx"
    sheet.write_text("somebody's", encoding="utf-8")
    if record is not None:
        (tmp_path / WRITTEN_FILES_RECORD).write_text(record, encoding="utf-8")
    assert names(written(tmp_path))[0] == "gums-2026-11-28-2.xlsx"
    assert sheet.read_text() == "somebody's"


def test_a_name_is_free_again_when_its_file_was_deleted(tmp_path: Path) -> None:
    for path in written(tmp_path).files:
        path.unlink()
    assert names(written(tmp_path))[0] == "gums-2026-11-28.xlsx"


def test_a_folder_in_the_place_of_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gums-2026-11-28.csv").mkdir()
    with pytest.raises(ReportError, match="it is a folder; name a file in it"):
        written(tmp_path)
