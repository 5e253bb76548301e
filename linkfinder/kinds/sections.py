"""Sections of a page: a heading with what follows it, or a question with its answer.

A page is seldom about one thing. What a section says belongs together; what its neighbours say (a donation box, another
answer of an FAQ) is about something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.model.page import BlockRole

QUESTION_MARKS = ("?", "\uff1f", "\u061f")
"""Latin, full width, Arabic."""

GREEK_QUESTION_MARKS = (";", "\u037e")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")

_LONGEST_QUESTION = 160
"""Characters of a block that is only a question; a longer one is a paragraph that ends with one."""

_LONGEST_SECTION = 40
"""Statements of one section; longer text without headings is cut into parts, because it has many topics."""


class SectionForm(StrEnum):
    """What begins a section."""

    START = "start"  # nothing: the text before the first heading
    HEADING = "heading"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Section:
    """Statements that belong together; `opening` is the heading or question that begins them, and the first of them."""

    form: SectionForm
    opening: Statement | None
    statements: tuple[Statement, ...]

    @property
    def body(self) -> tuple[Statement, ...]:
        """The statements after the heading or question."""
        return self.statements[1:] if self.opening is not None else self.statements


def cut_sections(reading: PageStatements) -> tuple[Section, ...]:
    """Return the sections of a page in order; every statement stands in exactly one."""
    found: list[Section] = []
    for form, part in _parts(reading.statements):
        for start in range(0, len(part), _LONGEST_SECTION):
            statements = tuple(part[start : start + _LONGEST_SECTION])
            opening = statements[0] if start == 0 and form is not SectionForm.START else None
            found.append(Section(form if opening else SectionForm.START, opening, statements))
    return tuple(found)


def _parts(statements: Sequence[Statement]) -> Iterator[tuple[SectionForm, list[Statement]]]:
    form, part = SectionForm.START, list[Statement]()
    for index, statement in enumerate(statements):
        opens = _opens(statements, index)
        if opens is not None:
            if part:
                yield form, part
            form, part = opens, []
        part.append(statement)
    if part:
        yield form, part


def _opens(statements: Sequence[Statement], index: int) -> SectionForm | None:
    """Return what a statement begins, or None when it goes on with the section before it.

    A heading right after another belongs to it as its second line, so that a heading of a lower level does not part
    `Guest articles` from its `Write for us`.
    """
    statement = statements[index]
    if is_question_block(statements, index):
        return SectionForm.QUESTION
    if statement.role is not BlockRole.HEADING:
        return None
    before = statements[index - 1] if index else None
    if before is not None and before.role is BlockRole.HEADING and before.level < statement.level:
        return None
    return SectionForm.HEADING if before is None or before.block != statement.block else None


def is_question_block(statements: Sequence[Statement], index: int) -> bool:
    """Tell whether a statement is a whole block that asks one thing, and an answer follows it."""
    statement = statements[index]
    if not is_question(statement) or len(statement.text) > _LONGEST_QUESTION:
        return False
    alone = index == 0 or statements[index - 1].block != statement.block
    follows = statements[index + 1] if index + 1 < len(statements) else None
    return alone and follows is not None and follows.block != statement.block and follows.role is not BlockRole.HEADING


def is_question(statement: Statement) -> bool:
    """Tell whether a statement ends with a question mark of any script; the Greek one looks like a semicolon."""
    text = statement.text.rstrip()
    return text.endswith(QUESTION_MARKS) or (text.endswith(GREEK_QUESTION_MARKS) and _GREEK.search(text) is not None)
