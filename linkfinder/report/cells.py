"""Texts from the web made fit for a cell: one line, nothing invisible that changes how the rest is read."""

import re
from datetime import date

CellValue = str | int | float | date | tuple[str, ...] | None
"""What a cell holds. A tuple is several short texts; None is an empty cell: unknown, or nothing to say."""

MAX_CELL_LENGTH = 32_767
"""Excel's limit for the text of a cell, in UTF-16 units (support.microsoft.com, "Excel specifications and limits")."""

_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters that are no white space
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # zero-width and direction controls
    "\ud800-\udfff\ufffe\uffff]"  # halves of characters, and what is none
)


def single_line(text: str) -> str:
    """Return a text in one line, without control characters, direction overrides and halves of characters."""
    # What can be printed has none of them; nearly all texts end here.
    return text if text.isprintable() else " ".join(_HARMFUL.sub("", text).split())


def truncate_cell(text: str) -> str:
    """Return a text that fits into a cell, with an ellipsis where it was cut."""
    # A character is one or two units: half the limit is always short enough.
    if len(text) <= MAX_CELL_LENGTH // 2 or len(text.encode("utf-16-le")) // 2 <= MAX_CELL_LENGTH:
        return text
    units = text.encode("utf-16-le")[: 2 * (MAX_CELL_LENGTH - 1)]
    return units.decode("utf-16-le", "ignore") + "…"
