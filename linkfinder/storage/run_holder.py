"""Which process holds a run, so that a run whose process was killed can be taken over at once.

A holder is `machine:pid:start`. The machine is this boot and this process namespace: the same number in another
container or after a restart is somebody else. Where the system tells neither, only the heartbeat counts.
"""

import hashlib
import os
import socket
from pathlib import Path

_START_FIELD = 19
"""Of the fields after the name in /proc/PID/stat: when the process started, in ticks since boot (proc_pid_stat(5))."""


def this_process() -> str:
    """Return the holder that stands for this process."""
    return f"{_machine()}:{os.getpid()}:{_start_of(os.getpid())}"


def has_ended(holder: str) -> bool:
    """Tell whether the holder certainly runs no more; False when it cannot be known from here."""
    machine, _, process = holder.partition(":")
    number, _, start = process.partition(":")
    if not start or machine != _machine():
        return False
    return _start_of(int(number)) != start


def _machine() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        namespace = Path("/proc/self/ns/pid").readlink()
    except OSError:
        return ""
    return hashlib.sha256(f"{socket.gethostname()} {boot} {namespace}".encode()).hexdigest()[:16]


def _start_of(pid: int) -> str:
    """Return when a process started, or an empty string when there is none or the system does not tell."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()  # the name before may hold spaces and brackets
    return "" if fields[0] in "ZX" else fields[_START_FIELD]
