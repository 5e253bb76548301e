"""Helper processes: how they are started, listened to and ended.

A process of one thread is forked, which costs nothing; one with threads must not be, and a fresh one is started with
`python -m linkfinder.linkcheck.worker_main`. What passes between the two are pickles of this very program.
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

from linkfinder.linkcheck.partition_work import PartitionReport, PartitionWork, check_partition
from linkfinder.model.check import LinkCheck

_EXIT_SECONDS = 5.0
"""Seconds a helper gets to end after it was told to."""

_GC_THRESHOLD = 200_000
"""New objects between two searches for circles of them: a run makes many small things and hardly any circles."""


class WorkerProcess:
    """A helper process seen from the one that started it. `feed` gives it its work, `end` ends it."""

    def __init__(self, output: IO[bytes], end: Callable[[], None], feed: Callable[[], None] = lambda: None) -> None:
        self.paused_hosts: dict[str, int] = {}
        self._output, self._end, self._feed = output, end, feed
        self._checks: deque[LinkCheck] = deque()
        self._thread: threading.Thread | None = None

    def listen(self, on_report: Callable[[], None]) -> None:
        """Begin to take reports in; `on_report` is called in another thread when one has come."""
        self._thread = threading.Thread(target=self._read_reports, args=(on_report,), daemon=True, name="helper")
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
            self._thread.join(_EXIT_SECONDS)

    def _read_reports(self, on_report: Callable[[], None]) -> None:
        with self._output:
            try:
                self._feed()
                while self._take_report(pickle.load(self._output)):  # noqa: S301 (written by our own child)
                    on_report()
            except (OSError, EOFError, pickle.UnpicklingError):
                return  # it was ended, or died: what it has not answered is checked by others

    def _take_report(self, report: PartitionReport) -> bool:
        self._checks.extend(LinkCheck(*values) for values in report.checks)
        if report.paused_hosts is None:
            return True
        self.paused_hosts = report.paused_hosts
        return False


def start_worker(share: PartitionWork) -> WorkerProcess:
    """Return a new helper at work on a share."""
    is_forkable = sys.platform == "linux" and threading.active_count() == 1
    return _forked(share) if is_forkable else _spawned(share)


def run_partition(share: PartitionWork, output: BinaryIO) -> None:
    """Work on a share in a process that does nothing else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the one in front ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(_GC_THRESHOLD)
    check_partition(share, output)


def _forked(share: PartitionWork) -> WorkerProcess:
    read, write = os.pipe()
    gc.freeze()  # what stands now is not looked over in the child, which would copy it
    child = os.fork()
    if not child:
        os.close(read)  # while anybody holds this end, a helper is never told that nobody reads any more
        _run_child(share, write)
    gc.unfreeze()
    os.close(write)
    return WorkerProcess(os.fdopen(read, "rb"), partial(_end_child, child))


def _run_child(share: PartitionWork, write: int) -> NoReturn:
    code = 1
    try:
        with os.fdopen(write, "wb") as output:
            run_partition(share, output)
        code = 0
    finally:
        os._exit(code)


def _end_child(child: int) -> None:
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)


def _spawned(share: PartitionWork) -> WorkerProcess:
    command = [sys.executable, "-m", "linkfinder.linkcheck.worker_main"]
    process = subprocess.Popen(  # noqa: S603 (this program)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=(share.spare.file,)
    )
    assert process.stdin is not None
    assert process.stdout is not None
    return WorkerProcess(process.stdout, partial(_end_process, process), partial(_send_work, share, process.stdin))


def _send_work(share: PartitionWork, entrance: IO[bytes]) -> None:
    with entrance:
        pickle.dump(share, entrance)


def _end_process(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait()
