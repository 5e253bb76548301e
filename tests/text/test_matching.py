"""Finding many texts in one pass."""

from hypothesis import given
from hypothesis import strategies as st

from linkfinder.text.matching import MAX_DFA_TEXTS, TextMatcher

LETTERS = "ab é旅𝄞"


def places(matcher: TextMatcher, text: str) -> list[tuple[int, int, int]]:
    return sorted(matcher.find(text))


def test_matches_are_told_by_index_and_place() -> None:
    assert places(TextMatcher(["gum", "care"]), "gum care gum") == [(0, 0, 3), (0, 9, 12), (1, 4, 8)]


def test_a_text_inside_another_is_found_too() -> None:
    assert places(TextMatcher(["guest post", "post"]), "a guest post") == [(0, 2, 12), (1, 8, 12)]


def test_what_begins_inside_a_match_can_be_left_out() -> None:
    assert places(TextMatcher(["(at", "at"], overlapping=False), "me(at)home") == [(0, 2, 5)]


@given(
    texts=st.lists(st.text(LETTERS, min_size=1, max_size=3), min_size=1, max_size=4, unique=True),
    text=st.text(LETTERS),
    for_long=st.booleans(),
)
def test_places_are_counted_in_characters_of_any_script(texts: list[str], text: str, *, for_long: bool) -> None:
    wanted = [
        (index, start, start + len(sought))
        for index, sought in enumerate(texts)
        for start in range(len(text))
        if text.startswith(sought, start)
    ]
    assert places(TextMatcher(texts, for_long=for_long), text) == sorted(wanted)


def test_half_a_character_is_no_reason_to_fail() -> None:
    assert places(TextMatcher(["visit"]), "\ud83d é visit") == [(0, 4, 9)]


def test_more_texts_than_a_table_is_made_for_are_found_as_well() -> None:
    matcher = TextMatcher(f"word {number};" for number in range(MAX_DFA_TEXTS + 1))
    assert places(matcher, f"a word {MAX_DFA_TEXTS}; b") == [(MAX_DFA_TEXTS, 2, 12)]


def test_nothing_is_found_where_nothing_is_sought() -> None:
    assert places(TextMatcher([]), "a text") == []
