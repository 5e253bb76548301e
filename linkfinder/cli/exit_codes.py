"""The exit codes, which scripts and timers rely on."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    ATTENTION = 3  # done, but something needs attention
    INTERRUPTED = 130  # resumable; also what Typer answers to Ctrl-C
    NO_READER = 141  # 128 + SIGPIPE, as for any program in front of `head`
