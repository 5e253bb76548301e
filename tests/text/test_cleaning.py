"""Text on one line, without what nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.text.cleaning import clean, count_words, plain_line, sanitize


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("  two \n\t words ", "two words"),
        ("no\u00a0break", "no break"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("\u202eright to left\u202c", "right to left"),
        ("nul\x00 bell\x07 lone\ud800", "nul bell lone"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("", ""),
    ],
)
def test_a_line_has_single_spaces_and_nothing_unseen(raw: str, line: str) -> None:
    assert clean(raw) == line


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [("", "en", 0), ("one", "en", 1), ("one two\nthree", "en", 3), ("海の見える駅で会う", "ja", 4)],
)
def test_words_are_counted_also_without_spaces(text: str, language: str, words: int) -> None:
    assert count_words(text, language) == words


@pytest.mark.parametrize("hidden", ["\u061c", "\ufffe", "\uffff", "\ufff9", "\U000e0041", "\u2067", "\ud83d"])
def test_what_turns_the_writing_or_is_no_character_is_left_out(hidden: str) -> None:
    assert clean(f"pay{hidden}load") == "payload"


@given(st.text(alphabet=st.characters()))
def test_every_text_becomes_one_line_that_can_be_written(text: str) -> None:
    line = clean(text)
    assert line.encode("utf-8").decode("utf-8") == line
    assert len(line.splitlines()) <= 1
    assert clean(line) == line


def test_joiners_are_left_out_where_the_text_is_shown_to_a_terminal() -> None:
    assert plain_line("می\u200cخواهم") == "میخواهم"
    assert plain_line("one two", 5) == "one…"


def test_markup_entities_and_line_breaks_become_one_plain_line() -> None:
    assert sanitize("Write <strong>for</strong> us &amp;\n\twin") == "Write for us & win"


def test_what_steers_a_terminal_is_left_out_of_a_reason() -> None:
    assert sanitize("a\x1b[31mred\u202eevil\u200b\x00") == "a[31mredevil"


def test_long_texts_are_cut() -> None:
    assert sanitize("x" * 1000, 10) == "x" * 9 + "…"
