"""Writing single cells so that nothing in them acts: no formulas, links to web pages only, texts within the limits."""

import re
from dataclasses import dataclass
from typing import Any

from linkfinder.model.column import CellFormat, CellValue
from linkfinder.report.sheets.rows_xml import text_of
from linkfinder.report.sheets.styles import SheetStyles, XlsxFormat

MAX_LINKS = 65_530
"""Excel's limit for links on one sheet (support.microsoft.com, "Excel specifications and limits")."""

_WEB_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}#]{1,2060}", re.ASCII)
"""What can be a link unchanged, within Excel's 2,079 characters. Everything else is shown as a text."""


def is_web_address(text: str) -> bool:
    """Tell whether a text can be a link: http or https, nothing that would have to be escaped, not too long."""
    return _WEB_ADDRESS.fullmatch(text) is not None


@dataclass(slots=True)
class CellWriter:
    """Writes into one sheet, row after row. Lists have a quicker way of their own, see `rows_xml`."""

    sheet: Any
    styles: SheetStyles

    def put(self, row: int, column: int, value: CellValue, style: XlsxFormat) -> None:
        """Write a number or a text in a style; None leaves the cell empty, but in its style."""
        if value is None:
            self.sheet.write_blank(row, column, None, style)
        elif isinstance(value, int | float):
            self.sheet.write_number(row, column, value, style)
        else:
            self.sheet.write_string(row, column, safe_text(value), style)

    def put_form(self, row: int, column: int, value: CellValue, form: CellFormat) -> None:
        """Write a value in the style of its form."""
        self.put(row, column, value, self.styles.cells[form, False])

    def put_link(self, row: int, column: int, address: str) -> None:
        """Write a web address that can be clicked; as a text when it is none."""
        if is_web_address(address):
            self.sheet.write_url(row, column, address, self.styles.link[False], address)
        else:
            self.put(row, column, address, self.styles.cells[CellFormat.URL, False])


def safe_text(value: Any) -> str:
    """Return a value as a text that XlsxWriter writes as it stands.

    It passes a string between <r> and </r> on as rich text, unescaped: a page could write cells with it.
    """
    text = text_of(value)
    return f" {text}" if text.startswith("<r>") else text
