"""One flat row of a report: what a column is, and how a row is made of columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

CellValue = str | int | float | date | tuple[str, ...] | None
"""What a cell holds. A tuple is several short texts; None is an empty cell: unknown, or nothing to say."""

RowItem = TypeVar("RowItem")

_CAPITALS = {word.lower(): word for word in ("AI", "HTTP", "ID", "URL")}


class CellFormat(StrEnum):
    """How a column's values are shown and compared."""

    WHOLE = "whole"  # a whole number
    SCORE = "score"  # points, 0 to 100
    SHARE = "share"  # 0 to 1
    MONEY = "money"
    TEXT = "text"
    MULTILINE = "long"  # a text over several lines
    URL = "address"  # a web address
    DAY = "day"
    STATUS = "status"  # one of the statuses, chosen by people


@dataclass(frozen=True, slots=True)
class Column(Generic[RowItem]):
    """A column: its name (the same in every format), its width in characters, its form, and what it means."""

    name: str
    width: int
    format: CellFormat
    meaning: str
    read: Callable[[RowItem], CellValue]
    is_editable: bool = False  # people write here; read back by an import

    @property
    def title(self) -> str:
        """The name as a heading, such as `Page title` or `Dead URL`."""
        words = [_CAPITALS.get(word, word) for word in self.name.split("_")]
        return words[0][0].upper() + " ".join(words)[1:]


def row_of(item: RowItem, columns: Sequence[Column[RowItem]]) -> tuple[CellValue, ...]:
    """Return the values of an item, one a column; None where nothing is known."""
    return tuple(value if (value := column.read(item)) not in _NOTHING else None for column in columns)


_NOTHING: tuple[CellValue, ...] = ("", ())
