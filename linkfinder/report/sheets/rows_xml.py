"""Rows written as the XML that they are in the file (ECMA-376 part 1, 18.3.1): what makes 100,000 rows quick.

XlsxWriter spends most of its time on each cell: a list of 100,000 rows took it 49 seconds on a slow core, and takes 20
this way. So the rows of a list go straight to the file in which it keeps rows in its constant_memory mode. All else,
formats, widths, links, filters and choices, stays its own work. A sheet is written wholly this way or not at all.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from math import isfinite
from typing import Any

from linkfinder.model.column import CellValue
from linkfinder.report.cells import truncate_cell
from linkfinder.report.sheets.styles import XlsxFormat
from linkfinder.text.cleaning import clean

_DAY_ZERO = date(1899, 12, 30)
"""Excel's day 0, for dates from March 1900 on: it believes that 1900 was a leap year."""

_FIRST_DAY = date(1900, 3, 1)
"""Earlier dates, which are mistakes of pages, are shown as texts."""

_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads _x000A_ as a line break; its own way to say the underscore is _x005F_ (ECMA-376 part 1, 22.9.2.19)."""


class RowXmlWriter:
    """Takes the rows of one sheet, from top to bottom."""

    def __init__(self, sheet: Any, columns: int, rows: int) -> None:
        """Open the rows of a sheet that has nothing written to it yet; its extent must be known for readers."""
        self.out = sheet.fh
        self.letters = [_letters(index) for index in range(columns)]
        sheet.dim_rowmin, sheet.dim_rowmax = 0, max(1, rows)
        sheet.dim_colmin, sheet.dim_colmax = 0, columns - 1

    def write(self, row: int, values: Iterable[CellValue], styles: Sequence[int], height: float) -> None:
        """Write a row (counted from 0), one value a column; a negative style leaves an empty cell out."""
        number = row + 1
        cells = [
            _cell(f"{letters}{number}", value, style)
            for letters, value, style in zip(self.letters, values, styles, strict=True)
        ]
        self.out.write(f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>')


def style_of(style: XlsxFormat) -> int:
    """Return the number under which cells name a format."""
    index: int = style._get_xf_index()  # noqa: SLF001 (numbers are given on first use; there is no public way)
    return index


def _cell(place: str, value: CellValue, style: int) -> str:
    if value is None:
        return "" if style < 0 else f'<c r="{place}" s="{style}"/>'
    shown = abs(style)
    if isinstance(value, date) and value >= _FIRST_DAY:
        return f'<c r="{place}" s="{shown}"><v>{(value - _DAY_ZERO).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}" s="{shown}"><v>{value!r}</v></c>' if isfinite(value) else ""
    text = _CODED.sub("_x005F_", escape(text_of(value), quote=False))
    return f'<c r="{place}" s="{shown}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def text_of(value: str | date | tuple[str, ...]) -> str:
    """Return a value as the text of a cell; several texts stand on lines of their own."""
    if isinstance(value, tuple):
        return truncate_cell("\n".join(clean(each) for each in value))
    return truncate_cell(clean(value)) if isinstance(value, str) else value.isoformat()


def _letters(index: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
