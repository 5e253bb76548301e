"""What a person sees: one console each for results and messages, and text made harmless before it is shown.

Text from the web may hold escape sequences and direction overrides; both are removed. Rich's markup and emoji codes are
off, so that `[bold]` or `root:x:0` in a page or a file name is shown as it is written; what is styled is a `Text`.
"""

import io
import json
import os
import shlex
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    Words: TypeAlias = str | Text

_PIPE_WIDTH = 1_000
"""The width of a table that goes into a file or pipe: a row stays in one line, so that grep finds it."""

_WIDE = 120
"""From this width on, tables have all their columns side by side; below, cells are stacked so that no word breaks."""


@lru_cache(maxsize=1)
def console() -> "Console":
    """Return the console for results (standard output)."""
    return _console(is_error=False)


@lru_cache(maxsize=1)
def error_console() -> "Console":
    """Return the console for progress and error messages (standard error)."""
    return _console(is_error=True)


def _console(*, is_error: bool) -> "Console":
    from rich.console import Console

    class QuietConsole(Console):
        def on_broken_pipe(self) -> None:
            if not is_error:
                end_without_reader()
            _discard_output()  # work goes on when only its messages have no reader

    width = None if is_error or sys.stdout.isatty() else _PIPE_WIDTH
    return QuietConsole(stderr=is_error, width=width, highlight=False, soft_wrap=True, markup=False, emoji=False)


def use_lossless_output() -> None:
    """Write characters that the output's encoding lacks as escapes (backslash, u, four digits) instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def end_without_reader() -> NoReturn:
    """End the program quietly because nobody reads its output any more, as in `linkfinder list dental | head`."""
    _discard_output()
    raise SystemExit(ExitCode.NO_READER)


def _discard_output() -> None:
    """Discard what is written from now on to a stream without a reader; the interpreter flushes both at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def printable(text: str) -> str:
    """Return text without control characters; its lines and their indentation stay."""
    return "\n".join(line[: len(line) - len(line.lstrip(" "))] + plain_line(line) for line in text.split("\n"))


def as_word(text: str) -> str:
    """Return an argument of a command as it must be typed."""
    return shlex.quote(plain_line(text))


def print_line(text: "Words" = "", style: str = "") -> None:
    """Print text on standard output; a `str` loses its control characters first."""
    console().print(printable(text) if isinstance(text, str) else text, style=style or None)


def print_json(line: Mapping[str, object]) -> None:
    """Print one line of JSON on standard output, at once; halves of characters are escaped, as UTF-8 has none."""
    write_result(json.dumps(line, ensure_ascii=False))


def write_result(line: str) -> None:
    """Write one line for programs on standard output, in UTF-8, at once."""
    try:
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.flush()
    except BrokenPipeError:
        end_without_reader()


def print_table(rows: "RenderableType") -> None:
    """Print a table within the width of the terminal."""
    console().print(rows, soft_wrap=False)


def show_error(text: str) -> None:
    """Print a red message on standard error; its lines stay lines."""
    error_console().print(printable(text), style="red")


def note(text: str) -> None:
    """Print one line on standard error that is neither a result nor an error."""
    error_console().print(plain_line(text))


def new_table(*columns: str, wrapped: tuple[str, ...] = ()) -> "Table":
    """Return an empty table without borders. Only the columns in `wrapped` become narrower than their content."""
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(column, overflow="fold", no_wrap=column not in wrapped)
    return grid


def stacked(*parts: str) -> str:
    """Return the parts of a cell: below each other on a narrow terminal, else in one line. Empty ones are left out."""
    return ("  " if console().width >= _WIDE else "\n").join(part for part in parts if part)


def styled(text: str, style: str) -> "Text":
    """Return text in a style, without control characters."""
    from rich.text import Text

    return Text(printable(text), style=style)


def joined(*parts: "Words") -> "Text":
    """Return text of plain and styled parts; plain ones lose their control characters."""
    from rich.text import Text

    return Text.assemble(*(printable(part) if isinstance(part, str) else part for part in parts))


def is_terminal() -> bool:
    """Tell whether a person watches standard error, so that a live line makes sense."""
    return sys.stderr.isatty()
