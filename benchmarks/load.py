"""Keeps one core busy, to see what is left of a figure on a machine that has other work."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator

_CALCULATION = """
import os
parent = os.getppid()
while os.getppid() == parent:  # it ends with the benchmark, also when that is killed
    sum(range(100_000))
"""


@contextlib.contextmanager
def busy_core(*, is_wanted: bool) -> Iterator["subprocess.Popen[bytes] | None"]:
    """Run a calculation beside the block when it is wanted, and yield its process."""
    if not is_wanted:
        yield None
        return
    with subprocess.Popen([sys.executable, "-c", _CALCULATION]) as process:  # noqa: S603 (ourselves)
        try:
            yield process
        finally:
            process.kill()
