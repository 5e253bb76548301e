import pytest

from linkfinder.text.months import month_name, month_of, named_month
from linkfinder.text.phrases import pack_languages


@pytest.mark.parametrize(
    ("word", "language", "month"),
    [
        ("Sept.", "en", 9),
        ("mai", "de", 5),
        ("lip", "pl", 7),
        ("lipnja", "hr", 6),
        ("listopada", "pl", 11),
        ("listopada", "hr", 10),
        ("listopada", "en", None),
        ("ma", "en", None),
        ("jun", "en", 6),
        ("ju", "en", None),
        ("Jänner", "de", 1),
        ("Maerz", "de", 3),
        ("setiembre", "es", 9),
        ("desember", "no", 12),
        ("أغسطس", "ar", 8),
        ("अगस्त", "hi", 8),
        ("Ogos", "ms", 8),
    ],
)
def test_a_word_means_a_month_in_its_language(word: str, language: str, month: int | None) -> None:
    assert month_of(word, language) == month


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("January", 1),
        ("sep", 9),
        ("März", 3),
        ("août", 8),
        ("września", 9),
        ("lutym", 2),
        ("listopada", 11),
        ("декабре", 12),
        ("marraskuussa", 11),
        ("januárig", 1),
        ("Μάρτιο", 3),
        ("Ağustos", 8),
        ("srpnja", 7),
        ("фебруар", 2),
        ("march of", None),
        ("janu", None),
    ],
)
def test_a_whole_name_means_its_month_in_any_language_and_case(word: str, month: int | None) -> None:
    assert named_month(word) == month


def test_every_language_with_phrases_has_its_months_unless_it_numbers_them() -> None:
    for language in pack_languages() - {"ja", "ko", "mn", "vi", "zh"}:
        names = [month_name(number, language) for number in range(1, 13)]
        found = [named_month(name) for name in names if (name, language) != ("listopada", "hr")]
        assert found == [number for number in range(1, 13) if (number, language) != (10, "hr")], language
        assert [month_of(name, language) for name in names] == [*range(1, 13)], language
