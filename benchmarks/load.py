"""Keeps one core busy, to see what is left of a figure on a machine that has other work."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator

_ENDLESS = "n = 0\nwhile True: n = (n * 31 + 7) % 1_000_003"


@contextlib.contextmanager
def busy_core(*, is_wanted: bool) -> Iterator["subprocess.Popen[bytes] | None"]:
    """Run an endless calculation beside the block when it is wanted, and yield its process."""
    if not is_wanted:
        yield None
        return
    with subprocess.Popen([sys.executable, "-c", _ENDLESS]) as process:  # noqa: S603 (ourselves)
        try:
            yield process
        finally:
            process.kill()
