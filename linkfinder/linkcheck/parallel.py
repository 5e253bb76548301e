"""A long list of links, shared among processes by host, so that no host is contacted by two processes at a time.

An executor's pool hands results over when a task has ended, and ends all its workers when one is killed. Here each
worker writes its checks into a pipe of its own as they come. A link that leads to a host of another worker (a redirect,
another spelling of the URL) is left out there and checked by this process when all workers are done; so is what a
worker that was killed has not reported.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from linkfinder.linkcheck.checker import LinkChecker
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import host_key_of
from linkfinder.model.check import LinkCheck

_BATCH = 200
_REPORT_SECONDS = 0.3
"""Checks reported at a time, and seconds after which they are reported when fewer have come."""

_EXIT_SECONDS = 5.0
"""Seconds that a worker gets to end after SIGTERM; then it is killed."""


@dataclass(frozen=True, slots=True)
class _Share:
    """The links of one worker: those whose host key belongs to `number` of `count` shares."""

    urls: Sequence[str]
    number: int
    count: int
    settings: LinkCheckSettings
    nonce: str

    def holds(self, host_key: str) -> bool:
        """Tell whether the hosts of a key are contacted by this worker alone."""
        return share_of(host_key, self.count) == self.number


@dataclass(frozen=True, slots=True)
class _Report:
    """Checks that are done, and the seconds for which hosts asked to be left alone, as far as they are known."""

    checks: list[LinkCheck]
    paused_hosts: dict[str, int]


def share_of(host_key: str, count: int) -> int:
    """Return the share, from 0 to `count` - 1, that a host belongs to: the same in every process and on every run."""
    return zlib.crc32(host_key.encode()) % count


def check_in_parallel(urls: Sequence[str], settings: LinkCheckSettings, processes: int) -> Iterator[LinkCheck]:
    """Yield one check for every address of a list without duplicates, as the checks come.

    Closing the iterator ends the workers. Where processes are not forked (outside Linux, or when this process has other
    threads), a script that calls this needs the usual guard, `if __name__ == "__main__":`.
    """
    nonce = os.urandom(8).hex()
    missing, paused_hosts = dict.fromkeys(urls), dict[str, int]()
    workers = _start(urls, settings, nonce, processes)
    try:
        for report in _reports(workers):
            paused_hosts |= report.paused_hosts
            for check in report.checks:
                missing.pop(check.url, None)
                yield check
    finally:
        _end(workers)
    if missing:
        time.sleep(settings.host_delay)
        yield from check_in_this_process(list(missing), settings, nonce, paused_hosts)


def check_in_this_process(
    urls: Sequence[str], settings: LinkCheckSettings, nonce: str, paused_hosts: dict[str, int] | None = None
) -> Iterator[LinkCheck]:
    """Yield one check for every address; `paused_hosts` are not contacted."""
    checker = LinkChecker(settings, nonce)
    checker.paused_hosts.update(paused_hosts or {})
    try:
        yield from checker.checks(iter(urls))
    finally:
        checker.close()


def _start(
    urls: Sequence[str], settings: LinkCheckSettings, nonce: str, processes: int
) -> dict[Connection, BaseProcess]:
    """Return the workers by the connections on which their reports come."""
    shares: list[list[str]] = [[] for _ in range(processes)]
    for url in urls:
        shares[share_of(host_key_of(url), processes)].append(url)
    each = replace(settings, concurrency=max(1, settings.concurrency // processes))
    # A process with threads must not be forked: a lock that another thread holds would stay locked in the child.
    is_forkable = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork") if is_forkable else multiprocessing.get_context("spawn")
    workers: dict[Connection, BaseProcess] = {}
    for number, own in enumerate(shares):
        reader, writer = context.Pipe(duplex=False)
        share = _Share(own, number, processes, each, nonce)
        worker = context.Process(target=_work, args=(share, reader, writer), daemon=True)
        worker.start()
        writer.close()  # so that the end of the worker is the end of the pipe
        workers[reader] = worker
    return workers


def _reports(workers: dict[Connection, BaseProcess]) -> Iterator[_Report]:
    """Yield the reports of all workers as they come, until each has ended."""
    running = list(workers)
    while running:
        for reader in wait(running):
            assert isinstance(reader, Connection)
            try:
                report: _Report = reader.recv()
            except (EOFError, OSError):  # it is done, or was killed
                running.remove(reader)
            else:
                yield report


def _end(workers: Mapping[Connection, BaseProcess]) -> None:
    for worker in workers.values():
        worker.terminate()
    for reader, worker in workers.items():
        worker.join(_EXIT_SECONDS)
        if worker.is_alive():
            worker.kill()
            worker.join()
        reader.close()


def _work(share: _Share, reader: Connection, writer: Connection) -> None:
    """Check the links of a share and report the checks, in a process that does nothing else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the first one ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    reader.close()  # while it is open, writing never fails when the reader is gone
    checker = LinkChecker(share.settings, share.nonce, share.holds)
    checks: list[LinkCheck] = []
    reported = time.monotonic()
    try:
        for check in checker.checks(iter(share.urls)):
            checks.append(check)
            if len(checks) >= _BATCH or time.monotonic() - reported > _REPORT_SECONDS:
                writer.send(_Report(checks, {}))
                checks, reported = [], time.monotonic()
        writer.send(_Report(checks, checker.paused_hosts))
    except BrokenPipeError:
        return  # the process that started this one is gone
    finally:
        checker.close()
