"""Closing notices: statements that no guest posts are taken, and from when on they are taken again.

A notice is general when it refuses guest posts as such; `we do not accept guest posts about casinos` refuses some and
closes nothing. A general notice that speaks of the present (`at this time`, `no longer`) beats any rules below it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from linkfinder.kinds.guest_post.acceptance import RULE_GROUPS, Acceptance
from linkfinder.kinds.guest_post.refusal_scope import RefusalScopes, is_joined
from linkfinder.kinds.guest_post.reopening import date_in
from linkfinder.kinds.sections import is_question
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.model.page import BlockRole
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit

_STOP_REACH = 50
"""Characters between `paused` and what is paused."""

_CLAUSE = 45
"""Characters after `no longer accept` in which the thing refused stands, and around it its negation."""

_LONGEST_REST = 200
"""Characters in which a clause is taken to end."""

_DENIAL_GAP = len(" d'")
"""Characters between a `no` and the guest posts that it denies: `pas d'articles invités`."""

_ABOUT_TEXTS = (
    Group.GUEST, Group.INCOMING, Group.WRITER, Group.OBJECT, Group.INVITE, Group.INVITE_WEAK, Group.GUIDELINES,
)  # fmt: skip

_MOST_PARTS = 10
"""Phrases of one kind that are compared with each other in a sentence; only lists of keywords have more."""

_WORD_ENDING = 6
"""Letters that may follow a word stem, as in `gastbeitragen`."""

_WELCOMES = (Group.ACCEPT, Group.OPEN, Group.PITCH_FIRST)
"""What a request not to send something yet goes with, where guest posts are welcome."""

_DENIALS = (Group.NEGATION, Group.ANSWER_NO)

_LABEL = 60
"""Characters of a label such as `Submissions: closed`, which needs no `at this time`."""

_SHORT_REST = 15
"""Characters that may follow a notice that names no thing: `we are not accepting any, sorry`."""

_CLAUSE_START = re.compile(r"[,;:.!?]")

_NEXT = 1
"""The statement after a notice often holds its date: `Submissions are closed. Check back in March.`"""


@dataclass(frozen=True, slots=True)
class ClosingNotice:
    """A statement that no guest posts are taken; `is_present`: it is about the present, `reopens`: the day it names."""

    statement: Statement
    is_present: bool
    reopens: date | None = None


def find_closing_notice(reading: PageStatements, stances: Iterable[Acceptance]) -> ClosingNotice | None:
    """Return the notice that no guest posts are taken, the surest first, or None when none does."""
    stances = tuple(stances)
    welcoming = {stance.statement.order for stance in stances if not stance.is_negated}
    scopes = RefusalScopes(reading)
    found = (
        *_phrase_notices(reading, scopes),
        *_refusals(stances, scopes),
        *_stops(reading, scopes),
        *_no_more(reading, scopes),
        *_own_texts(reading),
        *_bare_denials(reading, scopes),
        *_unwanted_mail(reading, scopes),
        *_listed(reading, scopes),
    )
    notices = [n for n in found if n.statement.order not in welcoming and not _is_taken_back(reading, n.statement)]
    best = max(notices, key=lambda notice: notice.is_present, default=None)
    if best is None:
        return None
    return ClosingNotice(best.statement, best.is_present, _reopening(reading, best.statement))


def _phrase_notices(reading: PageStatements, scopes: RefusalScopes) -> Iterator[ClosingNotice]:
    headings = [heading.order for heading in reading.headings]
    for statement in reading.saying(Group.CLOSED, Group.CLOSED_WEAK):
        if statement.says(Group.THIRD_PARTY):
            continue
        is_about_texts = _is_about_texts(reading, headings, statement)
        grammar = reading.grammar_of(statement)
        harmless = [hit for hit in grammar if hit.group is Group.NOT_ONLY]
        scope = scopes.of(statement)
        for hit in statement.of(Group.CLOSED, Group.CLOSED_WEAK)[:_MOST_PARTS]:
            if any(hit.start < other.end and other.start < hit.end for other in harmless):
                continue
            named = _texts_named(statement, hit)
            start, end = _span(hit, *named)
            if not scope.is_narrowed(start, end, _between(named, hit)) and (
                named or (is_about_texts and (_speaks_of_now(statement, hit) or _ends_with(statement, hit)))
            ):
                is_plain = _names_outside_texts(statement, named) or _speaks_of_now(statement, hit)
                yield ClosingNotice(statement, is_present=hit.group is Group.CLOSED and is_plain)
                break


def _is_about_texts(reading: PageStatements, headings: Sequence[int], statement: Statement) -> bool:
    """Tell whether a notice that names no text can be about texts: the heading or title above says so, or is absent."""
    index = bisect_left(headings, statement.order)
    above = [each for each in (reading.title, *reading.headings[max(0, index - 1) : index]) if each.text]
    return not above or any(each.says(*_ABOUT_TEXTS) for each in above)


def _texts_named(statement: Statement, notice: PhraseHit) -> tuple[PhraseHit, ...]:
    """Return the texts that stand in a notice, before it or behind it in its clause, the surest kind only."""
    last = notice.end + min(len(_rest(statement, notice)), _CLAUSE)
    things = statement.of(Group.GUEST, Group.INCOMING, Group.WRITER, Group.OBJECT)
    near = [thing for thing in things if thing.start < last and thing.end > notice.start - _CLAUSE]
    sure = tuple(thing for thing in near if thing.group is Group.GUEST)
    return sure[:1] or tuple(near[:1])


def _names_outside_texts(statement: Statement, named: Sequence[PhraseHit]) -> bool:
    """Tell whether what is refused comes from outside; articles of any sort do when they are refused for now."""
    return any(thing.group is not Group.OBJECT for thing in named) or (
        bool(named) and statement.says(Group.NOW, Group.ANY_MORE)
    )


def _span(*hits: PhraseHit) -> tuple[int, int]:
    return min(hit.start for hit in hits), max(hit.end for hit in hits)


def _between(things: Sequence[PhraseHit], refusal: PhraseHit) -> tuple[int, int]:
    """Return the place between the first of the things and the words that refuse it, when it stands before them."""
    return (things[0].end, refusal.start) if things and things[0].end <= refusal.start else (0, 0)


def _speaks_of_now(statement: Statement, notice: PhraseHit) -> bool:
    return any(now.start >= notice.end for now in statement.of(Group.NOW))


def _ends_with(statement: Statement, notice: PhraseHit) -> bool:
    """Tell whether next to nothing follows a notice: a welcome elsewhere on the page outvotes such a one."""
    return len(_rest(statement, notice)) <= _SHORT_REST


def _rest(statement: Statement, notice: PhraseHit) -> str:
    return re.split(r"[,;:]| but ", statement.folded[notice.end : notice.end + _LONGEST_REST], maxsplit=1)[0]


def _is_taken_back(reading: PageStatements, notice: Statement) -> bool:
    """Tell whether the same sentence or a later one says that guest posts are taken again."""
    return any(statement.order >= notice.order for statement in reading.saying(Group.OPEN_AGAIN))


def _no_more(reading: PageStatements, scopes: RefusalScopes) -> Iterator[ClosingNotice]:
    """Yield the statements that deny guest posts for now, whoever is said to take them: `are no longer possible`."""
    for statement in reading.saying(Group.ANY_MORE):
        things = statement.of(Group.GUEST, Group.INCOMING, Group.WRITER)
        takes = statement.says(Group.ACCEPT, Group.ACCEPT_VERB, Group.PUBLISH, Group.OFFER, Group.SEND)
        rules = any(not is_joined(statement, rule) for rule in statement.of(*RULE_GROUPS))
        if not things or not takes or rules or is_question(statement):
            continue
        grammar = reading.grammar_of(statement)
        negations = [hit for hit in grammar if hit.group is Group.NEGATION and not _is_only_more(statement, hit)]
        scope = scopes.of(statement)
        for thing in things[:_MOST_PARTS]:
            denied = _near(thing, negations) and _near(thing, statement.of(Group.ANY_MORE))
            if denied and not scope.is_narrowed(thing.start, thing.end):
                yield ClosingNotice(statement, is_present=True)
                break


def _is_only_more(statement: Statement, negation: PhraseHit) -> bool:
    """Tell whether a word is no negation by itself but `more` too, as the French `plus`."""
    more = statement.of(Group.ANY_MORE)
    return " " not in negation.phrase.text and any(hit.start == negation.start for hit in more)


def _near(thing: PhraseHit, others: Iterable[PhraseHit]) -> bool:
    return any(thing.gap_to(other) <= _CLAUSE for other in others)


def _refusals(stances: Iterable[Acceptance], scopes: RefusalScopes) -> Iterator[ClosingNotice]:
    for stance in stances:
        if not stance.is_negated or (stance.thing.group is Group.OBJECT and not stance.is_answer):
            continue
        scope = scopes.of(stance.statement)
        if not scope.is_narrowed(*_span(stance.verb, stance.thing), _between((stance.thing,), stance.verb)):
            yield ClosingNotice(stance.statement, is_present=stance.statement.says(Group.NOW))


def _stops(reading: PageStatements, scopes: RefusalScopes) -> Iterator[ClosingNotice]:
    """Yield the statements that say of guest posts, or under a heading about them, that they are paused or ended."""
    for statement in reading.saying(Group.STOP):
        if is_question(statement) or statement.says(Group.THIRD_PARTY):
            continue
        is_sure = statement.says(Group.NOW) or len(statement.folded) <= _LABEL
        things = statement.of(Group.GUEST) or (statement.of(Group.INCOMING) if is_sure else ())
        scope = scopes.of(statement)
        near = any(
            stop.gap_to(thing) <= _STOP_REACH and not scope.is_narrowed(*_span(stop, thing))
            for stop in statement.of(Group.STOP)[:_MOST_PARTS]
            for thing in things[:_MOST_PARTS]
        )
        if near or (is_sure and not things and _is_under_guest_posts(reading, statement)):
            yield ClosingNotice(statement, is_present=True)


def _is_under_guest_posts(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether the statement right before is a heading about guest posts: `Submissions`, `Closed until May`."""
    before = reading.statements[statement.order - 2] if statement.order > 1 else reading.title
    return before.role is BlockRole.HEADING and before.says(Group.GUEST, Group.INCOMING, Group.GUIDELINES)


def _bare_denials(reading: PageStatements, scopes: RefusalScopes) -> Iterator[ClosingNotice]:
    """Yield the statements with guest posts right behind a `no`, without any verb: `no ads, no guest posts`."""
    for statement in reading.saying(Group.GUEST):
        if statement.says(Group.THIRD_PARTY) or is_question(statement):
            continue
        grammar = reading.grammar_of(statement)
        harmless = {hit.start for hit in grammar if hit.group is Group.NOT_ONLY}
        denials = [hit for hit in grammar if hit.group in _DENIALS and hit.start not in harmless]
        scope = scopes.of(statement)
        for thing in statement.of(Group.GUEST)[:_MOST_PARTS]:
            if _is_denied(statement, denials, thing) and not scope.is_narrowed(thing.start, thing.end):
                yield ClosingNotice(statement, is_present=False)
                break


def _is_denied(statement: Statement, denials: Iterable[PhraseHit], thing: PhraseHit) -> bool:
    """Tell whether a `no` stands right before a thing, or behind it at the end of the clause: `guest posts, no`."""
    for denial in denials:
        if denial.group is Group.NEGATION and 0 < thing.start - denial.end <= _DENIAL_GAP:
            return True
        follows = 0 < denial.start - thing.end <= _DENIAL_GAP + _WORD_ENDING
        if follows and (denial.end == len(statement.folded) or _CLAUSE_START.match(statement.folded, denial.end)):
            return True
    return False


def _own_texts(reading: PageStatements) -> Iterator[ClosingNotice]:
    """Yield the statements that only the site's own texts are published; an author may be told to send only his own."""
    for statement in reading.saying(Group.PUBLISH, Group.ACCEPT, Group.ACCEPT_VERB):
        if statement.says(Group.SEND, Group.OFFER, Group.THIRD_PARTY):
            continue
        grammar = reading.grammar_of(statement)
        own = next((hit for hit in grammar if hit.group is Group.OWN_TEXTS), None)
        if own is None or any(hit.group in (Group.NOT_ONLY, Group.SECOND_PERSON) for hit in grammar):
            continue
        if not any(hit.group is Group.NEGATION and hit.start < own.start for hit in grammar):
            yield ClosingNotice(statement, is_present=False)


def _unwanted_mail(reading: PageStatements, scopes: RefusalScopes) -> Iterator[ClosingNotice]:
    """Yield the statements that ask not to send or propose guest posts, of whatever sort."""
    for statement in reading.saying(Group.GUEST):
        if statement.says(*_WELCOMES):
            continue
        grammar = reading.grammar_of(statement)
        harmless = {hit.start for hit in grammar if hit.group is Group.NOT_ONLY}
        denials = [hit for hit in grammar if hit.group is Group.NEGATION and hit.start not in harmless]
        acts = [hit for hit in grammar if hit.group is Group.REQUEST]
        acts += statement.of(Group.SEND, Group.SUBMITTING)
        scope = scopes.of(statement)
        for thing in statement.of(Group.GUEST)[:_MOST_PARTS]:
            near = [hit for hit in acts if hit.gap_to(thing) <= _CLAUSE][:_MOST_PARTS]
            is_denied = any(denial.gap_to(act) <= _CLAUSE for denial in denials for act in near)
            is_general = _ends_clause(statement, denials, thing) and not scope.is_narrowed(thing.start, thing.end)
            if is_denied and is_general:
                yield ClosingNotice(statement, is_present=False)
                break


def _ends_clause(statement: Statement, denials: Iterable[PhraseHit], thing: PhraseHit) -> bool:
    """Tell whether nothing but a negation follows a thing in its clause: `guest posts as a PDF` goes on."""
    last = min(len(statement.folded), thing.end + _LONGEST_REST)
    end = _CLAUSE_START.search(statement.folded, thing.end, last)
    rest_end = end.start() if end else last
    is_followed = any(thing.end <= hit.start < rest_end for hit in denials)
    return is_followed or rest_end - thing.end <= _WORD_ENDING


def _listed(reading: PageStatements, scopes: RefusalScopes) -> Iterator[ClosingNotice]:
    """Yield the list items that name guest posts under a refusal: `What we do not accept:`, then a list."""
    is_refusing = False
    for statement in reading.statements:
        if statement.role is not BlockRole.LIST_ITEM:
            is_refusing = _introduces_refused(reading, statement)
        elif is_refusing and statement.says(Group.GUEST) and len(statement.folded) <= _LABEL:
            thing = statement.of(Group.GUEST)[0]
            scope = scopes.of(statement)
            if not scope.is_narrowed(thing.start, thing.end):
                yield ClosingNotice(statement, is_present=False)


def _introduces_refused(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether a heading, or a sentence before a list, says what is not accepted and names nothing itself."""
    is_opening = statement.role is BlockRole.HEADING or statement.text.rstrip().endswith((":", "\uff1a"))
    if not is_opening or len(statement.folded) > _LABEL:
        return False
    if statement.says(Group.CLOSED):
        return True
    takes = statement.says(Group.ACCEPT, Group.ACCEPT_VERB, Group.PUBLISH)
    return takes and any(hit.group is Group.NEGATION for hit in reading.grammar_of(statement))


def _reopening(reading: PageStatements, statement: Statement) -> date | None:
    today = reading.page.fetched
    if today is None:
        return None
    near = [s for s in reading.statements if statement.order <= s.order <= statement.order + _NEXT]
    for candidate in near:
        if candidate.says(Group.REOPEN, Group.NOW, Group.NEXT_MONTH, Group.NEXT_YEAR) and (
            day := date_in(candidate, today)
        ):
            return day
    return None
