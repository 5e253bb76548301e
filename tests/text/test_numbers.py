"""Numbers as texts write them."""

import pytest

from linkfinder.text.folding import fold
from linkfinder.text.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,250 and 12.500 and 7 300", [1250, 12500, 7300]),
        ("1.5k, 3 k, 2 tys., 4 тыс.", [1500, 3000, 2000, 4000]),
        ("6千字, 1万字", [6000, 10000]),
        ("seven hundred or fifteen hundred", [700, 1500]),
        ("achthundert, zeshonderd, пятьсот", [800, 600, 500]),
        ("step 02 800", [2, 800]),
        ("an H2 heading", []),
        ("kilobytes: 5 kb", [5]),
        ("2026-03-01", [2026, 3, 1]),
    ],
)
def test_numbers_are_found_in_order(text: str, values: list[int]) -> None:
    assert [number.value for number in numbers_in(fold(text))] == values


@pytest.mark.parametrize(
    ("text", "ends"), [("2-3k", (2000, 3000)), ("2~6千", (2000, 6000)), ("1,5 до 2 тыс", (1500, 2000))]
)
def test_one_suffix_may_stand_behind_both_ends(text: str, ends: tuple[int, int]) -> None:
    (number,) = numbers_in(fold(text))
    assert (number.least, number.value) == ends


def test_a_number_says_where_it_stands() -> None:
    text = fold("At least nine hundred words")
    (number,) = numbers_in(text)
    assert text[number.start : number.end] == "nine hundred"
