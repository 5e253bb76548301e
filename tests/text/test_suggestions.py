import pytest

from linkfinder.text.suggestions import did_you_mean


@pytest.mark.parametrize(
    ("word", "hint"),
    [("dleay", 'did you mean "delay"?'), ("Depth", 'did you mean "depth"?'), ("colour", "known here: delay, depth")],
)
def test_a_near_word_is_proposed_and_else_all_are_listed(word: str, hint: str) -> None:
    assert did_you_mean(word, ["depth", "delay"]) == hint


def test_nothing_known_is_said() -> None:
    assert did_you_mean("depth", []) == "known here: none"
