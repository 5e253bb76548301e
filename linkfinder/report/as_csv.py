"""CSV: one row an opportunity on the list, all kinds together (RFC 4180). Cells from the web are inert.

A spreadsheet takes a cell that begins with = + - @ for a formula; such cells get an apostrophe before them (OWASP,
"CSV Injection"). Every text is quoted, so that a program that splits at another sign cannot find a cell inside one.
"""

import csv
from datetime import date
from math import isfinite
from pathlib import Path

from linkfinder.model.column import CellValue, row_of
from linkfinder.report.atomic_file import atomic_file
from linkfinder.report.base import Report
from linkfinder.report.cells import truncate_cell
from linkfinder.report.columns import all_columns
from linkfinder.report.listing import arrange_report
from linkfinder.text.cleaning import clean

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 (full-width signs count too)

_BETWEEN = " | "
"""Between the short texts of one cell: line breaks inside cells confuse programs that read line by line."""


class CsvExporter:
    """CSV for programs: UTF-8, comma, no byte order mark."""

    NAME = "csv"
    SUFFIX = ".csv"
    encoding = "utf-8"
    delimiter = ","

    def write(self, report: Report, path: Path) -> None:
        """Write the list as a whole file or not at all; raise ReportError with the remedy."""
        columns = all_columns()
        rows = (row_of(line, columns) for line in arrange_report(report).listed)
        with atomic_file(path) as draft, draft.open("w", encoding=self.encoding, newline="") as file:
            writer = csv.writer(file, delimiter=self.delimiter, quoting=csv.QUOTE_NONNUMERIC)
            writer.writerow(column.name for column in columns)
            writer.writerows([_cell(value) for value in row] for row in rows)


class ExcelCsvExporter(CsvExporter):
    """CSV for Excel in countries that write 1,5: semicolon, and a mark without which it takes UTF-8 for Latin-1."""

    NAME = "excel-csv"
    SUFFIX = ".excel.csv"
    encoding = "utf-8-sig"
    delimiter = ";"


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(_TRIGGERS) or text.startswith(_TRIGGERS) else text


def _cell(value: CellValue) -> str | int | float:
    if isinstance(value, tuple):
        return inert(_text(_BETWEEN.join(value)))
    if isinstance(value, str):
        return inert(_text(value))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None or not isfinite(value) else value


def _text(text: str) -> str:
    return truncate_cell(clean(text))
