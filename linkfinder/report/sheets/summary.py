"""The first sheet: what was found, what to do first, why candidates were rejected, and how the crawl went."""

from collections.abc import Iterable, Sequence
from typing import Any

from linkfinder.model.column import CellFormat, CellValue
from linkfinder.model.report_line import ReportLine
from linkfinder.model.run import Run
from linkfinder.report import explanation
from linkfinder.report.base import Report
from linkfinder.report.sheets.cells import CellWriter
from linkfinder.report.sheets.row_sheet import LINE_HEIGHT, colour_scores
from linkfinder.report.sheets.styles import SheetStyles
from linkfinder.report.summary import KindCount, Summary

_WIDTHS = (28, 9, 9, 12, 9, 18, 40, 46, 64)
_COUNTS = ("", "Listed", "New", "In work", "Closed", "Rejected")
_BEST = ("Site", "Rank", "Score", "Status", "New", "Kind", "Page title", "Page", "Why")
_PAGE, _WHY = 7, 8


class SummarySheet:
    """Writes the first sheet from top to bottom: a sheet written with little memory cannot go back up."""

    def __init__(self, workbook: Any, styles: SheetStyles) -> None:
        """Add the sheet to a workbook."""
        self.sheet = workbook.add_worksheet("Summary")
        self.styles = styles
        self.cells = CellWriter(self.sheet, styles)
        self.row = 0

    def write(self, report: Report, summary: Summary) -> None:
        """Write all parts of the sheet."""
        self._lay_out()
        self._title(report)
        if report.notice:
            self._next(report.notice, style=self.styles.heading)
        self._counts(summary.counts)
        self._best(summary.top)
        self._reasons(summary.reasons)
        self._run(report.run)

    def _lay_out(self) -> None:
        for index, width in enumerate(_WIDTHS):
            self.sheet.set_column(index, index, width)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    def _title(self, report: Report) -> None:
        self.sheet.set_row(0, 28)
        self._next(f"Link opportunities: {report.niche.name}", style=self.styles.title)
        written = f"{report.generated:%Y-%m-%d %H:%M} UTC"
        self._next(f"Written {written}. The last sheet, Legend, explains columns and points.", style=self.styles.muted)

    def _counts(self, counts: Sequence[KindCount]) -> None:
        self._heads("Found", _COUNTS)
        for each in counts:
            numbers = (each.listed, each.new, each.in_work, each.closed, each.rejected)
            self._next(each.kind.title, *numbers, style=self.styles.label)

    def _best(self, lines: Sequence[ReportLine]) -> None:
        self._heads(f"Do these first ({len(lines)})" if lines else "Nothing to do yet", _BEST if lines else ())
        first = self.row
        for line in lines:
            self._line(line)
        if lines:
            colour_scores(self.sheet, first, self.row - 1, _BEST.index("Score"))

    def _line(self, line: ReportLine) -> None:
        record, page = line.record, line.record.opportunity
        self.sheet.set_row(self.row, explanation.TOP_REASONS * LINE_HEIGHT)
        total = record.score.total if record.score else None
        values: tuple[tuple[CellValue, CellFormat], ...] = (
            (page.site, CellFormat.TEXT),
            (line.rank, CellFormat.WHOLE),
            (total, CellFormat.SCORE),
            (record.status.replace("_", " "), CellFormat.TEXT),
            ("yes" if record.is_new else None, CellFormat.TEXT),
            (page.kind.replace("_", " "), CellFormat.TEXT),
            (page.page_title, CellFormat.MULTILINE),
        )
        for index, (value, form) in enumerate(values):
            self.cells.put_form(self.row, index, value, form)
        self.cells.put_link(self.row, _PAGE, page.page_url)
        self.cells.put_form(self.row, _WHY, explanation.reasons(record.score), CellFormat.MULTILINE)
        self.row += 1

    def _reasons(self, reasons: Iterable[tuple[str, int]]) -> None:
        rows = list(reasons)
        if rows:
            self._heads("Rejected because", ())
        for reason, number in rows:
            self._next(reason.replace("_", " "), number)

    def _run(self, run: Run | None) -> None:
        self._heads("The last run", ())
        if run is None:
            self._next("There was none yet.")
            return
        ended = f"{run.ended:%Y-%m-%d %H:%M} UTC" if run.ended else "not yet"
        for name, value in (
            ("Command", run.command),
            ("Began", f"{run.started:%Y-%m-%d %H:%M} UTC"),
            ("Ended", ended),
            ("State", run.state),
            ("Message", run.message),
        ):
            if value:
                self._next(name, value)
        for name, number in sorted(run.counts.items()):
            self._next(name.replace("_", " ").replace("/", ": "), number)

    def _heads(self, heading: str, heads: Sequence[str]) -> None:
        self.row += 1
        self.sheet.set_row(self.row, 22)
        self._next(heading, style=self.styles.heading)
        for index, head in enumerate(heads):
            self.sheet.write_string(self.row, index, head, self.styles.head)
        self.row += bool(heads)

    def _next(self, first: str, *values: CellValue, style: Any = None) -> None:
        self.cells.put(self.row, 0, first, style or self.styles.plain)
        for index, value in enumerate(values, 1):
            self.cells.put(self.row, index, value, self.styles.number if isinstance(value, int) else self.styles.plain)
        self.row += 1
