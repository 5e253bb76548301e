"""Closing notices: statements that no guest posts are taken, and from when on they are taken again.

A notice is general when it refuses guest posts as such; `we do not accept guest posts about casinos` refuses some and
closes nothing. A general notice that speaks of the present (`at this time`, `no longer`) beats any rules below it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from linkfinder.kinds.guest_post.acceptance import RULE_GROUPS, Acceptance
from linkfinder.kinds.sections import is_question
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.text.months import named_month
from linkfinder.text.phrases import Group, PhraseHit

_SCOPE_REACH = 28
"""Characters after the refused thing in which `about`, `from agencies` or `that` still narrow it."""

_SORT_REACH = 30
"""Characters before the refused thing in which a sort such as `AI-written` or `purely promotional` narrows it."""

_STOP_REACH = 50
"""Characters between `paused` and what is paused."""

_CLAUSE = 45
"""Characters after `no longer accept` in which the thing refused stands, and around it its negation."""

_DENIAL_GAP = len(" d'")
"""Characters between a `no` and the guest posts that it denies: `pas d'articles invités`."""

_LABEL = 60
"""Characters of a label such as `Submissions: closed`, which needs no `at this time`."""

_SHORT_REST = 15
"""Characters that may follow a notice that names no thing: `we are not accepting any, sorry`."""

_AND = re.compile(
    r"\w{0,6}(?:\s?(?:,|/|&|\b(?:or|and|nor|und|oder|noch|sowie|et|ou|ni|y|o|u|e|ne|of|en|i|ani|lub|oraz|ili|ve|veya)\b)"
    r"\s?(?:de |d')?(?:\w+ ?){0,3}){1,3}"
)
"""Between two things that are refused together: an ending, a conjunction, at most three words such as `any other`, and
the same for one or two things that stand between them: `guest posts, link exchanges or sponsored posts`."""

_BOUGHT = re.compile(
    r"(?:sponsor|gespons|patrocin|paid|bezahlt|betaald|werb|promot|promoc|adverti|affiliate|links?\b|liens\b|enlaces\b|"
    r"linkow\b|reklam|[ck]omm?er[cz]|publici|pubblicit|press release|pressemit|communique|comunicat)"
)
"""Restrictions that name another thing to place on a site, when they stand beside guest posts and not before them."""

_NEW_CLAUSE = re.compile(r"[;:.!?]|\b(?:but|however|aber|mais|pero|ma|mas|maar|ale|lecz|но)\b")
"""What follows says nothing any more of what is refused."""

_CLAUSE_START = re.compile(r"[,;:.!?]")

_NEXT = 1
"""The statement after a notice often holds its date: `Submissions are closed. Check back in March.`"""

_NAMED_DATE = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+|of\s+)?)?(\w{3,})\.?,?(?:\s+(\d{1,2}),)?(?:\s+(?:de\s+)?(20\d\d))?"
)
_ISO_DATE = re.compile(r"\b(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](20\d\d)\b")
_NUMBERED_MONTH = re.compile(r"(?:(20\d\d)\s?[年년]\s?)?\b(\d{1,2})\s?[月월]|thang (\d{1,2})\b")


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
    found = (
        *_phrase_notices(reading),
        *_refusals(reading, stances),
        *_stops(reading),
        *_no_more(reading),
        *_own_texts(reading),
        *_bare_denials(reading),
    )
    notices = [n for n in found if n.statement.order not in welcoming and not _is_taken_back(reading, n.statement)]
    best = max(notices, key=lambda notice: notice.is_present, default=None)
    if best is None:
        return None
    return ClosingNotice(best.statement, best.is_present, _reopening(reading, best.statement))


def _phrase_notices(reading: PageStatements) -> Iterator[ClosingNotice]:
    for statement in reading.saying(Group.CLOSED, Group.CLOSED_WEAK):
        if statement.says(Group.THIRD_PARTY):
            continue
        grammar = reading.grammar_of(statement)
        harmless = [hit for hit in grammar if hit.group is Group.NOT_ONLY]
        for hit in statement.of(Group.CLOSED, Group.CLOSED_WEAK):
            if any(hit.start < other.end and other.start < hit.end for other in harmless):
                continue
            named = _texts_named(statement, hit)
            start, end = _span(hit, *named)
            if not _is_narrowed(statement, grammar, start, end) and (
                named or _speaks_of_now(statement, hit) or _ends_with(statement, hit)
            ):
                is_plain = bool(named) or _speaks_of_now(statement, hit)
                yield ClosingNotice(statement, is_present=hit.group is Group.CLOSED and is_plain)
                break


def _texts_named(statement: Statement, notice: PhraseHit) -> tuple[PhraseHit, ...]:
    """Return the texts that stand in a notice, before it or behind it in its clause, the surest kind only."""
    last = notice.end + min(len(_rest(statement, notice)), _CLAUSE)
    things = statement.of(Group.GUEST, Group.INCOMING, Group.WRITER, Group.OBJECT)
    near = [thing for thing in things if thing.start < last and thing.end > notice.start - _CLAUSE]
    sure = tuple(thing for thing in near if thing.group is Group.GUEST)
    return sure[:1] or tuple(near[:1])


def _span(*hits: PhraseHit) -> tuple[int, int]:
    return min(hit.start for hit in hits), max(hit.end for hit in hits)


def _speaks_of_now(statement: Statement, notice: PhraseHit) -> bool:
    return any(now.start >= notice.end for now in statement.of(Group.NOW))


def _ends_with(statement: Statement, notice: PhraseHit) -> bool:
    """Tell whether next to nothing follows a notice: a welcome elsewhere on the page outvotes such a one."""
    return len(_rest(statement, notice)) <= _SHORT_REST


def _rest(statement: Statement, notice: PhraseHit) -> str:
    return re.split(r"[,;:]| but ", statement.folded[notice.end :], maxsplit=1)[0]


def _is_taken_back(reading: PageStatements, notice: Statement) -> bool:
    """Tell whether the same sentence or a later one says that guest posts are taken again."""
    return any(statement.order >= notice.order for statement in reading.saying(Group.OPEN_AGAIN))


def _no_more(reading: PageStatements) -> Iterator[ClosingNotice]:
    """Yield the statements that deny guest posts for now, whoever is said to take them: `are no longer possible`."""
    for statement in reading.saying(Group.ANY_MORE):
        things = statement.of(Group.GUEST, Group.INCOMING, Group.WRITER)
        takes = statement.says(Group.ACCEPT, Group.ACCEPT_VERB, Group.PUBLISH, Group.OFFER, Group.SEND)
        rules = any(not _is_joined(statement, rule) for rule in statement.of(*RULE_GROUPS))
        if not things or not takes or rules or is_question(statement):
            continue
        grammar = reading.grammar_of(statement)
        negations = [hit for hit in grammar if hit.group is Group.NEGATION and not _is_only_more(statement, hit)]
        for thing in things:
            denied = _near(thing, negations) and _near(thing, statement.of(Group.ANY_MORE))
            if denied and not _is_narrowed(statement, grammar, thing.start, thing.end):
                yield ClosingNotice(statement, is_present=True)
                break


def _is_only_more(statement: Statement, negation: PhraseHit) -> bool:
    """Tell whether a word is no negation by itself but `more` too, as the French `plus`."""
    more = statement.of(Group.ANY_MORE)
    return " " not in negation.phrase.text and any(hit.start == negation.start for hit in more)


def _near(thing: PhraseHit, others: Iterable[PhraseHit]) -> bool:
    return any(max(other.start - thing.end, thing.start - other.end) <= _CLAUSE for other in others)


def _refusals(reading: PageStatements, stances: Iterable[Acceptance]) -> Iterator[ClosingNotice]:
    for stance in stances:
        if not stance.is_negated or (stance.thing.group is Group.OBJECT and not stance.is_answer):
            continue
        start, end = _span(stance.verb, stance.thing)
        if not _is_narrowed(stance.statement, reading.grammar_of(stance.statement), start, end):
            yield ClosingNotice(stance.statement, is_present=stance.statement.says(Group.NOW))


def _stops(reading: PageStatements) -> Iterator[ClosingNotice]:
    """Yield the statements that say of guest posts that they are paused or ended."""
    for statement in reading.saying(Group.STOP):
        is_sure = statement.says(Group.NOW) or len(statement.folded) <= _LABEL
        things = statement.of(Group.GUEST) or (statement.of(Group.INCOMING) if is_sure else ())
        near = any(
            abs(stop.start - thing.start) <= _STOP_REACH for stop in statement.of(Group.STOP) for thing in things
        )
        if near and not is_question(statement) and not statement.says(Group.THIRD_PARTY):
            yield ClosingNotice(statement, is_present=True)


def _bare_denials(reading: PageStatements) -> Iterator[ClosingNotice]:
    """Yield the statements with guest posts right behind a `no`, without any verb: `no ads, no guest posts`."""
    for statement in reading.saying(Group.GUEST):
        if statement.says(Group.THIRD_PARTY) or is_question(statement):
            continue
        grammar = reading.grammar_of(statement)
        harmless = {hit.start for hit in grammar if hit.group is Group.NOT_ONLY}
        ends = {hit.end for hit in grammar if hit.group is Group.NEGATION and hit.start not in harmless}
        for thing in statement.of(Group.GUEST):
            is_denied = any(thing.start - gap in ends for gap in range(1, _DENIAL_GAP + 1))
            if is_denied and not _is_narrowed(statement, grammar, thing.start, thing.end):
                yield ClosingNotice(statement, is_present=False)
                break


def _own_texts(reading: PageStatements) -> Iterator[ClosingNotice]:
    """Yield the statements that only the site's own texts are published; an author may be told to send only his own."""
    for statement in reading.saying(Group.PUBLISH, Group.ACCEPT, Group.ACCEPT_VERB):
        if statement.says(Group.SEND, Group.OFFER, Group.THIRD_PARTY):
            continue
        grammar = reading.grammar_of(statement)
        groups = {hit.group for hit in grammar}
        if Group.OWN_TEXTS in groups and groups.isdisjoint((Group.NEGATION, Group.NOT_ONLY, Group.SECOND_PERSON)):
            yield ClosingNotice(statement, is_present=False)


def _is_narrowed(statement: Statement, grammar: Sequence[PhraseHit], start: int, end: int) -> bool:
    """Tell whether a refusal from `start` to `end` concerns only some texts.

    A sort of texts stands in it, right before it or behind it, or a restriction such as `about` follows in its clause
    before `at this time`.
    """
    text = statement.folded
    new_clause = _NEW_CLAUSE.search(text, end, end + _SCOPE_REACH)
    last = min(end + _SCOPE_REACH, new_clause.start() if new_clause else len(text))
    general = min((hit for hit in statement.of(Group.NOW, Group.REOPEN) if hit.start >= end), key=_place, default=None)
    own = {hit.start - 1 for hit in grammar if hit.group is Group.FIRST_PERSON}  # `sur notre blog` narrows nothing
    first = _first_word(statement, grammar, start)
    narrowing = (
        hit
        for hit in grammar
        if (hit.group is Group.SORT and first <= hit.start < last)
        or (hit.group is Group.RESTRICTION and end <= hit.start < last and hit.end not in own)
    )
    return any(
        (general is None or _place(hit) < _place(general)) and not _is_second_thing(statement, hit) for hit in narrowing
    )


def _place(hit: PhraseHit) -> tuple[int, int]:
    """Return what comes first of two hits: the one that begins earlier, or the longer one."""
    return hit.start, -hit.end


def _first_word(statement: Statement, grammar: Iterable[PhraseHit], start: int) -> int:
    """Return where the words begin that can narrow what stands at `start`: in its clause, behind verb and person."""
    first = max(0, start - _SORT_REACH)
    for mark in _CLAUSE_START.finditer(statement.folded, first, start):
        first = mark.end()
    before = (hit.end for hit in grammar if hit.group in (Group.FIRST_PERSON, Group.NEGATION) and hit.end <= start)
    return max(first, *before, 0)


def _is_joined(statement: Statement, other: PhraseHit) -> bool:
    """Tell whether something stands right behind guest posts and a conjunction."""
    things = statement.of(Group.GUEST, Group.INCOMING, Group.WRITER)
    return any(_is_listed(statement.folded, thing.end, other.start) for thing in things)


def _is_second_thing(statement: Statement, sort: PhraseHit) -> bool:
    """Tell whether a sort only begins another thing that is refused too: `guest posts or sponsored posts`."""
    text = statement.folded
    if not _BOUGHT.match(text, sort.start):
        return False
    if _is_joined(statement, sort):
        return True
    things = statement.of(Group.GUEST, Group.INCOMING, Group.WRITER)
    own = statement.of(Group.SPONSORED, Group.OBJECT, Group.LINKS)  # `sponsored posts or guest posts`
    nouns = [hit for hit in own if hit.end > sort.end and hit.start <= sort.end + 1]
    return any(_is_listed(text, noun.end, thing.start) for noun in nouns for thing in things)


def _is_listed(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two things only joins them; no list of two or three things is longer."""
    return 0 <= start - end <= _STOP_REACH and _AND.fullmatch(text, end, start) is not None


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


def date_in(statement: Statement, today: date) -> date | None:
    """Return the day a statement names, relative words counted from `today`; a month without a year is the next one."""
    if statement.says(Group.NEXT_MONTH):
        return _month_start(today, today.month % 12 + 1, None)
    if statement.says(Group.NEXT_YEAR):
        return date(today.year + 1, 1, 1)
    text = statement.folded
    if found := _ISO_DATE.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.search(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    return _named_day(statement, today) or _numbered_month(text, today)


def _named_day(statement: Statement, today: date) -> date | None:
    ends = {hit.end + 1 for hit in statement.of(Group.REOPEN)}
    for found in _NAMED_DATE.finditer(statement.folded):
        month = named_month(found[2])
        # `may` and `mars` are words too: short names need a day, a year or an `until` before them.
        is_sure = len(found[2]) > len("mars") or found[1] or found[4] or found.start() in ends
        if month is None or not is_sure:
            continue
        day = int(found[1] or found[3] or 1)
        year = int(found[4]) if found[4] else None
        start = _month_start(today, month, year)
        return _day(start.year, month, day) or start
    return None


def _numbered_month(text: str, today: date) -> date | None:
    found = _NUMBERED_MONTH.search(text)
    number = int(found[2] or found[3]) if found else 0
    if not found or not 1 <= number <= len("JFMAMJJASOND"):
        return None
    return _month_start(today, number, int(found[1]) if found[1] else None)


def _month_start(today: date, month: int, year: int | None) -> date:
    if year is None:
        year = today.year if month > today.month else today.year + 1
    return date(year, month, 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
