import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from linkfinder.cli.link_list import as_json, as_text, check_list, read_list
from linkfinder.errors import LinkCheckError, ReadError
from linkfinder.model.check import LinkCheck, Verdict


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


def test_a_line_that_is_no_web_address_is_refused_and_not_asked(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(urls: Sequence[str]) -> Iterator[LinkCheck]:
        asked.extend(urls)
        return last_first(urls)

    lines = read_list(written(tmp_path, "mailto:a@b.example\nhttp://a.example/\n\nfoo bar\n"))
    answers = list(check_list(lines, ask))
    assert [check.reason for check in answers] == ["bad_url", "http_200", "empty_line", "bad_url"]
    assert asked == ["http://a.example/"]


def test_an_address_that_stands_twice_is_asked_once_and_answered_twice(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(urls: Sequence[str]) -> Iterator[LinkCheck]:
        asked.extend(urls)
        return last_first(urls)

    text = "http://a.example/#top\nhttp://A.example/?utm_source=x\nhttp://a.example/\n"
    answers = list(check_list(read_list(written(tmp_path, text)), ask))
    assert asked == ["http://a.example/"]
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
    assert list(as_json(check)) == [
        "url", "verdict", "reason", "status", "final_url", "chain", "confirmations", "elapsed_ms",
    ]  # fmt: skip
    assert json.loads(json.dumps(as_json(check)))["verdict"] == "redirect_home"


def test_the_line_for_people_says_where_a_link_led() -> None:
    check = LinkCheck("http://a.example/x", Verdict.REDIRECT_HOME, "to_home", 200, "http://a.example/")
    assert as_text(check).split() == ["redirect_home", "to_home", "http://a.example/x", "->", "http://a.example/"]
