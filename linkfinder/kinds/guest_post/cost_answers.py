"""What a page answers to its own questions about money, as in `Do you pay? No`."""

from collections.abc import Iterator

from linkfinder.kinds.guest_post.answers import answer_to
from linkfinder.kinds.guest_post.facts import Cost
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.text.phrase_groups import Group


def answered_costs(reading: PageStatements) -> Iterator[tuple[Cost, Statement]]:
    """Yield what publishing costs as far as questions with a yes or no after them tell, with the answers."""
    for question in reading.saying(Group.ASKS_PAY, Group.ASKS_FEE, Group.ASKS_FREE):
        if answer := answer_to(reading, question):
            yield _cost(question, is_yes=answer.is_yes), answer.reply


def _cost(question: Statement, *, is_yes: bool) -> Cost:
    if question.says(Group.ASKS_PAY):
        return Cost.PAYS_AUTHOR if is_yes else Cost.FREE
    return Cost.FREE if is_yes is question.says(Group.ASKS_FREE) else Cost.PAID
