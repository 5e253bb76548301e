"""What a page answers to its own questions."""

import pytest

from linkfinder.kinds.guest_post.answers import answer_to
from tests.kinds.page_statements import reading


def is_yes(*lines: str, language: str = "en") -> bool | None:
    found = reading(*lines, language=language)
    answer = answer_to(found, found.statements[0])
    return answer.is_yes if answer else None


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Yes.", True),
        ("No.", False),
        ("Of course, send it over.", True),
        ("Of course not.", False),
        ("We do, and we enjoy it.", True),
        ("We do not, sorry.", False),
        ("Sadly our pages are full.", False),
        ("Sorry, but no.", False),
        ("Yes, and not only from gardeners.", True),
        ("Our editors read everything on Mondays.", None),
        ("It depends on the season, and in winter we never do.", None),
    ],
)
def test_the_first_words_answer(reply: str, *, expected: bool | None) -> None:
    assert is_yes("# Do you take guest articles?", reply) is expected


def test_the_answer_may_stand_in_the_same_paragraph() -> None:
    assert is_yes("Do you take guest articles? Yes.") is True


def test_what_asks_nothing_has_no_answer() -> None:
    assert is_yes("We take guest articles.", "No.") is None
    assert is_yes("Do you take guest articles?") is None


def test_question_and_answer_are_quoted_together() -> None:
    found = reading("Do you take guest articles?", "Not until May.")
    answer = answer_to(found, found.statements[0])
    assert answer is not None
    assert answer.statement.text == "Do you take guest articles? Not until May."
    for hit in answer.statement.hits:
        assert answer.statement.folded[hit.start : hit.end].startswith(hit.phrase.text)
    assert "until" in {hit.phrase.text for hit in answer.statement.hits}
