"""The exit codes, which scripts and timers rely on."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended. 130 (interrupted, resumable) is what Typer itself answers to Ctrl-C."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    ATTENTION = 3  # done, but something needs a look
    INTERRUPTED = 130
