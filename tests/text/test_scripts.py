import pytest

from linkfinder.text.scripts import count_unspaced, has_open_ends, hides_word_edges, is_unspaced


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
