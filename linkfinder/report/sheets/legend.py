"""The last sheet: what every column, point, verdict, status and flag means."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from linkfinder.kinds.registry import all_kinds
from linkfinder.model.column import CellValue
from linkfinder.model.score import Weight
from linkfinder.report import legend
from linkfinder.report.columns import all_columns
from linkfinder.report.sheets.cells import CellWriter
from linkfinder.report.sheets.styles import SheetStyles

_WIDTHS = (22, 78, 13, 13, 18, 105)


class LegendSheet:
    """Writes the legend from top to bottom."""

    def __init__(self, workbook: Any, styles: SheetStyles) -> None:
        """Add the sheet to a workbook."""
        self.sheet = workbook.add_worksheet("Legend")
        self.styles = styles
        self.cells = CellWriter(self.sheet, styles)
        self.row = 0

    def write(self, weights: Sequence[Weight]) -> None:
        """Write all parts of the legend."""
        for index, width in enumerate(_WIDTHS):
            self.sheet.set_column(index, index, width)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self._score(weights)
        self._table("Columns", ((column.title, column.meaning) for column in all_columns()))
        self._table("Verdicts on links", _words(legend.VERDICT_MEANINGS))
        self._table("Statuses: yours to set, never changed by a crawl", _words(legend.STATUS_MEANINGS))
        self._table("Flags: what a crawl noticed", _words(legend.FLAG_MEANINGS))

    def _score(self, weights: Sequence[Weight]) -> None:
        weighed = {kind for weight in weights for kind, _ in weight.points}
        kinds = [kind for kind in all_kinds() if kind.name in weighed]
        self._heads(
            "What the score is made of: points at most",
            ["Part", "Meaning", *(kind.title for kind in kinds), "Why"],
        )
        why = {weight.factor: weight for weight in weights}
        for factor, meaning in legend.FACTOR_MEANINGS.items():
            points: list[CellValue] = []
            if weight := why.get(factor):
                points = [*(dict(weight.points).get(kind.name) or None for kind in kinds), weight.why]
            self._next(factor.replace("_", " "), meaning, *points)

    def _table(self, heading: str, rows: Iterable[tuple[str, str]]) -> None:
        self.row += 1
        self._heads(heading, ())
        for name, meaning in rows:
            self._next(name, meaning)

    def _heads(self, heading: str, heads: Sequence[str]) -> None:
        self.sheet.set_row(self.row, 22)
        self._next(heading, style=self.styles.heading)
        for index, head in enumerate(heads):
            self.sheet.write_string(self.row, index, head, self.styles.head)
        self.row += bool(heads)

    def _next(self, first: str, *values: CellValue, style: Any = None) -> None:
        self.cells.put(self.row, 0, first, style or self.styles.label)
        for index, value in enumerate(values, 1):
            if value is not None:
                self.cells.put(
                    self.row, index, value, self.styles.plain if isinstance(value, str) else self.styles.points
                )
        self.row += 1


def _words(meanings: Mapping[Any, str]) -> Iterable[tuple[str, str]]:
    return ((str(word), meaning) for word, meaning in meanings.items())
