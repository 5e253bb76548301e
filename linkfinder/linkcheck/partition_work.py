"""One share of a long list: the work of a helper process, and the reports it writes."""

import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, BinaryIO

from linkfinder.linkcheck.checker import LinkChecker
from linkfinder.linkcheck.partitions import SparePartitions, partition_of
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import LinkCheck

_FIELDS = attrgetter(*(each.name for each in fields(LinkCheck)))
_BATCH = 200
_REPORT_SECONDS = 0.3
"""Checks written at a time, and seconds after which they are written when fewer have come."""


@dataclass(slots=True)
class PartitionWork:
    """The work of one process: the first of `parts` is its own, the others are spare and belong to whoever takes them.

    `shares` says for how many processes the list was cut.
    """

    parts: dict[int, list[str]]
    spare: SparePartitions
    settings: LinkCheckSettings
    nonce: str
    partition_count: int
    _taken: set[int] = field(default_factory=set)

    def urls(self) -> Iterator[str]:
        """Yield the addresses of its own part, then those of spare parts, as long as there are any."""
        number: int | None = next(iter(self.parts))
        while number is not None:
            self._taken.add(number)
            yield from self.parts[number]
            number = self.spare.take()

    def may_check(self, line: str) -> bool:
        """Tell whether a line belongs to this share; nobody else asks its hosts meanwhile."""
        return partition_of(line, self.partition_count) in self._taken


@dataclass(frozen=True, slots=True)
class PartitionReport:
    """Checks that are done; the last report of a helper says so and names the hosts that want to be left alone."""

    checks: list[tuple[Any, ...]]  # the fields of LinkCheck: a tenth of the time that pickling whole objects takes
    paused_hosts: dict[str, int] | None = None


def check_partition(share: PartitionWork, output: BinaryIO) -> None:
    """Check a share and write reports."""
    run = LinkChecker(share.settings, share.nonce, share.may_check)
    checks: list[tuple[Any, ...]] = []
    written = time.monotonic()
    try:
        for check in run.checks(share.urls()):
            checks.append(_FIELDS(check))
            if len(checks) >= _BATCH or time.monotonic() - written > _REPORT_SECONDS:
                _write(PartitionReport(checks), output)
                checks, written = [], time.monotonic()
        _write(PartitionReport(checks, run.paused_hosts), output)
    finally:
        run.close()


def _write(report: PartitionReport, output: BinaryIO) -> None:
    pickle.dump(report, output, protocol=pickle.HIGHEST_PROTOCOL)
    output.flush()
