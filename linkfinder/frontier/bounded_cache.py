"""A memory of bounded size for what a run has met: what was met last is known longest."""

import hashlib
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


def key_of(*texts: str) -> int:
    """Return a 64-bit number that stands for the texts, the same in every process.

    Not `hash()`, which differs from process to process; and not the texts themselves, which may be long.
    """
    return int.from_bytes(hashlib.blake2b("\n".join(texts).encode("utf-8", "replace"), digest_size=8).digest())


class BoundedCache(Generic[_Value]):
    """Remembers a value for each of the last `kept` keys at least, and of twice as many at most.

    Two halves: when the young one is full, it takes the place of the old one. A key that is asked for moves to the
    young half, so what is in use stays. That costs half the time and memory of a queue in exact order.
    """

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._young: dict[int, _Value] = {}
        self._old: dict[int, _Value] = {}

    def get(self, key: int) -> _Value | None:
        """Return what is remembered of a key, or None."""
        value = self._young.get(key)
        if value is None:
            value = self._old.get(key)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: int, value: _Value) -> None:
        """Remember a value."""
        self._young[key] = value
        if len(self._young) >= self._kept:
            self._old, self._young = self._young, {}

    def clear(self) -> None:
        """Forget everything."""
        self._young, self._old = {}, {}
