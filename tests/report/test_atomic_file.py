"""Files are there whole or not at all, and errors say what to do."""

import errno
from pathlib import Path

import pytest

from linkfinder.errors import ReportError
from linkfinder.report.atomic_file import atomic_file


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("old")
    with atomic_file(path) as aside:
        aside.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), atomic_file(path) as aside:
        aside.write_text(str(1 // aside.write_text("")))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "report.csv"
    told = r"nowhere/report\.csv cannot be written: its folder is missing; create it"
    with pytest.raises(ReportError, match=told), atomic_file(path) as aside:
        aside.write_text("x")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.mkdir()
    with pytest.raises(ReportError, match="it is a folder; name a file in it"), atomic_file(path) as aside:
        aside.write_text("x")


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (errno.EACCES, "close it in other programs"),
        (errno.ENOSPC, "the disk is full; delete files"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EIO, "choose another place"),
    ],
)
def test_what_the_system_says_is_told_with_a_remedy(tmp_path: Path, code: int, remedy: str) -> None:
    with pytest.raises(ReportError, match=remedy), atomic_file(tmp_path / "report.csv"):
        raise OSError(code, "no")
