import os
from pathlib import Path

from linkfinder.storage.reading_mark import Mark, ReadingMark, left_mark, mark_path


def test_a_page_is_marked_only_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "state" / "reading"
    mark = ReadingMark(path)
    assert left_mark(path) is None
    with mark.at(7, -5):
        assert left_mark(path) == Mark(7, -5)
    assert left_mark(path) is None
    mark.remove()
    assert not path.exists()


def test_what_a_dead_process_left_is_taken_once(tmp_path: Path) -> None:
    path = tmp_path / "reading"
    path.write_bytes(bytes([9, 0, 0, 0, 0, 0, 0, 0]) * 2)
    assert left_mark(path) == Mark(9, 9)
    ReadingMark(path)
    assert left_mark(path) is None


def test_a_file_that_is_no_mark_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "reading"
    assert left_mark(path) is None
    path.write_bytes(b"9 9")
    assert left_mark(path) is None


def test_where_no_file_can_be_written_pages_are_read_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with ReadingMark(tmp_path / "file" / "reading").at(1, 2):
        assert not os.path.lexists(tmp_path / "file" / "reading")


def test_the_mark_stands_beside_the_database_or_in_the_folder_for_state() -> None:
    assert mark_path("sqlite:////srv/links.db", 3, {}) == Path("/srv/links.db-reading-3")
    found = mark_path("postgresql+psycopg://me:secret@db.example/links", 3, {"XDG_STATE_HOME": "/srv/state"})
    assert (found.parent, found.name[16:]) == (Path("/srv/state/linkfinder"), "-reading-3")
    assert mark_path("postgresql://db.example/links", 3, {"HOME": "/srv/me"}).is_relative_to("/srv/me/.local/state")
