"""Numbers in a folded text: in figures with marks between the thousands, with a `k` behind them, or written out."""

# ruff: noqa: RUF001 (signs of other scripts)

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from linkfinder.data.tables import read_table
from linkfinder.text.folding import fold
from linkfinder.text.matching import TextMatcher

_THOUSANDS = r"k|tsd|tys|tis|тыс|тис|mil|mila|mille|ribu|rb|nghin|bin|千|tusen|tusind"
_TIMES = rf"\s?(?:(?P<thousands>{_THOUSANDS})|(?P<ten_thousands>万|萬|만))\.?(?![a-zа-яё])"
_SMALL = r"\d{1,3}(?:[.,]\d)?"
_FIGURES = re.compile(
    r"(?<![a-z\d])(?<!\d[.,])(?:"
    rf"(?P<first>{_SMALL})(?:\s?(?:-|~|〜|to|bis|a|до|到)\s?(?P<second>{_SMALL}))?{_TIMES}"
    r"|(?P<plain>[1-9]\d{0,2}(?:[.,' ]\d{3})+(?!\d)|\d{1,6}(?!\d))"
    r")"
)
"""`1.5k`, `2-3k`, `2 тыс.`, `2~6千`; else `1,500`, `12 000`, `800`."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `start` up to `end` of a folded text; `least` is less than `value` where one suffix ends a range.

    `2-3k` is one number of which `least` is 2000.
    """

    start: int
    end: int
    value: int
    least: int


def numbers_in(folded: str) -> list[Number]:
    """Return the whole numbers of a folded text, in order; none overlaps another."""
    found: list[Number] = []
    for number in sorted((*_in_figures(folded), *_in_words(folded)), key=lambda each: (each.start, -each.end)):
        if not found or number.start >= found[-1].end:
            found.append(number)
    return found


def _in_figures(folded: str) -> Iterator[Number]:
    for match in _FIGURES.finditer(folded):
        if plain := match["plain"]:
            value = int(re.sub(r"\D", "", plain))
            yield Number(match.start(), match.end(), value, value)
        else:
            times = 1_000 if match["thousands"] else 10_000
            least, value = (_times(match[part] or match["first"], times) for part in ("first", "second"))
            yield Number(match.start(), match.end(), value, least)


def _times(text: str, times: int) -> int:
    return round(float(text.replace(",", ".")) * times)


def _in_words(folded: str) -> Iterator[Number]:
    matcher, values = _spelled()
    for index, start, end in matcher.find(folded):
        is_word = (start == 0 or not folded[start - 1].isalnum()) and not folded[end : end + 1].isalnum()
        if is_word:
            yield Number(start, end, values[index], values[index])


@cache
def _spelled() -> tuple[TextMatcher, tuple[int, ...]]:
    texts = {fold(word): int(value) for value, words in read_table("number_words")["words"].items() for word in words}
    return TextMatcher(texts, for_long=False), tuple(texts.values())
