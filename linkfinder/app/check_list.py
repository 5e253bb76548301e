"""A plain list of links to check: one check a line of the input, in its order, whatever the lines hold."""

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from linkfinder.app.check_urls import check_urls
from linkfinder.app.environment import link_check_settings
from linkfinder.errors import LinkfinderError, ReadError
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.report.as_csv import inert

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


CHECK_FIELDS = ("url", "verdict", "reason", "status", "final_url", "chain", "confirmations", "elapsed_ms")
"""The keys of a result for programs, in the order of the columns: the contract of `check-links --urls`."""


def check_as_json(check: LinkCheck) -> str:
    """Return a result as a line of JSON."""
    return json.dumps({name: getattr(check, name) for name in CHECK_FIELDS} | _known(check), ensure_ascii=False)


def check_as_csv(check: LinkCheck) -> str:
    """Return a result as a CSV line (RFC 4180) without its end; the URLs of the chain are separated by spaces.

    No cell is a formula for a spreadsheet, and no cell holds a line break: one result is always one line.
    """
    values = {name: getattr(check, name) for name in CHECK_FIELDS} | _known(check) | {"chain": " ".join(check.chain)}
    return csv_line([inert(" ".join(value.split())) if isinstance(value, str) else value for value in values.values()])


def csv_line(cells: Sequence[object]) -> str:
    """Return cells as a line of CSV without its end."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _known(check: LinkCheck) -> dict[str, int | None]:
    return {"status": check.status or None}
