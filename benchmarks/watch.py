"""Runs a command and counts what it takes together with all the processes it starts."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.command import Cost

_BETWEEN_LOOKS = 0.05
"""Seconds between two looks at the memory: a look costs a big process a millisecond."""

LONGEST = 120.0
"""Seconds after which a command is ended: who needs longer is not measured, but told."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command cost, and what it wrote; `in_time` is false for one that was ended."""

    cost: Cost
    output: str
    errors: str
    in_time: bool


def run_watched(command: Sequence[str], environ: Mapping[str, str], entrance: Path, folder: Path) -> Watched:
    """Run a command with a file as its standard input and return what it cost; its errors end in `errors.txt`."""
    output = folder / "output.txt"
    started = time.monotonic()
    with entrance.open("rb") as stdin, output.open("wb") as stdout, (folder / "errors.txt").open("wb") as stderr:
        process = subprocess.Popen(command, env=dict(environ), stdin=stdin, stdout=stdout, stderr=stderr, cwd=folder)  # noqa: S603
        peak, ended = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process, peak, ended), daemon=True)
        watcher.start()
        _, code, usage = os.wait4(process.pid, 0)
    ended.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(code)
    # What the kernel calls the most memory counts that of the process before it became the command.
    memory = peak[0] or usage.ru_maxrss / 1024
    cost = Cost(time.monotonic() - started, usage.ru_utime + usage.ru_stime, memory)
    return Watched(cost, _text(output), _text(folder / "errors.txt"), process.returncode >= 0)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _watch(process: "subprocess.Popen[bytes]", peak: list[float], ended: threading.Event) -> None:
    due = time.monotonic() + LONGEST
    while not ended.wait(_BETWEEN_LOOKS):
        peak[0] = max(peak[0], _memory(process.pid))
        if time.monotonic() > due:
            process.kill()
            return


def _memory(pid: int) -> float:
    """Return the memory of a process and its children in MB, pages that several hold counted once; 0 off Linux."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return own / 1024 + sum(_memory(int(child)) for child in children)
