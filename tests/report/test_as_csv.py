"""CSV: readable by every program, inert in every spreadsheet."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.report.as_csv import CsvExporter, ExcelCsvExporter, inert
from linkfinder.report.columns import all_columns
from tests.report.conftest import MakeRecord, MakeReport, mention


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_a_row_holds_one_opportunity(make_record: MakeRecord, make_report: MakeReport, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    CsvExporter().write(make_report(make_record(), make_record(mention(), total=60)), path)
    first, second = rows(path)
    assert list(first) == [column.name for column in all_columns()]
    assert (first["rank"], first["kind"], first["score"]) == ("1", "unlinked_mention", "60")
    assert (second["price"], second["min_words"], second["published"]) == ("49.5", "800", "2026-10-01")
    assert first["price"] == ""
    assert "\r\n" in path.read_bytes().decode()


def test_what_is_turned_down_is_not_on_the_list(
    make_record: MakeRecord, make_report: MakeReport, tmp_path: Path
) -> None:
    path = tmp_path / "report.csv"
    CsvExporter().write(make_report(make_record(reject="competitor")), path)
    assert rows(path) == []


FORMULAS = ['=LINK("http://x.example")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1"]
FULL_WIDTH = ["\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"]


@pytest.mark.parametrize("text", FORMULAS + FULL_WIDTH)
def test_formulas_of_the_web_are_texts(
    make_record: MakeRecord, make_report: MakeReport, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "report.csv"
    CsvExporter().write(make_report(make_record(page_title=text, note=f"x;{text}")), path)
    row = rows(path)[0]
    assert row["page_title"].startswith("'")
    assert row["note"].startswith("x;")
    # Quoted as a whole: a program that splits at semicolons does not find a formula in it.
    assert '"x;' in path.read_text(encoding="utf-8")


@given(st.text())
def test_no_text_begins_a_formula(text: str) -> None:
    assert not inert(text).lstrip().startswith(("=", "+", "-", "@"))


@given(st.text())
def test_an_innocent_text_is_left_alone(text: str) -> None:
    assert inert(text) in {text, f"'{text}"}


def test_numbers_stay_numbers(make_record: MakeRecord, make_report: MakeReport, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    CsvExporter().write(make_report(make_record()), path)
    line = path.read_text(encoding="utf-8").splitlines()[1]
    assert line.startswith('1,50.0,"new"')


def test_excel_gets_semicolons_and_a_byte_order_mark(
    make_record: MakeRecord, make_report: MakeReport, tmp_path: Path
) -> None:
    path = tmp_path / "report.csv"
    ExcelCsvExporter().write(make_report(make_record(page_title="Zähne")), path)
    body = path.read_bytes()
    assert body.startswith(b'\xef\xbb\xbf"rank";"score"')
    assert "Zähne".encode() in body


def test_the_same_report_is_the_same_file(make_record: MakeRecord, make_report: MakeReport, tmp_path: Path) -> None:
    records = [make_record(page_url=f"https://a.example/{n}") for n in range(5)]
    for name, some in (("a", records), ("b", records[::-1])):
        CsvExporter().write(make_report(*some), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
