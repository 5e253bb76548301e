"""Helper processes: how they are started, listened to and ended.

A process of one thread is forked, which costs nothing; one with threads must not be, and a fresh one is started with
`python -m linkfinder.linkcheck.worker`. What passes between the two are pickles of this very program.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import IO, BinaryIO, NoReturn

from linkfinder.linkcheck.share import Report, Share, work
from linkfinder.model.check import LinkCheck

_FAREWELL = 5.0
"""Seconds a helper gets to end after it was told to."""

_MANY_OBJECTS = 200_000
"""New objects between two searches for circles of them: a run makes many small things and hardly any circles."""


class Helper:
    """A helper process seen from the one that started it. `feed` gives it its work, `end` ends it."""

    def __init__(self, output: IO[bytes], end: Callable[[], None], feed: Callable[[], None] = lambda: None) -> None:
        self.closed: dict[str, int] = {}
        self._output, self._end, self._feed = output, end, feed
        self._checks: deque[LinkCheck] = deque()
        self._thread: threading.Thread | None = None

    def listen(self, on_report: Callable[[], None]) -> None:
        """Begin to take reports in; `on_report` is called in another thread when one has come."""
        self._thread = threading.Thread(target=self._talk, args=(on_report,), daemon=True, name="helper")
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Whether nothing more will come."""
        return self._thread is not None and not self._thread.is_alive()

    def take(self) -> list[LinkCheck]:
        """Return the checks that have come since the last call."""
        return [self._checks.popleft() for _ in range(len(self._checks))]

    def close(self) -> None:
        """End the helper, whatever it is doing."""
        self._end()
        if self._thread is not None:
            self._thread.join(_FAREWELL)

    def _talk(self, on_report: Callable[[], None]) -> None:
        with self._output:
            try:
                self._feed()
                while self._hear(pickle.load(self._output)):  # noqa: S301 (written by our own child)
                    on_report()
            except (OSError, EOFError, pickle.UnpicklingError):
                return  # it was ended, or died: what it has not answered is checked by others

    def _hear(self, report: Report) -> bool:
        self._checks.extend(LinkCheck(*values) for values in report.checks)
        if report.closed is None:
            return True
        self.closed = report.closed
        return False


def start_helper(share: Share) -> Helper:
    """Return a new helper at work on a share."""
    is_forkable = sys.platform == "linux" and threading.active_count() == 1
    return _forked(share) if is_forkable else _spawned(share)


def serve(share: Share, output: BinaryIO) -> None:
    """Work on a share in a process that does nothing else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the one in front ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(_MANY_OBJECTS)
    work(share, output)


def _forked(share: Share) -> Helper:
    read, write = os.pipe()
    gc.freeze()  # what stands now is not looked over in the child, which would copy it
    child = os.fork()
    if not child:
        os.close(read)  # while anybody holds this end, a helper is never told that nobody reads any more
        _be_helper(share, write)
    gc.unfreeze()
    os.close(write)
    return Helper(os.fdopen(read, "rb"), partial(_end_child, child))


def _be_helper(share: Share, write: int) -> NoReturn:
    code = 1
    try:
        with os.fdopen(write, "wb") as output:
            serve(share, output)
        code = 0
    finally:
        os._exit(code)


def _end_child(child: int) -> None:
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)


def _spawned(share: Share) -> Helper:
    command = [sys.executable, "-m", "linkfinder.linkcheck.worker"]
    process = subprocess.Popen(  # noqa: S603 (this program)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=(share.reserve.file,)
    )
    assert process.stdin is not None
    assert process.stdout is not None
    return Helper(process.stdout, partial(_end_process, process), partial(_give, share, process.stdin))


def _give(share: Share, entrance: IO[bytes]) -> None:
    with entrance:
        pickle.dump(share, entrance)


def _end_process(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait()
