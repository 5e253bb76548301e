"""`check-links --urls`: a plain list in, one result a line out."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from linkfinder.cli.check_links import as_text
from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import load_sites
from linkfinder.demo.web import serve_demo
from linkfinder.model.check import LinkCheck, Verdict
from tests.cli.conftest import Type


def written(folder: Path, text: str) -> Path:
    file = folder / "urls.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_line_for_people_shows_where_a_link_led() -> None:
    check = LinkCheck("http://a.example/x", Verdict.REDIRECT_HOME, "to_home", 200, "http://a.example/")
    assert as_text(check).split() == ["redirect_home", "to_home", "http://a.example/x", "->", "http://a.example/"]


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with serve_demo(DemoInternet(load_sites(), date(2026, 11, 21))) as server:
        monkeypatch.setenv("http_proxy", server.address)
        yield


LINES = [
    "http://zahnlexikon.example/statistik/implantate",
    "not a URL at all",
    "",
    "http://open-dental-library.example/guides/zirconia",
    "http://10.0.0.1/",
    "http://never.invalid/",
]
REASONS = ["http_410", "bad_url", "bad_url", "http_200", "private_address", "dns_nxdomain"]


def test_a_real_list_is_answered_for_programs(typed: Type, folder: Path, proxied: None) -> None:
    ended = typed("check-links", "--urls", str(written(folder, "\n".join(LINES))), "--format", "jsonl")
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 0
    assert [answer["url"] for answer in answers] == LINES
    assert [answer["reason"] for answer in answers] == REASONS
    assert "6 lines: 3 refused" in ended.err


def test_a_real_list_is_answered_as_a_table(typed: Type, folder: Path, proxied: None) -> None:
    lines = [*LINES, '=HYPERLINK("http://a.example/")']
    ended = typed("check-links", "--urls", str(written(folder, "\n".join(lines))), "--format", "csv")
    rows = list(csv.DictReader(ended.out.splitlines()))
    assert [row["url"] for row in rows] == [*LINES, '\'=HYPERLINK("http://a.example/")']
    assert [row["reason"] for row in rows] == [*REASONS, "bad_url"]
    assert list(rows[0]) == ["url", "verdict", "reason", "status", "final_url", "chain", "confirmations", "elapsed_ms"]
    assert (rows[0]["status"], rows[1]["status"]) == ("410", "")


def test_a_real_list_is_answered_into_a_file(typed: Type, folder: Path, proxied: None) -> None:
    ended = typed("check-links", "--urls", str(written(folder, LINES[0])), "-o", "answers.txt")
    assert ended.out == ""
    assert (folder / "answers.txt").read_text(encoding="utf-8") == f"dead_http http_410 {LINES[0]}\n"


def test_a_list_is_read_from_standard_input(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"no URL\nftp://a.example/\n")))
    ended = typed("check-links", "--urls", "-")
    assert ended.code == 0
    assert ended.out.splitlines() == ["refused bad_url no URL", "refused bad_scheme ftp://a.example/"]


def test_either_a_niche_or_a_list_must_be_named(typed: Type, folder: Path) -> None:
    assert typed("check-links").code == 2
    assert typed("check-links", "teeth", "--urls", "links.txt").code == 2


def test_a_list_that_is_not_there_is_a_plain_error(typed: Type, folder: Path) -> None:
    ended = typed("check-links", "--urls", "none.txt")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("none.txt: cannot be read")
