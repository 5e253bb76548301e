"""A long list shared among processes, each host in one of them, so that no host is asked by two at a time.

An inquiry that leads to a host of another share (a redirect, another way to write the address) is left, and is made
here when all shares are done; so is whatever a helper that died has not answered.
"""

import pickle
import secrets
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from linkfinder.linkcheck.run import Run
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.linkcheck.share import Report, Share
from linkfinder.linkcheck.targets import line_of, share_of
from linkfinder.model.check import LinkCheck

_BETWEEN_LOOKS = 0.02
_FAREWELL = 5.0
"""Seconds a helper gets to end after it was told to."""


def check_shared(urls: Sequence[str], settings: AskSettings, shares: int) -> Iterator[LinkCheck]:
    """Yield one check for every address of a list without doubles; this process takes the first share itself."""
    nonce = secrets.token_hex(8)
    own, *others = _share_out(urls, settings, nonce, shares)
    run = Run(own.settings, nonce, own.may_ask)
    helpers = [Helper(share, run.wake) for share in others]
    missing = dict.fromkeys(urls)
    try:
        for check in _together(run, own.urls, helpers):
            missing.pop(check.url, None)
            yield check
    finally:
        run.close()
        for helper in helpers:
            helper.close()
    if missing:
        time.sleep(settings.gap)
        yield from _check_left(
            list(missing), Run(settings, nonce), [run.closed, *(helper.closed for helper in helpers)]
        )


def _share_out(urls: Sequence[str], settings: AskSettings, nonce: str, shares: int) -> list[Share]:
    parts: list[list[str]] = [[] for _ in range(shares)]
    for url in urls:
        parts[share_of(line_of(url), shares)].append(url)
    each = replace(settings, concurrency=max(1, settings.concurrency // shares))
    return [Share(part, each, nonce, number, shares) for number, part in enumerate(parts)]


def _together(run: Run, urls: Sequence[str], helpers: Sequence["Helper"]) -> Iterator[LinkCheck]:
    def handed_in() -> list[LinkCheck]:
        return [check for helper in helpers for check in helper.take()]

    yield from run.answers(iter(urls), handed_in)
    while not all(helper.is_done for helper in helpers):
        time.sleep(_BETWEEN_LOOKS)
        yield from handed_in()
    yield from handed_in()


def _check_left(urls: Sequence[str], run: Run, closed: Sequence[dict[str, int]]) -> Iterator[LinkCheck]:
    for hosts in closed:
        run.closed.update(hosts)
    try:
        yield from run.answers(iter(urls))
    finally:
        run.close()


class Helper:
    """A helper process and what it has reported; `on_report` is called in another thread when something has come."""

    def __init__(self, share: Share, on_report: Callable[[], None]) -> None:
        self.closed: dict[str, int] = {}
        self._share = share
        self._on_report = on_report
        self._checks: deque[LinkCheck] = deque()
        command = [sys.executable, "-m", "linkfinder.linkcheck.helper"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 (our own)
        self._thread = threading.Thread(target=self._talk, daemon=True, name=f"helper-{share.number}")
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Whether nothing more will come."""
        return not self._thread.is_alive()

    def take(self) -> list[LinkCheck]:
        """Return the checks that have come since the last call."""
        return [self._checks.popleft() for _ in range(len(self._checks))]

    def close(self) -> None:
        """End the helper, whatever it is doing."""
        self._process.terminate()
        self._thread.join(_FAREWELL)
        self._process.wait(_FAREWELL)

    def _talk(self) -> None:
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdin, process.stdout:
            try:
                pickle.dump(self._share, process.stdin)
                process.stdin.close()
                while self._hear(pickle.load(process.stdout)):  # noqa: S301 (written by our own child)
                    self._on_report()
            except (OSError, EOFError, pickle.UnpicklingError):
                pass  # it was ended, or died: what it has not answered is checked here

    def _hear(self, report: Report) -> bool:
        self._checks.extend(LinkCheck(*values) for values in report.checks)
        if report.closed is None:
            return True
        self.closed = report.closed
        return False
