"""Texts from the web made fit for a cell: one line, nothing invisible that changes how the rest is read."""

MAX_CELL_LENGTH = 32_767
"""Excel's limit for the text of a cell, in UTF-16 units (support.microsoft.com, "Excel specifications and limits")."""


def truncate_cell(text: str) -> str:
    """Return a text that fits into a cell, with an ellipsis where it was cut."""
    # A character is one or two units: half the limit is always short enough.
    if len(text) <= MAX_CELL_LENGTH // 2 or len(text.encode("utf-16-le")) // 2 <= MAX_CELL_LENGTH:
        return text
    units = text.encode("utf-16-le")[: 2 * (MAX_CELL_LENGTH - 1)]
    return units.decode("utf-16-le", "ignore") + "…"
