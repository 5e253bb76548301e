"""A plain list of links to check: one check a line of the input, in its order, whatever the lines hold."""

import codecs
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from linkfinder.app.check_urls import check_urls
from linkfinder.app.environment import link_check_settings
from linkfinder.errors import LinkfinderError, ReadError
from linkfinder.model.check import LinkCheck, Verdict

UrlChecker = Callable[[Sequence[str]], Iterator[LinkCheck]]


def check_list(lines: Sequence[str], *, browser: bool = False) -> Iterator[LinkCheck]:
    """Yield one check a line, in order; nothing is stored. `browser` opens links that seem dead in Chromium as well.

    Raises LinkCheckError when a browser is wanted and none is installed, NetworkSettingsError when a variable of the
    environment cannot be read.
    """
    settings = link_check_settings()
    return checks_in_order(lines, lambda urls: check_urls(urls, settings, browser=browser))


def read_list(file: Path) -> list[str]:
    """Return the lines of a list. Raises ReadError when the file cannot be read; an invalid line is no error."""
    try:
        return split_list(file.read_bytes())
    except OSError as error:
        raise ReadError(f"{file}: cannot be read ({error.strerror}); name a file with one URL a line") from error


def split_list(content: bytes) -> list[str]:
    """Return the lines of a list in UTF-8, or in UTF-16 with a byte order mark, as Windows programs save "Unicode"."""
    try:
        encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", "replace")
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def checks_in_order(lines: Sequence[str], check: UrlChecker) -> Iterator[LinkCheck]:
    """Yield one check a line, in order, each as soon as all before it are known; equal lines are checked once.

    An error that stops the checks is the note of every line that has no check yet, and is raised at the end.
    """
    checks = _OrderedChecks(check(list(dict.fromkeys(lines))))
    for line in lines:
        yield checks.of(line)
    if checks.failure:
        raise checks.failure


class _OrderedChecks:
    """Checks by URL, drawn from a stream in any order, only as far as needed."""

    def __init__(self, stream: Iterator[LinkCheck]) -> None:
        self._stream = stream
        self._known: dict[str, LinkCheck] = {}
        self.failure: LinkfinderError | None = None

    def of(self, url: str) -> LinkCheck:
        """Return the URL's check, or `unknown` when the stream ended without it."""
        while url not in self._known and self._draw():
            pass
        note = str(self.failure) if self.failure else ""
        return self._known.get(url) or LinkCheck(url, Verdict.UNKNOWN, "not_asked", confirmations=0, note=note)

    def _draw(self) -> bool:
        try:
            check = next(self._stream, None)
        except LinkfinderError as error:
            self.failure = error
            return False
        if check is None:
            return False
        self._known[check.url] = check
        return True


def check_as_json(check: LinkCheck) -> str:
    """Return the line that programs read: the contract of `check-links --urls`."""
    return json.dumps(
        {
            "url": check.url,
            "verdict": check.verdict,
            "reason": check.reason,
            "status": check.status or None,
            "final_url": check.final_url,
            "chain": check.chain,
            "confirmations": check.confirmations,
            "elapsed_ms": check.elapsed_ms,
        },
        ensure_ascii=False,
    )
