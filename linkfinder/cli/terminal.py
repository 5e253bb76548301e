"""What a person sees: one console, and web text made harmless before it is shown.

Text from the web may hold escape sequences, direction overrides and Rich markup; none of them reaches a terminal.
"""

import json
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

_WIDE_COLUMNS = 1_000
"""The width where nobody looks: a table in a file or pipe keeps a row in one line, so that grep finds it."""


@lru_cache(maxsize=1)
def console() -> "Console":
    """Return the console for results (standard output)."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _WIDE_COLUMNS)


@lru_cache(maxsize=1)
def error_console() -> "Console":
    """Return the console for progress and complaints (standard error)."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def escaped_line(text: str, width: int = 0) -> str:
    """Return web text as `plain_line`, with Rich markup escaped."""
    from rich.markup import escape

    return escape(plain_line(text, width))


def print_line(text: str) -> None:
    """Print one line of our own words; web text in it must have gone through `escaped_line`."""
    console().print(text)


def print_json(line: Mapping[str, object]) -> None:
    """Print one line of JSON on standard output, at once; halves of characters are escaped, as UTF-8 has none."""
    text = json.dumps(line, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.flush()


def print_table(rows: "RenderableType") -> None:
    """Print a table within the width of the terminal."""
    console().print(rows, soft_wrap=False)


def show_error(text: str) -> None:
    """Print one red line on standard error."""
    error_console().print(f"[red]{escaped_line(text)}[/red]")


def note(text: str) -> None:
    """Print one line on standard error that is neither a result nor a complaint."""
    error_console().print(escaped_line(text))


def new_table(*columns: str) -> "Table":
    """Return an empty table with these columns, borderless enough to be copied."""
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(column, overflow="fold")
    return grid


def is_terminal() -> bool:
    """Tell whether a person watches standard error, so that a live line makes sense."""
    return sys.stderr.isatty()
