"""XLSX: a summary, one sheet a kind, the dead targets, what is closed or was turned down, a legend.

Cells from the web are inert, see `sheets.cells`. Rows are written with little memory, one at a time.
"""

from datetime import UTC
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from linkfinder.errors import ReportError
from linkfinder.model.kind import OpportunityKind
from linkfinder.report.base import Report
from linkfinder.report.listing import arrange
from linkfinder.report.sheets.back import LegendSheet
from linkfinder.report.sheets.front import FrontSheet
from linkfinder.report.sheets.lists import write_list
from linkfinder.report.sheets.looks import make_looks
from linkfinder.report.sheets.of_kinds import kind_sheet, target_sheet
from linkfinder.report.sheets.turned_down import closed_sheet, rejected_sheet
from linkfinder.report.summary import kinds_of, summarise
from linkfinder.report.whole_file import whole_file

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
        with whole_file(path) as aside:
            # XlsxWriter would only find out when it closes the file, and hide which error it was.
            aside.touch()
            workbook = xlsxwriter.Workbook(str(aside), _OPTIONS)
            # The only time in the file; the zip entries have a fixed one. So the same report is the same bytes.
            created = report.generated.astimezone(UTC).replace(tzinfo=None)
            workbook.set_properties({"title": f"Link opportunities: {report.niche.name}", "created": created})
            _write_sheets(workbook, report)
            _close(workbook, path)


def _write_sheets(workbook: Any, report: Report) -> None:
    looks, arranged = make_looks(workbook), arrange(report)
    FrontSheet(workbook, looks).write(report, summarise(report, arranged))
    for kind in kinds_of(report):
        write_list(workbook, looks, kind_sheet(kind, arranged.listed))
        if kind is OpportunityKind.BROKEN_LINK:
            write_list(workbook, looks, target_sheet(arranged.listed))
    write_list(workbook, looks, closed_sheet(arranged.closed))
    write_list(workbook, looks, rejected_sheet(arranged.rejected, report.refusals))
    LegendSheet(workbook, looks).write(report.weights)


def _close(workbook: Any, path: Path) -> None:
    try:
        workbook.close()
    except XlsxFileError as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from error
        raise ReportError(f"{path} cannot be written: {error}; choose another place") from error
