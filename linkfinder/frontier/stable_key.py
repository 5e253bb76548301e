"""Numbers that stand for texts in caches, where the texts themselves would take too much memory."""

import hashlib


def key_of(*texts: str) -> int:
    """Return a 64-bit number that stands for the texts, the same in every process.

    Not `hash()`, which differs from process to process; and not the texts themselves, which may be long.
    """
    return int.from_bytes(hashlib.blake2b("\n".join(texts).encode("utf-8", "replace"), digest_size=8).digest())
