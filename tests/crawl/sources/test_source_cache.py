import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from linkfinder.net.exchange import ApiKey, KeyPlacement
from linkfinder.sources.base import SourceRequest, SourceResponse
from linkfinder.sources.cache import SourceCache

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ASK = SourceRequest("https://api.example/?q=teeth", "teeth", api_key=ApiKey(KeyPlacement.HEADER, "X", "s3cret"))


def test_an_answer_is_kept_for_its_time(tmp_path: Path) -> None:
    SourceCache(tmp_path / "new", NOW).put(SourceResponse(ASK, b"line one\nline two\x00", 404))
    later = SourceCache(tmp_path / "new", NOW + DAY / 2)
    assert later.get(ASK, DAY) == SourceResponse(ASK, b"line one\nline two\x00", 404)
    assert SourceCache(tmp_path / "new", NOW + DAY).get(ASK, DAY) is None


def test_another_question_has_another_answer(tmp_path: Path) -> None:
    cache = SourceCache(tmp_path, NOW)
    cache.put(SourceResponse(ASK, b"x"))
    for other in (
        replace(ASK, url="https://api.example/?q=gums"),
        replace(ASK, headers=(("A", "b"),)),
        replace(ASK, body=b"q"),
    ):
        assert cache.get(other, DAY) is None


def test_a_new_key_gets_the_same_answer_and_no_file_holds_a_key(tmp_path: Path) -> None:
    cache = SourceCache(tmp_path, NOW)
    cache.put(SourceResponse(ASK, b"x"))
    assert cache.get(replace(ASK, api_key=None), DAY) is not None
    assert all(b"s3cret" not in path.read_bytes() and "s3cret" not in path.name for path in tmp_path.iterdir())


def test_a_damaged_file_and_one_of_the_future_are_no_answer(tmp_path: Path) -> None:
    cache = SourceCache(tmp_path, NOW)
    cache.put(SourceResponse(ASK, b"x"))
    assert SourceCache(tmp_path, NOW - DAY).get(ASK, DAY) is None
    (path,) = tmp_path.iterdir()
    for damaged in (b"", b"{}\nx", b'{"at": "yesterday", "status": 200}\nx', b"[1]\nx"):
        path.write_bytes(damaged)
        assert cache.get(ASK, DAY) is None


def test_old_files_are_swept_and_strange_ones_left(tmp_path: Path) -> None:
    old = (NOW - timedelta(days=61)).timestamp()
    for name in ("a.answer", "b.part", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (old, old))
    SourceCache(tmp_path, NOW).put(SourceResponse(ASK, b"x"))
    SourceCache(tmp_path, NOW).delete_old()
    assert {path.suffix for path in tmp_path.iterdir()} == {".answer", ".txt"}
    assert not (tmp_path / "a.answer").exists()
