import pytest

from linkfinder.text.scripts import count_unspaced, has_open_ends, hides_word_edges, is_mark, is_unspaced, may_begin


@pytest.mark.parametrize(
    ("text", "unspaced", "open_ends", "edgeless"),
    [
        ("garden", False, False, False),
        ("jardín", False, False, False),
        ("сад", False, False, False),
        ("庭", True, True, True),
        ("にわ", True, True, True),
        ("สวน", True, True, True),
        ("정원", False, True, True),
        ("حديقة", False, False, True),
        ("גן", False, False, True),
    ],
)
def test_scripts_differ_in_what_a_neighbour_says(text: str, *, unspaced: bool, open_ends: bool, edgeless: bool) -> None:
    assert (is_unspaced(text), has_open_ends(text), hides_word_edges(text)) == (unspaced, open_ends, edgeless)


def test_letters_without_spaces_are_counted_among_others() -> None:
    assert count_unspaced("the 庭 of にわ") == 3


def test_vowel_signs_belong_to_the_letter_before_them() -> None:
    assert [is_mark(letter) for letter in ["ि", "ি", "ุ", "a", "ก", "文"]] == [True, True, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "word", "begins"),
    [
        ("والحديقة", "حديقة", True),
        ("مستقبل", "تقبل", False),
        ("ובגן", "גן", True),
        ("מקבלים", "בלי", False),
        ("เปิดรับ", "ปิดรับ", False),
        ("เราปิดรับ", "ปิดรับ", True),
        ("本庭園", "庭園", True),
    ],
)
def test_a_word_begins_behind_prefixes_but_not_inside_another(text: str, word: str, *, begins: bool) -> None:
    assert may_begin(text, text.index(word)) is begins
