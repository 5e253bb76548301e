"""What a page answers to its own questions about money, as in `Do you pay? No`.

The answer stands in the sentence after the question and begins with a word that says yes or no; any other answer is
read by what it says itself.
"""

from collections.abc import Iterator

from linkfinder.kinds.guest_post.facts import Cost
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.text.phrases import Group

_QUESTION_MARKS = ("?", "\uff1f", "\u061f")
"""Latin, full width, Arabic."""

_LONGEST_ANSWER_START = 25
"""Characters before which the word that answers begins, as in `Sorry, but no`; a later `no` answers nothing."""


def answered_costs(reading: PageStatements) -> Iterator[tuple[Cost, Statement]]:
    """Yield what publishing costs as far as questions with a yes or no after them tell, with the answers."""
    statements = {statement.order: statement for statement in reading.statements}
    for question in reading.saying(Group.ASKS_PAY, Group.ASKS_FEE, Group.ASKS_FREE):
        answer = statements.get(question.order + 1)
        if answer is None or not question.text.rstrip().endswith(_QUESTION_MARKS):
            continue
        starts = [hit.group for hit in reading.grammar_of(answer) if hit.start < _LONGEST_ANSWER_START]
        is_yes = Group.ANSWER_YES in starts
        if is_yes is (Group.ANSWER_NO in starts):
            continue
        yield _cost(question, is_yes=is_yes), answer


def _cost(question: Statement, *, is_yes: bool) -> Cost:
    if question.says(Group.ASKS_PAY):
        return Cost.PAYS_AUTHOR if is_yes else Cost.FREE
    return Cost.FREE if is_yes is question.says(Group.ASKS_FREE) else Cost.PAID
