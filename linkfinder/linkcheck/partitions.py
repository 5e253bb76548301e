"""How a long list is cut: a part for each process, and spare parts for whoever is through first.

A line belongs to one part, and a part to one process, so that no host is asked by two at a time.
"""

import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_SPARE_SHARE = 0.25
"""Of a list: processes that began with equal parts have come this far apart at most when one has much else to do, as
the first one has, which collects what the others find. More would leave more redirects to the end (`shares`).
"""

_SPARE_COUNT = 64
"""Spare parts, each some hundredths of a second of a long list's work: so much later the last process ends."""


def partition_of(host_key: str, shares: int) -> int:
    """Return the part a line belongs to, the same in every process: those from `shares` on are spare."""
    place = zlib.crc32(host_key.encode()) / 2**32
    own = 1 - _SPARE_SHARE
    return int(place / own * shares) if place < own else shares + int((place - own) / _SPARE_SHARE * _SPARE_COUNT)


@dataclass(frozen=True, slots=True)
class SparePartitions:
    """The spare parts that nobody has yet. All processes that hold it draw from the same ones: bytes in a pipe."""

    file: int

    @classmethod
    def of(cls, parts: Iterable[int]) -> Self:
        """Return a reserve of these spare parts."""
        file, entrance = os.pipe()
        os.write(entrance, bytes(parts))
        os.close(entrance)
        return cls(file)

    def take(self) -> int | None:
        """Return a spare part that nobody else gets, or None when all are taken."""
        taken = os.read(self.file, 1)
        return taken[0] if taken else None

    def close(self) -> None:
        """Give the reserve back; other processes go on."""
        os.close(self.file)
