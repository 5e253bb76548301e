"""What a benchmark returns: a Markdown table with a heading and a sentence on what was done."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one benchmark, ready to be printed."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def as_markdown(self) -> str:
        """Return the table as Markdown; the first column is text, the others are numbers."""
        rule = "|".join(["---", *("---:" for _ in self.columns[1:])])
        lines = [f"| {' | '.join(row)} |" for row in self.rows]
        return "\n".join(
            [f"### {self.title}", "", self.note, "", f"| {' | '.join(self.columns)} |", f"|{rule}|", *lines]
        )


def median(values: Iterable[float]) -> float:
    """Return the median of some figures."""
    return statistics.median(values)


def of_runs(number: int) -> str:
    """Return how figures come out of so many runs, for the note of a table."""
    return "one run" if number == 1 else f"medians of {number} runs"


def spread(values: Sequence[float], form: str) -> str:
    """Return a median, with the smallest and largest value when there are several."""
    low, high = (format(value, form) for value in (min(values), max(values)))
    middle = format(median(values), form)
    return middle if low == high else f"{middle} ({low} to {high})"
