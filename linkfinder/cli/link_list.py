"""A plain list of links to check: one answer a line of the input, in its order, whatever the lines hold."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from linkfinder.app.check_urls import check_urls
from linkfinder.cli.progress import shown_progress
from linkfinder.errors import LinkfinderError, ReadError
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.text.cleaning import plain_line

UrlChecker = Callable[[Sequence[str]], Iterator[LinkCheck]]


def check_file(file: Path, output: Path | None, *, as_jsonl: bool, browser: bool = False) -> None:
    """Answer every line of a list on standard output or into a file.

    Raises ReadError when a file cannot be used, LinkCheckError when a browser is wanted and none is installed.
    """
    lines, settings = read_list(file), LinkCheckSettings.from_environ(os.environ)
    verdicts: Counter[str] = Counter()
    with _sink(output) as sink, shown_progress() as tell:
        answers = check_list(lines, lambda urls: check_urls(urls, settings, browser=browser))
        for number, check in enumerate(answers, 1):
            written = as_json_line(check) if as_jsonl else plain_line(as_text(check))
            sink.write(written.encode("utf-8", "backslashreplace") + b"\n")
            sink.flush()
            verdicts[check.verdict] += 1
            tell(f"{number} of {len(lines)} links")
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()) or "no lines"
    sys.stderr.write(f"{len(lines)} lines: {told}\n")


@contextmanager
def _sink(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        with output.open("wb") as file:
            yield file
    except OSError as error:
        raise ReadError(f"{output}: cannot be written ({error.strerror}); name another file with --output") from error


def read_list(file: Path) -> list[str]:
    """Return the lines of a list. Raises ReadError when the file cannot be read; a bad line is no error."""
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise ReadError(f"{file}: cannot be read ({error.strerror}); name a file with one address a line") from error
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def check_list(lines: Sequence[str], ask: UrlChecker) -> Iterator[LinkCheck]:
    """Yield one check a line, in order, each as soon as all before it are known; lines that are alike are asked once.

    An error that stops the asking becomes the answer of every line that has none yet, and is raised at the end.
    """
    answers = _OrderedChecks(ask(list(dict.fromkeys(lines))))
    for line in lines:
        yield answers.of(line)
    if answers.failure:
        raise answers.failure


class _OrderedChecks:
    """Answers by address, drawn from a stream in any order, only as far as needed."""

    def __init__(self, stream: Iterator[LinkCheck]) -> None:
        self._stream = stream
        self._known: dict[str, LinkCheck] = {}
        self.failure: LinkfinderError | None = None

    def of(self, url: str) -> LinkCheck:
        """Return the address's answer, or `unknown` when the stream ended without it."""
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


def as_json_line(check: LinkCheck) -> str:
    """Return the line that programs read: DESIGN's contract of `check-links --urls`."""
    # Put together by hand: the encoder is set up anew for every object, which takes longer than these few fields.
    chain = ", ".join(map(_quoted, check.chain))
    return (
        f'{{"url": {_quoted(check.url)}, "verdict": "{check.verdict}", "reason": {_quoted(check.reason)}, '
        f'"status": {check.status or "null"}, "final_url": {_quoted(check.final_url)}, "chain": [{chain}], '
        f'"confirmations": {check.confirmations}, "elapsed_ms": {check.elapsed_ms}}}'
    )


_quoted = json.encoder.encode_basestring


def as_text(check: LinkCheck) -> str:
    """Return the line that people read: verdict, reason, address, and where it led."""
    led = f" -> {check.final_url}" if check.final_url and check.final_url != check.url else ""
    return f"{check.verdict} {check.reason} {check.url}{led}"
