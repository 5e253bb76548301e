"""Texts from the web in cells."""

import pytest

from linkfinder.report.cells import MAX_CELL_LENGTH, truncate_cell
from linkfinder.text.cleaning import clean


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("two\nlines\tand  more\r\n", "two lines and more"),
        ("bell\x07 escape\x1b[31m null\x00", "bell escape[31m null"),
        ("next\x85line", "next line"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("half \ud800 character", "half character"),
        ("Zähne 歯 👩‍⚕️", "Zähne 歯 👩‍⚕️"),
    ],
)
def test_a_text_is_one_line_without_tricks(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("character", ["x", "😀"])
def test_a_long_text_is_cut_to_what_a_cell_holds(character: str) -> None:
    short = truncate_cell(character * 40_000)
    assert len(short.encode("utf-16-le")) // 2 <= MAX_CELL_LENGTH
    assert len(short) > 16_000
    assert short.endswith("…")
    assert truncate_cell("x" * MAX_CELL_LENGTH) == "x" * MAX_CELL_LENGTH
