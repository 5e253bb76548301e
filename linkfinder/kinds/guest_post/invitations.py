"""Invitations: single sentences in which a site says that texts of outside authors are welcome.

An invitation is built of parts, not listed: a wish or an offer (`would you like to`), the act of an author (`write`),
the site (`for us`), a text that comes from outside (`your article`), who writes it (`contributors`). Each way to put
them together has a strength of 0 to 1: how surely the sentence alone invites.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linkfinder.kinds.guest_post.acceptance import Acceptance, is_negated
from linkfinder.kinds.sections import is_question
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.model.opportunity import Evidence
from linkfinder.model.page import BlockRole
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit

_REACH = 90
"""Characters between two parts of one invitation: about a dozen words."""

_ACT_REACH = 45
"""Characters between `write` and `for us`: `write a short article for our blog`."""

_MOST_PARTS = 20
"""Parts of one kind that are compared in a sentence; only lists of keywords have more."""

_SHORT = 12
"""Words of a heading or label that invites; a longer one is a sentence."""


class InvitationForm(StrEnum):
    """How a sentence invites."""

    ACCEPTS = "accepts"  # we welcome guest posts
    WISHES = "wishes"  # would you like to write for us
    OFFERS = "offers"  # you can publish an article here
    SENDS = "sends"  # send us your article
    SUBMITS = "submits"  # articles are sent as a file: how a text from outside comes in
    CALLS = "calls"  # write for us, as a heading or a call
    NAMES = "names"  # guest articles, as a heading


_STRENGTHS = {
    InvitationForm.WISHES: 0.85,
    InvitationForm.OFFERS: 0.65,
    InvitationForm.SENDS: 0.6,
    InvitationForm.SUBMITS: 0.35,
    InvitationForm.CALLS: 0.7,
    InvitationForm.NAMES: 0.35,
}
"""How surely a sentence of a form alone invites; an acceptance brings its own weight with it."""

OF_ANYTHING = 0.55
"""Of an invitation's strength, when what is welcome may be anything: stories, news, content."""

_ASKED = 0.5
"""Of an acceptance in a question: what counts is the answer, and here it is neither yes nor no."""

_IN_PASSING = 0.7
"""Of a call's strength, when it is a part of a long sentence."""

_FROM_OUTSIDE = (Group.GUEST, Group.INCOMING, Group.WRITER)
_ACTS = (Group.WRITE, Group.CONTRIBUTE)
_CALLS = (Group.INVITE, Group.GUIDELINES)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A sentence that invites, how, and how surely (0 to 1)."""

    statement: Statement
    form: InvitationForm
    strength: float
    names_text: bool  # the sentence itself says that it is about a text or an author

    @property
    def evidence(self) -> Evidence:
        """The sentence as evidence."""
        return self.statement.evidence(self.form)


def find_invitations(reading: PageStatements, stances: Iterable[Acceptance]) -> tuple[Invitation, ...]:
    """Return the sentences of a page that invite outside authors, in order, each in its strongest form."""
    accepted = {stance.statement.order: stance for stance in stances if not stance.is_negated}
    refused = {stance.statement.order for stance in stances if stance.is_negated}
    found = []
    for statement in reading.statements:
        if statement.order in refused or not _may_invite(statement):
            continue
        forms = list(_forms(reading, statement, accepted.get(statement.order)))
        if forms:
            form, strength = max(forms, key=lambda each: each[1])
            found.append(Invitation(statement, form, strength, _names_text(reading, statement)))
    return tuple(found)


def _may_invite(statement: Statement) -> bool:
    return bool(statement.groups) and not statement.says(Group.THIRD_PARTY, Group.CLOSED, Group.TRACES)


def _forms(
    reading: PageStatements, statement: Statement, accepted: Acceptance | None
) -> Iterator[tuple[InvitationForm, float]]:
    if accepted is not None:
        share = OF_ANYTHING if accepted.thing.group is Group.OBJECT else 1.0
        asked = _ASKED if is_question(accepted.statement) and not accepted.is_answer else 1.0
        yield InvitationForm.ACCEPTS, accepted.weight * share * asked
    grammar = reading.grammar_of(statement) if _is_worth_grammar(statement) else ()
    if _denied(statement, grammar):
        return
    for form, is_said in _TESTS.items():
        if is_said(statement, grammar):
            yield form, _STRENGTHS[form]
    if statement.says(*_CALLS):
        yield InvitationForm.CALLS, _call_strength(statement)


def _names_text(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether a sentence says what is handed in or who writes it: who contributes may give data, code or money."""
    if statement.says(Group.GUEST, Group.OBJECT, Group.WORDS, Group.WRITER):
        return True
    return any(hit.group is Group.WRITE for hit in reading.grammar_of(statement))


def _is_worth_grammar(statement: Statement) -> bool:
    return statement.says(Group.OFFER, Group.SEND, Group.ACCEPT, Group.SUBMITTING, *_CALLS) or is_question(statement)


def _denied(statement: Statement, grammar: Sequence[PhraseHit]) -> bool:
    """Tell whether a negation stands in the clause of the first inviting words: `you cannot submit articles`."""
    first = next((hit for hit in statement.hits if hit.group in (Group.OFFER, Group.SEND, *_CALLS)), None)
    return first is not None and not is_question(statement) and is_negated(statement, grammar, first.start, first.end)


def _wishes(statement: Statement, grammar: Sequence[PhraseHit]) -> bool:
    """Tell whether a wish or question goes with writing for the site: `Want to write for our blog?`."""
    wishes = statement.of(Group.OFFER)
    acts = [hit for hit in grammar if hit.group in _ACTS]
    sites = [hit for hit in grammar if hit.group is Group.OWN_SITE]
    if not _near(acts, sites, _ACT_REACH):
        return False
    return is_question(statement) or _near(wishes, acts, _REACH)


def _offers(statement: Statement, grammar: Sequence[PhraseHit]) -> bool:
    """Tell whether a wish or offer goes with a text from outside: `If you want to submit a guest article`."""
    offers = statement.of(Group.OFFER)
    acts = [hit for hit in grammar if hit.group in _ACTS]
    if not offers:
        return is_question(statement) and _near(acts, statement.of(Group.GUEST), _ACT_REACH)
    things = statement.of(*_FROM_OUTSIDE, Group.INVITE)
    if _near(offers, statement.of(Group.INVITE), _REACH):
        return True  # the phrase itself names the act and the text: `you can submit an article`
    return _near(offers, things, _REACH) and (
        _near(acts, things, _ACT_REACH) or statement.says(Group.GUEST, Group.SEND)
    )


def _sends(statement: Statement, _grammar: Sequence[PhraseHit]) -> bool:
    """Tell whether the reader is asked to send a text of their own."""
    return _near(statement.of(Group.SEND), statement.of(Group.GUEST, Group.INCOMING), _REACH)


def _submits(statement: Statement, _grammar: Sequence[PhraseHit]) -> bool:
    """Tell whether a text is sent or handed in, whoever does it: `articles can be sent to the editors`."""
    return _near(statement.of(Group.SUBMITTING), statement.of(Group.GUEST, Group.INCOMING, Group.OBJECT), _REACH)


def _call_strength(statement: Statement) -> float:
    is_short = len(statement.folded.split()) <= _SHORT or is_question(statement)
    return _STRENGTHS[InvitationForm.CALLS] * (1.0 if is_short else _IN_PASSING)


def _names(statement: Statement, _grammar: Sequence[PhraseHit]) -> bool:
    """Tell whether a short heading only names guest posts."""
    is_heading = statement.role is BlockRole.HEADING and len(statement.folded.split()) <= _SHORT
    return is_heading and statement.says(Group.GUEST) and not statement.says(*_CALLS)


_TESTS = {
    InvitationForm.WISHES: _wishes,
    InvitationForm.OFFERS: _offers,
    InvitationForm.SENDS: _sends,
    InvitationForm.SUBMITS: _submits,
    InvitationForm.NAMES: _names,
}


def _near(some: Sequence[PhraseHit], others: Sequence[PhraseHit], reach: int) -> bool:
    """Tell whether two hits, one of each kind, stand at most `reach` characters from each other.

    They may share a word, as `submit your` and `your essay` do, but neither may stand within the other.
    """
    return any(
        one.gap_to(other) <= reach
        and (one.start < other.start) == (one.end < other.end)
        and one.start != other.start
        and one.end != other.end
        for one in some[:_MOST_PARTS]
        for other in others[:_MOST_PARTS]
    )
