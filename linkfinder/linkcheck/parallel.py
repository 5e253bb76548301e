"""A long list shared among processes, each host in one of them, so that no host is asked by two at a time.

Whoever is through with its own part takes spare ones, so that all end at about the same time. An inquiry that leads to
a host of another share (a redirect, another way to write the address) is left, and is made here when all shares are
done; so is whatever a helper that died has not answered.
"""

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from linkfinder.linkcheck.checker import LinkChecker
from linkfinder.linkcheck.partition_work import PartitionWork
from linkfinder.linkcheck.partitions import SparePartitions, partition_of
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import host_key_of
from linkfinder.linkcheck.worker_processes import WorkerProcess, start_worker
from linkfinder.model.check import LinkCheck

_COLLECT_SECONDS = 0.005  # seconds, when this process has nothing left to do but to collect


def check_in_parallel(urls: Sequence[str], settings: LinkCheckSettings, shares: int) -> Iterator[LinkCheck]:
    """Yield one check for every address of a list without doubles; this process takes the first share itself."""
    nonce = os.urandom(8).hex()
    own, *others = _split(urls, settings, nonce, shares)
    helpers = [start_worker(share) for share in others]
    run = LinkChecker(own.settings, nonce, own.may_check)
    for helper in helpers:
        helper.listen(run.wake)
    missing = dict.fromkeys(urls)
    try:
        for check in _collect(run, own.urls(), helpers):
            missing.pop(check.url, None)
            yield check
    finally:
        run.close()
        for helper in helpers:
            helper.close()
        own.spare.close()
    if missing:
        time.sleep(settings.host_delay)
        yield from _check_deferred(
            list(missing),
            LinkChecker(settings, nonce),
            [run.paused_hosts, *(helper.paused_hosts for helper in helpers)],
        )


def _split(urls: Sequence[str], settings: LinkCheckSettings, nonce: str, shares: int) -> list[PartitionWork]:
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for url in urls:
        parts[partition_of(host_key_of(url), shares)].append(url)
    spare = {number: parts[number] for number in sorted(parts) if number >= shares}
    reserve = SparePartitions.of(spare)
    each = replace(settings, concurrency=max(1, settings.concurrency // shares))
    return [PartitionWork({number: parts[number]} | spare, reserve, each, nonce, shares) for number in range(shares)]


def _collect(run: LinkChecker, urls: Iterator[str], helpers: Sequence[WorkerProcess]) -> Iterator[LinkCheck]:
    def handed_in() -> list[LinkCheck]:
        return [check for helper in helpers for check in helper.take()]

    yield from run.checks(urls, handed_in)
    while not all(helper.is_done for helper in helpers):
        time.sleep(_COLLECT_SECONDS)
        yield from handed_in()
    yield from handed_in()


def _check_deferred(urls: Sequence[str], run: LinkChecker, closed: Sequence[dict[str, int]]) -> Iterator[LinkCheck]:
    for hosts in closed:
        run.paused_hosts.update(hosts)
    try:
        yield from run.checks(iter(urls))
    finally:
        run.close()
