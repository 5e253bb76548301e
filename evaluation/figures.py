"""What a measurement says: counts, precision and recall, and the cases that went wrong."""

from dataclasses import dataclass, field


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

    def as_text(self) -> str:
        """Return the figure in one line."""
        counts = f"right {self.right}, wrong {self.wrong}, missed {self.missed}"
        return f"{self.name:<28} precision {self.precision:.3f}  recall {self.recall:.3f}  ({counts})"

    def as_data(self) -> dict[str, object]:
        """Return the figure for a program."""
        counts = {"right": self.right, "wrong": self.wrong, "missed": self.missed}
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
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


Figure = Found | Agreed
