"""What a crawl says goes to the log, or in plain words to the terminal."""

import logging
import sys
from pathlib import Path

import pytest

from linkfinder.crawl.logs import crawl_logging

OURS = logging.getLogger("linkfinder.crawl.test")
THEIRS = logging.getLogger("scrapy.core.downloader.test")


def test_our_warnings_go_to_the_terminal_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    with crawl_logging(None):
        OURS.warning("http://slow.example/ asks for %d s\nbetween requests", 40)
        OURS.info("not worth a word")
        THEIRS.warning("Expected response size larger than download warn size")
    assert capsys.readouterr().err == "http://slow.example/ asks for 40 s\n"


def test_a_fault_is_shown_without_traceback_and_with_the_way_to_see_it(capsys: pytest.CaptureFixture[str]) -> None:
    with crawl_logging(None):
        try:
            int("no number")
        except ValueError:
            OURS.exception("http://odd.example/: cannot be read")
            THEIRS.error("Error downloading", exc_info=sys.exc_info())
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "http://odd.example/: cannot be read (--log FILE keeps the details)",
        "Error downloading (--log FILE keeps the details)",
    ]


def test_a_log_has_every_answer_and_why_pages_could_not_be_had(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with crawl_logging(tmp_path / "crawl.log"):
        logging.getLogger("scrapy.core.engine").debug("Crawled (200) <GET http://teeth.example/>")
        OURS.debug("http://teeth.example/x: timeout")
        THEIRS.warning("odd \udc80 server")
        THEIRS.debug("a detail of a detail")
    text = (tmp_path / "crawl.log").read_text(encoding="utf-8")
    assert "Crawled (200) <GET http://teeth.example/>" in text
    assert "http://teeth.example/x: timeout" in text
    assert "WARNING scrapy.core.downloader.test: odd \\udc80 server" in text
    assert "a detail of a detail" not in text
    assert not capsys.readouterr().err


def test_afterwards_logging_is_as_it_was(tmp_path: Path) -> None:
    root, scrapy = logging.getLogger(), logging.getLogger("scrapy")
    before = (root.level, scrapy.level, list(root.handlers))
    with pytest.raises(KeyError), crawl_logging(tmp_path / "crawl.log"):
        raise KeyError
    assert (root.level, scrapy.level, list(root.handlers)) == before
