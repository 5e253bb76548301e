import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from linkfinder.cli.link_list import as_json_line, as_text, check_list, read_list
from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import load_sites
from linkfinder.demo.web import serve_demo
from linkfinder.errors import LinkCheckError, ReadError
from linkfinder.model.check import LinkCheck, Verdict
from tests.cli.conftest import Type


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "urls.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def last_first(urls: Sequence[str]) -> Iterator[LinkCheck]:
    return (LinkCheck(url, Verdict.ALIVE, "http_200", 200) for url in reversed(urls))


def test_answers_come_in_the_order_of_the_lines(tmp_path: Path) -> None:
    lines = read_list(written(tmp_path, "http://b.example/\nhttp://a.example/\nhttp://c.example/\n"))
    answers = list(check_list(lines, last_first))
    assert [check.url for check in answers] == ["http://b.example/", "http://a.example/", "http://c.example/"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "http://a.example/",
        "http://a.example/\n\n",
        "x\r\ny\r\n",
        b"\xff\xfe\x00\n\x80\n",
        "http://a.example/\x85b\n",
    ],
)
def test_there_is_one_answer_for_every_line(tmp_path: Path, text: str | bytes) -> None:
    raw = text if isinstance(text, bytes) else text.encode()
    wanted = raw.count(b"\n") + (0 if raw.endswith(b"\n") or not raw else 1)
    assert len(list(check_list(read_list(written(tmp_path, text)), last_first))) == wanted


def test_a_line_that_stands_twice_is_asked_once_and_answered_twice(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(urls: Sequence[str]) -> Iterator[LinkCheck]:
        asked.extend(urls)
        return last_first(urls)

    text = "http://a.example/\nfoo\nhttp://a.example/\n"
    answers = list(check_list(read_list(written(tmp_path, text)), ask))
    assert asked == ["http://a.example/", "foo"]
    assert [check.url for check in answers] == text.splitlines()


def test_when_asking_fails_every_line_still_has_an_answer(tmp_path: Path) -> None:
    def ask(urls: Sequence[str]) -> Iterator[LinkCheck]:
        yield LinkCheck(urls[0], Verdict.ALIVE, "http_200", 200)
        raise LinkCheckError("the proxy is gone")

    lines = read_list(written(tmp_path, "http://a.example/\nhttp://b.example/\nhttp://c.example/\n"))
    answers: list[LinkCheck] = []
    with pytest.raises(LinkCheckError, match="the proxy is gone"):
        answers.extend(check_list(lines, ask))
    assert [str(check.verdict) for check in answers] == ["alive", "unknown", "unknown"]
    assert answers[1].note == "the proxy is gone"


def test_a_link_that_was_never_answered_is_unknown(tmp_path: Path) -> None:
    lines = read_list(written(tmp_path, "http://a.example/\n"))
    (answer,) = check_list(lines, lambda _: iter(()))
    assert (answer.verdict, answer.reason, answer.confirmations) == (Verdict.UNKNOWN, "not_asked", 0)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.txt: cannot be read"):
        read_list(tmp_path / "none.txt")


def test_the_machine_readable_line_holds_what_is_promised() -> None:
    check = LinkCheck(
        "http://a.example/",
        Verdict.REDIRECT_HOME,
        "to_home",
        200,
        "http://a.example/",
        ("http://a.example/",),
        0.8,
        2,
        17,
    )
    assert list(json.loads(as_json_line(check)).items()) == [
        ("url", "http://a.example/"),
        ("verdict", "redirect_home"),
        ("reason", "to_home"),
        ("status", 200),
        ("final_url", "http://a.example/"),
        ("chain", ["http://a.example/"]),
        ("confirmations", 2),
        ("elapsed_ms", 17),
    ]


@pytest.mark.parametrize("text", ['"', "\\", "\x1b[31m\n", "\u2028\u202e", "é😀", "{url}", ""])
def test_the_line_for_programs_is_json_whatever_the_addresses_hold(text: str) -> None:
    check = LinkCheck(f"http://a.example/{text}", Verdict.UNKNOWN, "timeout", None, text, (text, "http://b.example/"))
    line = json.loads(as_json_line(check))
    assert (line["url"], line["status"], line["final_url"]) == (check.url, None, text)
    assert line["chain"] == [text, "http://b.example/"]


def test_the_line_for_people_says_where_a_link_led() -> None:
    check = LinkCheck("http://a.example/x", Verdict.REDIRECT_HOME, "to_home", 200, "http://a.example/")
    assert as_text(check).split() == ["redirect_home", "to_home", "http://a.example/x", "->", "http://a.example/"]


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with serve_demo(DemoInternet(load_sites(), date(2026, 11, 21))) as server:
        monkeypatch.setenv("http_proxy", server.address)
        yield


LINES = [
    "http://zahnlexikon.example/statistik/implantate",
    "no address at all",
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


def test_a_real_list_is_answered_into_a_file(typed: Type, folder: Path, proxied: None) -> None:
    ended = typed("check-links", "--urls", str(written(folder, LINES[0])), "-o", "answers.txt")
    assert ended.out == ""
    assert (folder / "answers.txt").read_text(encoding="utf-8") == f"dead_http http_410 {LINES[0]}\n"


def test_either_a_niche_or_a_list_must_be_named(typed: Type, folder: Path) -> None:
    assert typed("check-links").code == 2
    assert typed("check-links", "teeth", "--urls", "links.txt").code == 2


def test_a_list_that_is_not_there_is_a_plain_error(typed: Type, folder: Path) -> None:
    ended = typed("check-links", "--urls", "none.txt")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("none.txt: cannot be read")
