"""Sheets of rows: Excel's limits, and columns' letters."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from linkfinder.model.column import CellFormat, Column
from linkfinder.report.sheets import row_sheet
from linkfinder.report.sheets.row_sheet import RowSheet, write_row_sheet
from linkfinder.report.sheets.rows_xml import RowXmlWriter
from linkfinder.report.sheets.styles import SheetStyles, make_styles
from linkfinder.text.cleaning import clean

COLUMNS: tuple[Column[int], ...] = (
    Column("number", 8, CellFormat.WHOLE, "A number", lambda it: it),
    Column("first", 20, CellFormat.URL, "An address", lambda it: f"https://a.example/{it}"),
    Column("second", 20, CellFormat.URL, "Another", lambda it: f"https://b.example/{it}"),
)


class Book:
    """A workbook in the making, and how it is read back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook: Any = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        self.looks: SheetStyles = make_styles(self.workbook)

    def read(self) -> Any:
        self.workbook.close()
        return load_workbook(self.path)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = Book(tmp_path / "book.xlsx")
    yield made
    if not made.workbook.fileclosed:
        made.workbook.close()


def test_what_does_not_fit_goes_on_on_the_next_sheet(book: Book) -> None:
    write_row_sheet(book.workbook, book.looks, RowSheet("Rows", COLUMNS, range(5)), most=2)
    sheets = book.read()
    assert sheets.sheetnames == ["Rows", "Rows 2", "Rows 3"]
    assert [sheets[name]["A2"].value for name in sheets.sheetnames] == [0, 2, 4]
    assert sheets["Rows 3"]["A1"].value == "Number"


def test_when_links_run_short_the_first_column_has_them(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_sheet, "MAX_LINKS", 5)
    write_row_sheet(book.workbook, book.looks, RowSheet("Rows", COLUMNS, range(7)))
    sheet = book.read()["Rows"]
    assert [bool(cell.hyperlink) for cell in sheet["B"]] == [False, *[True] * 5, False, False]
    assert not [cell for cell in sheet["C"] if cell.hyperlink]
    assert [cell.value for cell in sheet["C"]][-1] == "https://b.example/6"


def test_shaded_rows_are_shaded_from_edge_to_edge(book: Book) -> None:
    empty: Column[int] = Column("empty", 5, CellFormat.TEXT, "Nothing", lambda _: None)
    write_row_sheet(
        book.workbook, book.looks, RowSheet("Rows", (*COLUMNS, empty), [1, 2], is_shaded=lambda it: it == 2)
    )
    sheet = book.read()["Rows"]
    assert {cell.fill.fill_type for cell in sheet[2]} == {None}
    assert {cell.fill.fill_type for cell in sheet[3]} == {"solid"}


def test_numbers_that_are_none_leave_the_cell_empty(book: Book) -> None:
    odd: Column[float] = Column("odd", 5, CellFormat.SHARE, "Odd", lambda it: it)
    write_row_sheet(book.workbook, book.looks, RowSheet("Rows", (odd,), [float("nan"), float("inf"), 0.5]))
    assert [cell.value for cell in book.read()["Rows"]["A"]] == ["Odd", None, None, 0.5]


def test_columns_have_the_letters_that_excel_gives_them(book: Book) -> None:
    file = RowXmlWriter(book.workbook.add_worksheet("Rows"), 800, 1)
    assert file.letters == [get_column_letter(index) for index in range(1, 801)]


@settings(max_examples=25, deadline=None)  # each example writes and reads a workbook
@given(texts=st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=40))
def test_every_text_is_read_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    book = Book(tmp_path_factory.mktemp("any") / "book.xlsx")
    written: Column[str] = Column("text", 20, CellFormat.MULTILINE, "A text", lambda it: it)
    write_row_sheet(book.workbook, book.looks, RowSheet("Rows", (written,), texts))
    found = [unescape(cell.value or "") for cell in book.read()["Rows"]["A"]][1:]
    assert found == [clean(text) for text in texts][: len(found)]
    assert not any(clean(text) for text in texts[len(found) :])
