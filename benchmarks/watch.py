"""Runs a command and counts what it takes together with all the processes it starts."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_BETWEEN_SAMPLES = 0.1
"""Seconds between two samples of the memory: one costs a big process a millisecond or two."""

LONGEST = 600.0
"""Seconds after which a command is ended: one that needs longer is not measured, and the table says so."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock and on the CPU, and the most memory it held, in MB."""

    seconds: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command cost, what it wrote, and its exit code; `in_time` is false for one that was ended."""

    cost: Cost
    output: str
    errors: str
    in_time: bool
    code: int = 0


def run_watched(
    command: Sequence[str],
    environ: Mapping[str, str],
    folder: Path,
    stdin: Path = Path(os.devnull),
    longest: float = LONGEST,
) -> Watched:
    """Run a command in a folder, with a file as its standard input, and return what it cost and wrote."""
    output, errors = folder / "output.txt", folder / "errors.txt"
    started = time.monotonic()
    with stdin.open("rb") as source, output.open("wb") as stdout, errors.open("wb") as stderr:
        process = subprocess.Popen(command, env=dict(environ), stdin=source, stdout=stdout, stderr=stderr, cwd=folder)  # noqa: S603
        peak, ended = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process, peak, ended, longest), daemon=True)
        watcher.start()
        _, code, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    ended.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(code)
    # The kernel's own peak also counts the memory of this process before it became the command.
    memory = peak[0] or usage.ru_maxrss / 1024
    cost = Cost(seconds, usage.ru_utime + usage.ru_stime, memory)
    return Watched(cost, _text(output), _text(errors), process.returncode >= 0, process.returncode)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _watch(process: "subprocess.Popen[bytes]", peak: list[float], ended: threading.Event, longest: float) -> None:
    due = time.monotonic() + longest
    while not ended.wait(_BETWEEN_SAMPLES):
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
