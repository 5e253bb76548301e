"""What a crawl says while it runs: everything to the log that the user named, otherwise only what a person needs.

Without a log, linkfinder's own warnings go to standard error in plain words. Those of the libraries beneath, about
servers that break off or send more than they said, are part of every crawl: the visits' outcomes tell the same.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scrapy.logformatter import LogFormatter

_PACKAGE = "linkfinder"
_LEVELS_WITH_LOG = {
    "": logging.INFO,
    "scrapy": logging.INFO,
    "scrapy.core.engine": logging.DEBUG,
    _PACKAGE: logging.DEBUG,
}
"""Of the engine also the smallest: it has a line for every answer. Ours says why a page could not be had."""

_LEVELS = {
    "": logging.WARNING,
    "scrapy": logging.WARNING,
    "scrapy.core.engine": logging.WARNING,
    _PACKAGE: logging.WARNING,
}
"""Asked of the loggers, not of the handler: what nobody reads is not even made, and that is a line for every step."""


@contextmanager
def crawl_logging(file: Path | None) -> Iterator[None]:
    """Let what the crawl in the block says go to the file, or what a person needs of it to standard error."""
    handler = _to_file(file) if file else _to_terminal()
    before = {name: logging.getLogger(name).level for name in _LEVELS}
    _set_levels(_LEVELS_WITH_LOG if file else _LEVELS)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
        _set_levels(before)


def _set_levels(levels: dict[str, int]) -> None:
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def _to_file(file: Path) -> logging.Handler:
    handler = logging.FileHandler(file, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


def _to_terminal() -> logging.Handler:
    handler = logging.StreamHandler()
    handler.addFilter(_is_for_people)
    handler.setFormatter(_OneLineFormatter())
    return handler


def _is_for_people(record: logging.LogRecord) -> bool:
    is_ours = record.name == _PACKAGE or record.name.startswith(f"{_PACKAGE}.")
    return is_ours or record.levelno >= logging.ERROR


class SilentLogFormatter(LogFormatter):
    """Makes no line for an answer or a visit, when there is no log to read them in."""

    def crawled(self, *_: Any, **__: Any) -> None:  # type: ignore[override]  # Scrapy takes None for an answer
        """Return None."""

    def scraped(self, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """Return None."""


class _OneLineFormatter(logging.Formatter):
    """One line, without traceback; where there is one, how to see it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the message as one line."""
        line = " ".join(record.getMessage().split("\n", 1)[0].split())
        return f"{line} (--log FILE keeps the details)" if record.exc_info else line
