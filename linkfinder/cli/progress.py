"""How long work shows its progress: one live line on a terminal, a plain line now and then anywhere else.

A log that is read the next morning wants few lines with the time in front, not a moving bar.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from linkfinder.cli.terminal import error_console, is_terminal
from linkfinder.text.cleaning import plain_line

_PLAIN_SECONDS = 30.0
"""Two lines a minute tell that a crawl lives, and a night of them still fits on a few screens."""

_LIVE_PER_SECOND = 4


@contextmanager
def shown_progress(every: float = _PLAIN_SECONDS, *, beside_results: bool = False) -> Iterator[Callable[[str], None]]:
    """Give a function that shows the newest state in one line, on standard error.

    `beside_results` says that results appear on standard output meanwhile: on a terminal they are the progress, and a
    live line would be mixed with them.
    """
    if beside_results and sys.stdout.isatty():
        yield lambda _state: None
        return
    if not is_terminal():
        yield _plain_lines(every, time.monotonic)
        return
    from rich.live import Live
    from rich.text import Text

    with Live(console=error_console(), refresh_per_second=_LIVE_PER_SECOND, transient=True) as live:
        yield lambda state: live.update(Text(plain_line(state), no_wrap=True, overflow="ellipsis"))


def _plain_lines(every: float, clock: Callable[[], float]) -> Callable[[str], None]:
    last = clock()

    def show(state: str) -> None:
        nonlocal last
        if clock() - last >= every:
            last = clock()
            error_console().print(f"{datetime.now(UTC):%H:%M:%S}  {plain_line(state)}")

    return show
