"""What a page answers to its own questions: `Do you take guest posts? No`.

The answer stands in the sentence after the question. It is read when it begins with a word that says yes or no, or with
a regret; any other answer is read by what it says itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from linkfinder.kinds.sections import is_question
from linkfinder.kinds.statements import PageStatements, Statement, joined
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit

_LONGEST_ANSWER_START = 25
"""Characters before which the word that answers begins, as in `Sorry, but no`; a later `no` answers nothing."""

_SHORT_ANSWER = 45
"""Characters of an answer that is hardly more than yes or no: `We are sorry to say that for now no`."""

_NO = (Group.ANSWER_NO, Group.REGRET)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of the page, the sentence after it, and whether that says yes."""

    question: Statement
    reply: Statement
    is_yes: bool

    @property
    def statement(self) -> Statement:
        """The question and its answer as one statement, to be quoted together."""
        return joined(self.question, self.reply)


def answer_to(reading: PageStatements, question: Statement) -> Answer | None:
    """Return what the next sentence answers; None for no question, and for an answer that says neither yes nor no."""
    if not is_question(question) or question.order >= len(reading.statements):
        return None
    reply = reading.statements[question.order]  # orders count from 1: the statement after the question
    reach = _SHORT_ANSWER if len(reply.folded) <= _SHORT_ANSWER else _LONGEST_ANSWER_START
    first = min(_answering(reading.grammar_of(reply), reach), key=_earliest, default=None)
    return Answer(question, reply, first.group is Group.ANSWER_YES) if first else None


def _answering(grammar: Iterable[PhraseHit], reach: int) -> list[PhraseHit]:
    """Return the words that say yes or no; the `not` of `not only` says neither."""
    hits = list(grammar)
    harmless = [hit for hit in hits if hit.group is Group.NOT_ONLY]
    words = (hit for hit in hits if hit.group in (Group.ANSWER_YES, *_NO) and hit.start < reach)
    return [hit for hit in words if not any(map(hit.overlaps, harmless))]


def _earliest(hit: PhraseHit) -> tuple[int, int]:
    return hit.start, -hit.end  # of `we do` and `we do not` in one place, the longer is what is said
