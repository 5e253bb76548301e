"""Sections: a heading with what follows it, a question with its answer."""

import pytest

from linkfinder.kinds.sections import SectionForm, cut_sections, is_question
from tests.kinds.page_statements import reading


def texts(*lines: str) -> list[tuple[str, ...]]:
    return [tuple(s.text for s in section.statements) for section in cut_sections(reading(*lines))]


def test_a_heading_begins_a_section_and_the_text_before_the_first_is_one_of_its_own() -> None:
    assert texts("Hello there.", "# Prices", "Ask us.", "# Guests", "Write.") == [
        ("Hello there.",),
        ("Prices", "Ask us."),
        ("Guests", "Write."),
    ]


def test_a_question_that_is_a_block_of_its_own_begins_a_section() -> None:
    sections = cut_sections(reading("Do you repair mowers?", "No, we sell them.", "Do you take texts?", "Yes, gladly."))
    assert [section.form for section in sections] == [SectionForm.QUESTION, SectionForm.QUESTION]
    assert [section.body[0].text for section in sections] == ["No, we sell them.", "Yes, gladly."]


def test_a_question_inside_a_paragraph_begins_nothing() -> None:
    assert len(texts("Are you a gardener? Then write to us.", "We are curious.")) == 1


def test_a_question_without_an_answer_begins_nothing() -> None:
    assert len(texts("We like hedges.", "And you?")) == 1


def test_a_long_text_without_headings_is_cut() -> None:
    assert [len(part) for part in texts(*(f"Line {number} of the text." for number in range(90)))] == [40, 40, 10]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Who?", True), ("谁？", True), ("من؟", True), ("Ποιος;", True), ("First this;", False), ("Nobody.", False)],
)
def test_the_question_marks_of_all_scripts_are_known(line: str, *, expected: bool) -> None:
    (statement,) = reading(line).statements
    assert is_question(statement) is expected
