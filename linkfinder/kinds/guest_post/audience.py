"""Whom a site invites and what it asks for: everybody or its own members, articles or photos and poems."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linkfinder.kinds.sections import is_question
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit

_NEAR = len(" by one of ")
"""Characters between `only`, `accept` or `articles` and the members who may write them; readers stand farther away."""

_BESIDE = len(" all our ")
_NAMED = len(" of the association ")
"""Characters between `invite` and the members, and between the members and what they may do."""

_WORD_ENDING = 5
"""Letters after a word stem, up to the comma."""

_MOST_PARTS = 10
"""Names of members in a sentence that are looked at; only lists of keywords have more."""

_MOST_NAMED = 20

_ASKING = (
    Group.ACCEPT, Group.ACCEPT_VERB, Group.PUBLISH, Group.OFFER, Group.SEND, Group.INVITE, Group.INVITE_TO,
    Group.INVITE_WEAK, Group.GUEST, Group.INCOMING, Group.OPEN,
)  # fmt: skip
"""A statement with one of these can say who may write, and what."""

_WRITING = (
    Group.ACCEPT, Group.OFFER, Group.SEND, Group.SUBMITTING, Group.INVITE, Group.INVITE_TO, Group.INVITE_WEAK,
    Group.GUEST, Group.INCOMING, Group.OBJECT, Group.OPEN,
)  # fmt: skip
"""What is said to members who are to write; `if you are a member, you receive points` says nothing of it."""

_TEXTS = (Group.GUEST, Group.INCOMING, Group.OBJECT)
_TAKING = (*_TEXTS, Group.WRITER, Group.ACCEPT, Group.ACCEPT_VERB, Group.OPEN)


class Audience(StrEnum):
    """Who may write for a site."""

    OUTSIDERS = "outsiders"
    INSIDERS = "insiders"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class RequestedThings:
    """The statements that ask for texts, and those that ask for something else: photos, poems, code, recipes."""

    texts: tuple[Statement, ...]
    others: tuple[Statement, ...]

    @property
    def has_only_others(self) -> bool:
        """Whether something is asked for and it is no text for readers."""
        return bool(self.others) and not self.texts


def audience_of(reading: PageStatements, statements: Iterable[Statement]) -> Audience:
    """Return who may write as far as statements that belong together say: outsiders when any of them names these."""
    found = {_audience(reading, statement) for statement in statements}
    return next((who for who in (Audience.OUTSIDERS, Audience.INSIDERS) if who in found), Audience.UNSAID)


def _audience(reading: PageStatements, statement: Statement) -> Audience:
    is_about_writing = statement.says(*_ASKING, Group.OBJECT)
    if not is_about_writing and not is_question(statement):
        return Audience.UNSAID
    grammar = reading.grammar_of(statement)
    groups = {hit.group for hit in grammar}
    if Group.OUTSIDERS in groups:
        return Audience.OUTSIDERS if is_about_writing else Audience.UNSAID
    if Group.AS_MEMBER in groups and (statement.says(*_WRITING) or is_question(statement)):
        return Audience.INSIDERS
    if not is_about_writing:
        return Audience.UNSAID
    circle = [hit for hit in grammar if hit.group in (Group.INSIDERS, Group.CIRCLE)][:_MOST_PARTS]
    is_inside = _is_closed_circle(statement, grammar, circle) or _are_asked(statement, grammar, circle)
    return Audience.INSIDERS if is_inside else Audience.UNSAID


def _is_closed_circle(statement: Statement, grammar: Sequence[PhraseHit], circle: Iterable[PhraseHit]) -> bool:
    """Tell whether texts are taken from members alone, from ours, or from a circle such as `existing customers`."""
    exclusive = _exclusive(grammar)
    anchors = [*exclusive, *statement.of(*_TAKING)]
    first_persons = {hit.end for hit in grammar if hit.group is Group.FIRST_PERSON}
    return any(
        (exclusive or hit.group is Group.CIRCLE or hit.start - 1 in first_persons)  # `our students`
        and any(hit.gap_to(anchor) <= _NEAR for anchor in anchors)
        for hit in circle
    )


def _are_asked(statement: Statement, grammar: Sequence[PhraseHit], circle: Iterable[PhraseHit]) -> bool:
    """Tell whether members are the ones who may write, without an `only`: nobody else is named."""
    if statement.says(Group.WRITER, Group.GUEST) or any(hit.group is Group.NOT_ONLY for hit in grammar):
        return False
    takers = statement.of(Group.ACCEPT, Group.ACCEPT_VERB)
    named = [*takers, *statement.of(*_TEXTS)][:_MOST_NAMED]
    sources = [
        hit for hit in grammar if hit.group is Group.FROM and any(0 <= hit.start - each.end <= _NEAR for each in named)
    ]
    last_you = max((hit.start for hit in grammar if hit.group is Group.SECOND_PERSON), default=-1)
    modals = [hit for hit in grammar if hit.group is Group.MAY and hit.start > last_you]  # `may edit your text`
    sends = statement.says(Group.SEND, Group.SUBMITTING, Group.OFFER) or any(h.group is Group.WRITE for h in grammar)
    return any(
        any(0 < hit.start - source.end <= _NEAR for source in sources)
        or any(0 < hit.start - taker.end <= _BESIDE for taker in takers)
        or (sends and any(0 < modal.start - hit.end <= _NAMED for modal in modals))
        for hit in circle
        if not _begins_a_list(statement, hit)
    )


def _begins_a_list(statement: Statement, hit: PhraseHit) -> bool:
    """Tell whether a comma follows the members: `students, researchers and others` are not members only."""
    return "," in statement.folded[hit.end : hit.end + _WORD_ENDING]


def _exclusive(grammar: Iterable[PhraseHit]) -> list[PhraseHit]:
    """Return the words that say `only`, without those of `not only`."""
    hits = list(grammar)
    harmless = [hit for hit in hits if hit.group is Group.NOT_ONLY]
    return [hit for hit in hits if hit.group is Group.ONLY and not any(hit.overlaps(other) for other in harmless)]


def requested_things(reading: PageStatements, statements: Iterable[Statement]) -> RequestedThings:
    """Return which statements ask for texts and which for other things; one that asks for both is in both."""
    texts, others = [], []
    for statement in statements:
        if statement.says(*_ASKING):
            if texts_asked_for(reading, statement, _TEXTS):
                texts.append(statement)
            if any(hit.group is Group.OTHER_THINGS for hit in reading.grammar_of(statement)):
                others.append(statement)
    return RequestedThings(tuple(texts), tuple(others))


def texts_asked_for(reading: PageStatements, statement: Statement, groups: Iterable[Group]) -> tuple[PhraseHit, ...]:
    """Return the hits of some groups that mean articles; the `stories` of `short stories` do not."""
    hits = statement.of(*groups)
    if not hits:
        return ()
    others = [hit for hit in reading.grammar_of(statement) if hit.group is Group.OTHER_THINGS]
    return tuple(hit for hit in hits if not any(hit.overlaps(other) for other in others))
