"""A plain list of links to check: one answer a line of the input, in its order, whatever the lines hold."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from linkfinder.errors import LinkfinderError, ReadError, UrlError
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.urls import canonical

Ask = Callable[[Sequence[str]], Iterator[LinkCheck]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as written, and the address it means; `check` is set when it means none."""

    text: str
    url: str = ""
    check: LinkCheck | None = None


def read_list(file: Path) -> list[Line]:
    """Return the lines of a list. Raises ReadError when the file cannot be read; a bad line is no error."""
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise ReadError(f"{file}: cannot be read ({error.strerror}); name a file with one address a line") from error
    return [_line(written) for written in text.removesuffix("\n").split("\n")] if text else []


def check_list(lines: Sequence[Line], ask: Ask) -> Iterator[LinkCheck]:
    """Yield one check a line, in order, each as soon as all before it are known; `url` is the line as written.

    An error that stops the asking becomes the answer of every line that has none yet, and is raised at the end.
    """
    answers = _Answers(ask(list(dict.fromkeys(line.url for line in lines if line.url))))
    for line in lines:
        yield line.check or replace(answers.of(line.url), url=line.text)
    if answers.failure:
        raise answers.failure


class _Answers:
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


def as_json(check: LinkCheck) -> dict[str, object]:
    """Return the line that programs read: DESIGN's contract of `check-links --urls`."""
    return {
        "url": check.url,
        "verdict": str(check.verdict),
        "reason": check.reason,
        "status": check.status,
        "final_url": check.final_url,
        "chain": list(check.chain),
        "confirmations": check.confirmations,
        "elapsed_ms": check.elapsed_ms,
    }


def as_text(check: LinkCheck) -> str:
    """Return the line that people read: verdict, reason, address, and where it led."""
    led = f" -> {check.final_url}" if check.final_url and check.final_url != check.url else ""
    return f"{check.verdict:<16} {check.reason:<20} {check.url}{led}"


def _line(written: str) -> Line:
    text = written.removesuffix("\r")
    try:
        return Line(text, canonical(text))
    except UrlError:
        reason = "bad_url" if text.strip() else "empty_line"
        return Line(text, check=LinkCheck(text, Verdict.REFUSED, reason, confirmations=0))
