"""The spreadsheet, read back with another program."""

import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from linkfinder.errors import ReportError
from linkfinder.model.opportunity import OpportunityState
from linkfinder.model.record import RejectionRecord
from linkfinder.model.status import Flag, Status
from linkfinder.report.as_xlsx import XlsxExporter
from linkfinder.report.base import Report
from linkfinder.report.registry import EXPORTERS
from tests.report.conftest import MakeRecord, MakeReport, broken_link, mention


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.xlsx"


def workbook(report: Report, path: Path) -> Any:
    XlsxExporter().write(report, path)
    return load_workbook(path)


def cells(sheet: Any, row: int = 2) -> dict[str, Any]:
    return {head.value: cell for head, cell in zip(sheet[1], sheet[row], strict=True)}


def words(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_there_is_a_sheet_for_everything(make_report: MakeReport, path: Path) -> None:
    assert workbook(make_report(), path).sheetnames == [
        "Summary",
        "Guest posts",
        "Broken links",
        "Dead targets",
        "Unlinked mentions",
        "Closed",
        "Rejected",
        "Legend",
    ]


def test_a_row_has_real_numbers_real_dates_and_a_link(
    make_record: MakeRecord, make_report: MakeReport, path: Path
) -> None:
    row = cells(workbook(make_report(make_record(total=77.25)), path)["Guest posts"])
    assert (row["Rank"].value, row["Score"].value, row["Min words"].value) == (1, 77.25, 800)
    assert row["Published"].value == datetime(2026, 10, 1)  # noqa: DTZ001 (spreadsheets know no zones)
    assert (row["Published"].is_date, row["Published"].number_format) == (True, "yyyy-mm-dd")
    assert row["Page URL"].hyperlink.target == row["Page URL"].value == "https://teethblog.example/write"
    assert row["Evidence"].value == "“We welcome guest articles.”"
    assert row["ID"].value == make_record().id


def test_a_list_is_ready_to_work_with(make_record: MakeRecord, make_report: MakeReport, path: Path) -> None:
    sheet = workbook(make_report(make_record()), path)["Guest posts"]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref.startswith("A1:")
    choice = sheet.data_validations.dataValidation[0]
    assert str(choice.sqref) == "C2"
    assert set(choice.formula1.strip('"').split(",")) == {str(status) for status in Status}
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["B2"]
    row = cells(sheet)
    assert row["Evidence"].alignment.wrap_text
    assert row["Status"].fill.fgColor.rgb == row["Note"].fill.fgColor.rgb != row["Site"].fill.fgColor.rgb


def test_columns_in_which_nothing_stands_are_out_of_sight(
    make_record: MakeRecord, make_report: MakeReport, path: Path
) -> None:
    sheet = workbook(make_report(make_record()), path)["Guest posts"]
    hidden = {
        head.value for head in sheet[1] if sheet.column_dimensions[head.column_letter].hidden
    }  # openpyxl groups neighbours, so only some are seen
    assert "Exclusive" in hidden or "Images" in hidden
    assert not {"Score", "Status", "Owner", "Note", "ID"} & hidden


HOSTILE = [
    '=HYPERLINK("http://x.example","click")',
    "+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "{=1+1}",
    "http://x.example/ is a text here",
    "<r><t>rich</t></r>",
    "<r></r></t></is></c><c r='ZZ1'><f>1+1</f></c>",
    "]]></t><!-- & <b>",
    "_x0041_ and _x000d_",
    "'quoted",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_the_web_stand_there_as_texts(
    make_record: MakeRecord, make_report: MakeReport, path: Path, text: str
) -> None:
    record = make_record(page_title=text, note=text, site=text)
    book = workbook(make_report(record), path)
    row = cells(book["Guest posts"])
    assert (unescape(row["Page title"].value), row["Page title"].data_type) == (text, "s")
    assert row["Page title"].quotePrefix
    # The summary is written by XlsxWriter itself, with a space before its own markup.
    summary = words(book["Summary"])
    assert text in {unescape(word).removeprefix(" ") for word in summary}
    with zipfile.ZipFile(path) as file:
        assert not [name for name in file.namelist() if b"<f>" in file.read(name)]


def test_control_characters_and_endless_texts_do_no_harm(
    make_record: MakeRecord, make_report: MakeReport, path: Path
) -> None:
    record = make_record(page_title="a\x00b\x1b[31m\ud800\u202ec", note="😀" * 40_000)
    row = cells(workbook(make_report(record), path)["Guest posts"])
    assert row["Page title"].value == "ab[31mc"
    assert len(row["Note"].value.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "internal:Sheet1!A1",
        "ftp://a.example/",
        "https://a.example/" + "x" * 2100,
    ],
)
def test_only_web_addresses_can_be_clicked(
    make_record: MakeRecord, make_report: MakeReport, path: Path, address: str
) -> None:
    book = workbook(make_report(make_record(page_url=address)), path)
    cell = cells(book["Guest posts"])["Page URL"]
    assert (cell.value, cell.hyperlink) == (address, None)
    assert not [cell for row in book["Summary"].iter_rows() for cell in row if cell.hyperlink]


def test_dead_links_are_told_by_what_died(make_record: MakeRecord, make_report: MakeReport, path: Path) -> None:
    places = [("a", "one.example", 90), ("b", "one.example", 80), ("a", "two.example", 10)]
    records = [
        make_record(broken_link(f"https://{dead}.example/"), total, page_url=f"https://{site}/", site=site)
        for dead, site, total in places
    ]
    book = workbook(make_report(*records), path)
    rows = [cells(book["Broken links"], number) for number in (2, 3, 4)]
    assert [(row["Target"].value, row["Site"].value) for row in rows] == [
        (1, "one.example"),
        (1, "two.example"),
        (2, "one.example"),
    ]
    shades = [row["Dead URL"].fill.fgColor.rgb for row in rows]
    assert shades[0] == shades[1] != shades[2]
    story = cells(book["Dead targets"])
    assert (story["Dead URL"].value, story["Pages linking"].value, story["Sites"].value) == (
        "https://a.example/",
        2,
        "one.example, two.example",
    )
    assert (story["Best score"].value, story["Your page"].value) == (90, "https://acme-dental.example/guide")


def test_what_was_turned_down_is_shown_with_the_reason_and_the_words(
    make_record: MakeRecord, make_report: MakeReport, refusal: RejectionRecord, path: Path
) -> None:
    book = workbook(make_report(make_record(reject="competitor"), refusals=(refusal,)), path)
    first, second = (cells(book["Rejected"], number) for number in (2, 3))
    assert (first["Reason"].value, first["Evidence"].value) == (
        "article_about",
        "“How to find sites that accept guest posts”",
    )
    assert (second["Reason"].value, second["Detail"].value) == ("competitor", "it is a competitor")
    assert book["Guest posts"].max_row == 1


def test_closed_doors_wait_on_a_sheet_of_their_own(
    make_record: MakeRecord, make_report: MakeReport, path: Path
) -> None:
    shut = make_record(state=OpportunityState.CLOSED, reject="closed")
    linked = make_record(mention(), flag=Flag.NOW_LINKED)
    sheet = workbook(make_report(shut, linked), path)["Closed"]
    assert {cells(sheet, row)["Why closed"].value for row in (2, 3)} == {
        "the page says so",
        "the mention is linked now",
    }


def test_the_summary_counts_and_names_the_best(
    make_record: MakeRecord, make_report: MakeReport, refusal: RejectionRecord, path: Path
) -> None:
    records = [make_record(total=n, page_url=f"https://a.example/{n}", is_new=n > 20) for n in range(25)]
    begun = make_record(mention(), status=Status.CONTACTED)
    book = workbook(make_report(*records, begun, refusals=(refusal,)), path)
    rows = [[cell.value for cell in row] for row in book["Summary"].iter_rows()]
    assert ["Guest posts", 25, 4, 0, 0, 1] in [row[:6] for row in rows]
    assert ["Unlinked mentions", 1, 0, 1, 0, 0] in [row[:6] for row in rows]
    assert "Do these first (20)" in [row[0] for row in rows]
    assert ["article about", 1] in [row[:2] for row in rows]
    assert ["pages", 1234] in [row[:2] for row in rows]
    assert ["found: guest post", 1] in [row[:2] for row in rows]


def test_a_report_of_nothing_says_so(make_report: MakeReport, path: Path) -> None:
    book = workbook(make_report(run=None), path)
    assert {"Nothing to do yet", "There was none yet."} <= set(words(book["Summary"]))
    assert book["Guest posts"]["A1"].value == "Rank"


def test_what_must_be_known_of_the_last_crawl_stands_on_top(make_report: MakeReport, path: Path) -> None:
    book = workbook(replace(make_report(run=None), notice="No host could be reached."), path)
    assert "No host could be reached." in words(book["Summary"])[:4]


def test_the_legend_explains_points_columns_and_words(make_report: MakeReport, path: Path) -> None:
    rows = [[cell.value for cell in row] for row in workbook(make_report(), path)["Legend"].iter_rows()]
    assert ["relevance", "How near the page is to the niche's topics", 34, 30, "It comes first"] in [
        row[:5] for row in rows
    ]
    assert {"Page title", "parked", "follow_up", "now_linked"} <= {row[0] for row in rows}


def test_dates_before_excels_time_are_texts(make_record: MakeRecord, make_report: MakeReport, path: Path) -> None:
    row = cells(workbook(make_report(make_record(published=date(1900, 1, 1))), path)["Guest posts"])
    assert row["Published"].value == "1900-01-01"


def test_the_same_report_is_the_same_file(make_record: MakeRecord, make_report: MakeReport, tmp_path: Path) -> None:
    records = [make_record(total=n, page_url=f"https://a.example/{n}") for n in range(9)]
    for name, some in (("a", records), ("b", records[::-1])):
        XlsxExporter().write(make_report(*some), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_missing_folder_is_told_and_nothing_is_left(make_report: MakeReport, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="its folder is missing"):
        XlsxExporter().write(make_report(), tmp_path / "nowhere" / "report.xlsx")
    assert not list(tmp_path.iterdir())


def test_the_formats_are_known_by_name() -> None:
    assert {name: exporter.SUFFIX for name, exporter in EXPORTERS.items()} == {
        "xlsx": ".xlsx",
        "csv": ".csv",
        "jsonl": ".jsonl",
        "excel-csv": ".excel.csv",
    }
