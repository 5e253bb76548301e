import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from linkfinder.app.check_list import check_as_json, checks_in_order, read_list
from linkfinder.errors import LinkCheckError, ReadError
from linkfinder.model.check import LinkCheck, Verdict


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "urls.txt"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def last_first(urls: Sequence[str]) -> Iterator[LinkCheck]:
    return (LinkCheck(url, Verdict.ALIVE, "http_200", 200) for url in reversed(urls))


def test_results_come_in_the_order_of_the_lines(tmp_path: Path) -> None:
    lines = read_list(written(tmp_path, "http://b.example/\nhttp://a.example/\nhttp://c.example/\n"))
    answers = list(checks_in_order(lines, last_first))
    assert [check.url for check in answers] == ["http://b.example/", "http://a.example/", "http://c.example/"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "http://a.example/",
        "http://a.example/\n\n",
        "x\r\ny\r\n",
        b"\xff\xfe\x00\n\x80\n!",
        "http://a.example/\x85b\n",
    ],
)
def test_there_is_one_result_for_every_line(tmp_path: Path, text: str | bytes) -> None:
    raw = text if isinstance(text, bytes) else text.encode()
    wanted = raw.count(b"\n") + (0 if raw.endswith(b"\n") or not raw else 1)
    assert len(list(checks_in_order(read_list(written(tmp_path, text)), last_first))) == wanted


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_is_read_in_the_encodings_that_programs_save(tmp_path: Path, encoding: str) -> None:
    text = "http://a.example/z\u00e4hne\r\nhttp://b.example/\r\n"
    assert read_list(written(tmp_path, text.encode(encoding))) == ["http://a.example/z\u00e4hne", "http://b.example/"]


def test_a_repeated_line_is_checked_once_and_has_two_results(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(urls: Sequence[str]) -> Iterator[LinkCheck]:
        asked.extend(urls)
        return last_first(urls)

    text = "http://a.example/\nfoo\nhttp://a.example/\n"
    answers = list(checks_in_order(read_list(written(tmp_path, text)), ask))
    assert asked == ["http://a.example/", "foo"]
    assert [check.url for check in answers] == text.splitlines()


def test_when_the_checks_fail_every_line_still_has_a_result(tmp_path: Path) -> None:
    def ask(urls: Sequence[str]) -> Iterator[LinkCheck]:
        yield LinkCheck(urls[0], Verdict.ALIVE, "http_200", 200)
        raise LinkCheckError("the proxy is gone")

    lines = read_list(written(tmp_path, "http://a.example/\nhttp://b.example/\nhttp://c.example/\n"))
    answers: list[LinkCheck] = []
    with pytest.raises(LinkCheckError, match="the proxy is gone"):
        answers.extend(checks_in_order(lines, ask))
    assert [str(check.verdict) for check in answers] == ["alive", "unknown", "unknown"]
    assert answers[1].note == "the proxy is gone"


def test_a_link_without_a_check_is_unknown(tmp_path: Path) -> None:
    lines = read_list(written(tmp_path, "http://a.example/\n"))
    (answer,) = checks_in_order(lines, lambda _: iter(()))
    assert (answer.verdict, answer.reason, answer.confirmations) == (Verdict.UNKNOWN, "not_asked", 0)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.txt: cannot be read"):
        read_list(tmp_path / "none.txt")


def test_the_json_line_has_the_keys_of_the_contract() -> None:
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
    assert list(json.loads(check_as_json(check)).items()) == [
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
def test_the_line_for_programs_is_json_whatever_the_urls_hold(text: str) -> None:
    check = LinkCheck(f"http://a.example/{text}", Verdict.UNKNOWN, "timeout", None, text, (text, "http://b.example/"))
    line = json.loads(check_as_json(check))
    assert (line["url"], line["status"], line["final_url"]) == (check.url, None, text)
    assert line["chain"] == [text, "http://b.example/"]
