"""The form in which texts are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.text.folding import fold, fold_lines


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Gästebeiträge", "gastebeitrage"),
        ("STRASSE straße", "strasse strasse"),
        ("Łódź, Ørsted, Æbler", "lodz, orsted, aebler"),
        ("İstanbul ISPARTA ılık", "istanbul isparta ilik"),
        ("ﬁne ＡＢ１", "fine ab1"),
        ("don’t — “quote”", 'don\'t - "quote"'),
        ("guest\u2011post\u00adguide\u200b", "guest-postguide"),
        ("ガイド がぎぐ", "ガイド がぎぐ"),
        ("한국어", "한국어"),
        ("ёлка и йод", "елка и иод"),
        ("العَرَبِيَّة", "العربيه"),
        ("  two\n\tlines  ", "two lines"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_decomposed_spelling_is_the_same_word() -> None:
    assert fold("cafe\u0301") == fold("café") == "cafe"


def test_lines_are_kept_where_they_are_asked_for() -> None:
    assert fold_lines("Für\nUns") == "fur\nuns"


@given(st.text(max_size=200))
def test_a_folded_text_folds_to_itself(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


LETTERS = "aI\u0130\u00df\u0142\u0041\u030a\u2019\u304b\u3099\uac00\u0301 `\u03a3."


@given(st.lists(st.text(LETTERS, max_size=9), max_size=9))
def test_parts_between_plain_letters_fold_as_they_do_alone(parts: list[str]) -> None:
    assert fold_lines("x".join(parts)) == "x".join(fold_lines(part) for part in parts)


def test_a_text_of_few_foreign_letters_folds_as_one_of_many() -> None:
    foreign = "\u0141\u00d3D\u0179 \uff21\u00df \u304b\u3099 \u0130\u03a3"
    plain = "Plain words stand before the others. " * 20
    assert fold_lines(plain + foreign) == plain.lower() + fold_lines(foreign)


def test_marks_piled_on_one_letter_are_cut() -> None:
    assert fold("a" + "\u0301\u0327" * 200_000) == "a"
    assert len(fold("\u304b" + "\u3099\u302a" * 1_000)) < 50
