"""What a measurement says: counts, precision and recall, the order of the points, and the cases that went wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol


@dataclass(slots=True)
class Found:
    """Counts of a yes-or-no question: how much of what was found is right, how much of what is there was found."""

    name: str
    right: int = 0
    wrong: int = 0
    missed: int = 0
    confusions: list[str] = field(default_factory=list)

    def count(self, *, wanted: bool, got: bool, case: str) -> None:
        """Count one answer and keep the case when it is wrong."""
        self.right += wanted and got
        if got and not wanted:
            self.wrong += 1
            self.confusions.append(f"false  {case}")
        if wanted and not got:
            self.missed += 1
            self.confusions.append(f"missed {case}")

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 when nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 when nothing right was found."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_text(self) -> str:
        """Return the figure in one line."""
        counts = f"right {self.right}, wrong {self.wrong}, missed {self.missed}"
        rates = f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{self.name:<28} {rates}  ({counts})"

    def as_data(self) -> dict[str, object]:
        """Return the figure for a program."""
        counts = {"right": self.right, "wrong": self.wrong, "missed": self.missed}
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            **counts,
            "cases": self.confusions,
        }


@dataclass(slots=True)
class Agreed:
    """Counts of a question with one right answer a case."""

    name: str
    right: int = 0
    wrong: int = 0
    confusions: list[str] = field(default_factory=list)

    def count(self, *, is_right: bool, case: str) -> None:
        """Count one answer and keep the case when it is wrong."""
        if is_right:
            self.right += 1
        else:
            self.wrong += 1
            self.confusions.append(f"wrong  {case}")

    @property
    def share(self) -> float:
        """The share of right answers; 1 when nothing was asked."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    def as_text(self) -> str:
        """Return the figure in one line."""
        return f"{self.name:<28} right {self.share:.3f}  ({self.right} of {self.right + self.wrong})"

    def as_data(self) -> dict[str, object]:
        """Return the figure for a program."""
        return {"share": round(self.share, 4), "right": self.right, "wrong": self.wrong, "cases": self.confusions}


@dataclass(slots=True)
class Listed:
    """How many of some pages are listed, and which; with `is_wanted`, the cases to look at are those that are not."""

    name: str
    listed: int = 0
    total: int = 0
    is_wanted: bool = False
    confusions: list[str] = field(default_factory=list)

    def count(self, *, is_listed: bool, case: str) -> None:
        """Count one page and keep it when it is wrong."""
        self.total += 1
        self.listed += is_listed
        if is_listed is not self.is_wanted:
            self.confusions.append(f"{'listed' if is_listed else 'missed'} {case}")

    def as_text(self) -> str:
        """Return the figure in one line, with the share in percent."""
        share = self.listed / self.total * 100 if self.total else 0.0
        return f"{self.name:<28} {self.listed} of {self.total} ({share:.2f} %)"

    def as_data(self) -> dict[str, object]:
        """Return the figure for a program."""
        return {"listed": self.listed, "total": self.total, "cases": self.confusions}


@dataclass(slots=True)
class Ranked:
    """How well points tell the wanted pages from the others, over all thresholds and at those of `thresholds`."""

    name: str
    thresholds: Sequence[float] = ()
    confusions: list[str] = field(default_factory=list)  # none: each case stands in the figure of what was found
    _pages: list[tuple[float, bool]] = field(default_factory=list)

    def count(self, *, wanted: bool, points: float) -> None:
        """Count one page with its points."""
        self._pages.append((points, wanted))

    @property
    def average_precision(self) -> float:
        """The mean of the precision over all steps of recall, from the highest points down; 0 without wanted pages.

        Pages with the same points come at once, so that their order does not count.
        """
        total, mean, recall = sum(wanted for _, wanted in self._pages), 0.0, 0.0
        for _, found in self._cuts() if total else ():
            mean += (found.right / total - recall) * found.precision
            recall = found.right / total
        return mean

    def recall_at(self, precision: float) -> tuple[float, float]:
        """Return the highest recall with at least this precision and its threshold; 0 and infinity without one."""
        total = sum(wanted for _, wanted in self._pages)
        reached = [
            (step.right / total, points) for points, step in self._cuts() if step.precision >= precision and total
        ]
        return max(reached, default=(0.0, float("inf")), key=lambda cut: (cut[0], -cut[1]))

    @property
    def best_threshold(self) -> float:
        """The threshold with the highest F1; 0 without pages."""
        wanted = sum(wanted for _, wanted in self._pages)
        cuts = [(2 * cut.right / (cut.right + cut.wrong + wanted), points) for points, cut in self._cuts()]
        return max(cuts, default=(0.0, 0.0))[1]

    def at(self, threshold: float) -> Found:
        """Return what would be found with a threshold of so many points."""
        found = Found(f"from {threshold:.2f} points")
        for points, wanted in self._pages:
            found.count(wanted=wanted, got=points >= threshold, case="")
        found.confusions.clear()
        return found

    def _cuts(self) -> Iterator[tuple[float, Found]]:
        right = wrong = 0
        for points, pages in groupby(sorted(self._pages, reverse=True), key=lambda page: page[0]):
            answers = [wanted for _, wanted in pages]
            right, wrong = right + sum(answers), wrong + len(answers) - sum(answers)
            yield points, Found(self.name, right, wrong)

    def as_text(self) -> str:
        """Return the average precision, and a line for each threshold."""
        recall, threshold = self.recall_at(_PRECISE)
        best = f"recall {recall:.3f} at precision >= {_PRECISE} (from {threshold:.2f} points)"
        lines = [f"{self.name:<28} average precision {self.average_precision:.3f}, at best {best}"]
        return "\n".join([*lines, *(f"      {self.at(each).as_text()}" for each in self.thresholds)])

    def as_data(self) -> dict[str, object]:
        """Return the figure for a program."""
        rows = [{"threshold": each, **self.at(each).as_data()} for each in self.thresholds]
        return {"average_precision": round(self.average_precision, 4), "thresholds": rows}


_PRECISE = 0.95
"""The precision that docs/reference/kinds/guest_post.md names as the bar."""


class Figure(Protocol):
    """What can be printed and stored of a measurement."""

    name: str

    @property
    def confusions(self) -> Sequence[str]:
        """The cases to look at, one text each."""

    def as_text(self) -> str:
        """Return the figure for people, in one line or more."""

    def as_data(self) -> dict[str, object]:
        """Return the figure for a program."""
