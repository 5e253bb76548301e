"""A sheet of rows: heading, widths, filter, frozen panes, colours for the score, a choice for the status."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from linkfinder.model.column import CellFormat, CellValue, Column, RowItem, row_of
from linkfinder.model.status import Status
from linkfinder.report.sheets.cells import MAX_LINKS, is_web_address
from linkfinder.report.sheets.rows_xml import RowXmlWriter, style_of
from linkfinder.report.sheets.styles import SCORE_COLOURS, SheetStyles

_MAX_SHEET_ROWS = 1_048_575
"""Excel's limit for the rows of a sheet, less the heading."""

LINE_HEIGHT = 14
"""Points for a line of text, at a letter size of 10."""

_HEAD_HEIGHT = 2.3 * LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class RowSheet(Generic[RowItem]):
    """The content of a sheet of rows. The first `frozen` columns do not scroll; shaded rows belong together.

    Rows show `lines` lines of text. Longer texts show in full when the cell is clicked, and the list stays a list.
    """

    name: str
    columns: Sequence[Column[RowItem]]
    items: Sequence[RowItem]
    frozen: int = 0
    lines: int = 3
    is_shaded: Callable[[RowItem], bool] = lambda _: False


def write_row_sheet(workbook: Any, styles: SheetStyles, plan: RowSheet[RowItem], most: int = _MAX_SHEET_ROWS) -> None:
    """Write a sheet of rows, and further sheets for what is more than `most` rows."""
    for start in range(0, max(1, len(plan.items)), most):
        sheet = workbook.add_worksheet(plan.name if start == 0 else f"{plan.name} {start // most + 1}")
        items = plan.items[start : start + most]
        used = _write_rows(sheet, styles, plan, items)
        _format_sheet(sheet, plan, len(items), used)


def _write_rows(sheet: Any, styles: SheetStyles, plan: RowSheet[RowItem], items: Sequence[RowItem]) -> frozenset[int]:
    """Write heading and rows; return the columns in which something stands."""
    file = RowXmlWriter(sheet, len(plan.columns), len(items))
    heads = [style_of(styles.head_editable if column.is_editable else styles.head) for column in plan.columns]
    file.write(0, [column.title for column in plan.columns], heads, _HEAD_HEIGHT)
    links = _LinkWriter(sheet, _clickable(plan.columns, len(items)))
    by_shade = {shaded: _styles(styles, plan.columns, links.columns, shaded=shaded) for shaded in (False, True)}
    used: set[int] = set()
    for row, item in enumerate(items, 1):
        values = row_of(item, plan.columns)
        file.write(row, values, by_shade[plan.is_shaded(item)], plan.lines * LINE_HEIGHT)
        links.write(row, values)
        used.update(index for index, value in enumerate(values) if value is not None)
    return frozenset(used)


def _styles(
    styles: SheetStyles, columns: Sequence[Column[RowItem]], links: frozenset[int], *, shaded: bool
) -> list[int]:
    """Return the style of each column; negative where an empty cell need not be written."""
    found: list[int] = []
    for index, column in enumerate(columns):
        if column.is_editable:
            found.append(style_of(styles.editable[column.format]))
        else:
            style = style_of(styles.link[shaded] if index in links else styles.cells[column.format, shaded])
            found.append(style if shaded else -style)
    return found


class _LinkWriter:
    """The links of a sheet; the cells themselves are written with their rows."""

    def __init__(self, sheet: Any, columns: frozenset[int]) -> None:
        self.sheet = sheet
        self.columns = columns
        sheet.ignore_write_string = True  # the texts stand there already

    def write(self, row: int, values: Sequence[CellValue]) -> None:
        for index in self.columns:
            value = values[index]
            if row <= MAX_LINKS and isinstance(value, str) and is_web_address(value):
                self.sheet.write_url(row, index, value)


def _clickable(columns: Sequence[Column[RowItem]], rows: int) -> frozenset[int]:
    """Return the columns whose addresses are links: all of them, or the first one when Excel does not take more."""
    addresses = [index for index, column in enumerate(columns) if column.format is CellFormat.URL]
    return frozenset(addresses if rows * len(addresses) <= MAX_LINKS else addresses[:1])


def _format_sheet(sheet: Any, plan: RowSheet[RowItem], rows: int, used: frozenset[int]) -> None:
    last = max(1, rows)
    sheet.freeze_panes(1, plan.frozen)
    sheet.autofilter(0, 0, last, len(plan.columns) - 1)
    for index, column in enumerate(plan.columns):
        # A column in which no row has a value is written, but hidden.
        is_hidden = bool(rows) and index not in used and not column.is_editable
        sheet.set_column(index, index, column.width, None, {"hidden": is_hidden})
        if column.format is CellFormat.SCORE:
            colour_scores(sheet, 1, last, index)
        elif column.format is CellFormat.STATUS:
            sheet.data_validation(1, index, last, index, _status_choice())
    sheet.set_landscape()
    sheet.repeat_rows(0)
    if plan.frozen:
        sheet.repeat_columns(0, plan.frozen - 1)


def colour_scores(sheet: Any, first: int, last: int, column: int) -> None:
    """Colour the scores in some rows of a column, the same colours for the same points on every sheet."""
    low, middle, high = SCORE_COLOURS
    ends = {"min_type": "num", "mid_type": "num", "max_type": "num", "min_value": 0, "mid_value": 50, "max_value": 100}
    colours = {"min_color": low, "mid_color": middle, "max_color": high}
    sheet.conditional_format(first, column, last, column, {"type": "3_color_scale", **colours, **ends})


def _status_choice() -> dict[str, Any]:
    return {
        "validate": "list",
        "source": [str(status) for status in Status],
        "error_title": "Not a status",
        "error_message": "Choose one of the list; the Legend explains them.",
    }
