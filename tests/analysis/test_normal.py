"""The form in which texts are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.analysis.normal import fold, fold_lines


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
