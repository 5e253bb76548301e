"""XLSX: a summary, one sheet a kind, the targets that opportunities share, what is closed or rejected, a legend.

Cells from the web are inert, see `sheets.cells`. Rows are written with little memory, one at a time.
"""

from datetime import UTC
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from linkfinder.errors import ReportError
from linkfinder.report.atomic_file import atomic_file
from linkfinder.report.base import Report
from linkfinder.report.listing import arrange_report
from linkfinder.report.sheets.kind_sheets import kind_sheet, target_sheet
from linkfinder.report.sheets.legend import LegendSheet
from linkfinder.report.sheets.not_listed import closed_sheet, rejected_sheet
from linkfinder.report.sheets.row_sheet import write_row_sheet
from linkfinder.report.sheets.styles import make_styles
from linkfinder.report.sheets.summary import SummarySheet
from linkfinder.report.summary import kinds_of, summarise

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class XlsxExporter:
    """The spreadsheet that people work from."""

    NAME = "xlsx"
    SUFFIX = ".xlsx"

    def write(self, report: Report, path: Path) -> None:
        """Write the workbook as a whole file or not at all; raise ReportError with the remedy."""
        with atomic_file(path) as draft:
            # XlsxWriter would only find out when it closes the file, and hide which error it was.
            draft.touch()
            workbook = xlsxwriter.Workbook(str(draft), _OPTIONS)
            # The only time in the file; the zip entries have a fixed one. So the same report is the same bytes.
            created = report.generated.astimezone(UTC).replace(tzinfo=None)
            workbook.set_properties({"title": f"Link opportunities: {report.niche.name}", "created": created})
            _write_sheets(workbook, report)
            _close(workbook, path)


def _write_sheets(workbook: Any, report: Report) -> None:
    styles, arranged = make_styles(workbook), arrange_report(report)
    SummarySheet(workbook, styles).write(report, summarise(report, arranged))
    for kind in kinds_of(report):
        write_row_sheet(workbook, styles, kind_sheet(kind, arranged.listed))
        if kind.target_sheet:
            write_row_sheet(workbook, styles, target_sheet(kind, kind.target_sheet, arranged.listed))
    write_row_sheet(workbook, styles, closed_sheet(arranged.closed))
    write_row_sheet(workbook, styles, rejected_sheet(arranged.rejected, report.refusals))
    LegendSheet(workbook, styles).write(report.weights)


def _close(workbook: Any, path: Path) -> None:
    try:
        workbook.close()
    except XlsxFileError as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from error
        raise ReportError(f"{path} cannot be written: {error}; choose another place") from error
