"""How much a refusal refuses: guest posts as such, or only some of them.

`We do not accept guest posts about casinos` and `we never publish AI-written guest posts` refuse some. In `we accept
neither guest posts nor sponsored posts` the sort begins another thing, and nothing is narrowed.
"""

import re
from collections.abc import Iterable, Sequence

from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit

_SCOPE_REACH = 28
"""Characters after the refused thing in which `about`, `from agencies` or `that` still narrow it."""

_SORT_REACH = 30
"""Characters before the refused thing in which a sort such as `AI-written` or `purely promotional` narrows it."""

_LIST_REACH = 50
"""Characters between two things of one list: two others fit between."""

_MOST_PARTS = 10
"""Things of a sentence that are compared with each sort in it; only lists of keywords have more."""

_AND = re.compile(
    r"\w{0,6}(?:\s?(?:,|/|&|\b(?:or|and|nor|und|oder|noch|sowie|et|ou|ni|y|o|u|e|ne|of|en|i|ani|lub|oraz|nem|ili|ve|veya)\b)"
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

_OTHERS_TEXTS = (Group.GUEST, Group.INCOMING, Group.WRITER)


class RefusalScope:
    """What can narrow the refusals of one statement, found once for all of them."""

    def __init__(self, statement: Statement, grammar: Sequence[PhraseHit]) -> None:
        """Take the statement and its grammar words."""
        self._text = statement.folded
        self._general = statement.of(Group.NOW, Group.REOPEN)
        self._beginnings = [hit.end for hit in grammar if hit.group in (Group.FIRST_PERSON, Group.NEGATION)]
        # `sur notre blog` narrows nothing, nor does `sur votre blog` in a question
        persons = (Group.FIRST_PERSON, Group.SECOND_PERSON) if "?" in self._text else (Group.FIRST_PERSON,)
        own = {hit.start - 1 for hit in grammar if hit.group in persons}
        denials = {hit.start: hit.end for hit in grammar if hit.group is Group.NEGATION}  # nor does `sans réponse`
        self._sorts = [hit for hit in grammar if hit.group is Group.SORT and not _is_second_thing(statement, hit)]
        self._restrictions = [
            hit
            for hit in grammar
            if hit.group is Group.RESTRICTION
            and hit.end not in own
            and hit.end >= denials.get(hit.start, 0)
            and not _is_second_thing(statement, hit)
        ]

    def is_narrowed(self, start: int, end: int, between: tuple[int, int] = (0, 0)) -> bool:
        """Tell whether a refusal from `start` to `end` concerns only some texts.

        A sort of texts stands in it, right before it or behind it, or a restriction such as `about` follows in its
        clause before `at this time`, or stands `between` what is refused and the verb: `Gastbeiträge ohne Quellen
        nehmen wir nicht an`.
        """
        new_clause = _NEW_CLAUSE.search(self._text, end, end + _SCOPE_REACH)
        last = new_clause.start() if new_clause else end + _SCOPE_REACH
        general = min((_place(hit) for hit in self._general if hit.start >= end), default=(last, 0))
        first = self._first_word(start)
        sorts = (hit for hit in self._sorts if first <= hit.start < last)
        behind = (hit for hit in self._restrictions if end <= hit.start < last)
        inside = (hit for hit in self._restrictions if between[0] <= hit.start < between[1])
        return any(_place(hit) < general for hit in (*sorts, *behind, *inside))

    def _first_word(self, start: int) -> int:
        """Return where the words begin that narrow what stands at `start`: in its clause, behind verb and person."""
        first = max(0, start - _SORT_REACH)
        for mark in _CLAUSE_START.finditer(self._text, first, start):
            first = mark.end()
        return max((first, *(end for end in self._beginnings if end <= start)))


class RefusalScopes:
    """The scopes of a page's statements, each made once."""

    def __init__(self, reading: PageStatements) -> None:
        """Take the page; its statements are looked at when they are asked for."""
        self._reading = reading
        self._scopes: dict[str, RefusalScope] = {}

    def of(self, statement: Statement) -> RefusalScope:
        """Return the scope of a statement."""
        scope = self._scopes.get(statement.folded)
        if scope is None:
            scope = RefusalScope(statement, self._reading.grammar_of(statement))
            self._scopes[statement.folded] = scope
        return scope


def _place(hit: PhraseHit) -> tuple[int, int]:
    """Return what comes first of two hits: the one that begins earlier, or the longer one."""
    return hit.start, -hit.end


def is_joined(statement: Statement, other: PhraseHit) -> bool:
    """Tell whether something stands right behind guest posts and a conjunction."""
    return any(_is_listed(statement.folded, thing.end, other.start) for thing in statement.of(*_OTHERS_TEXTS))


def _is_second_thing(statement: Statement, sort: PhraseHit) -> bool:
    """Tell whether a sort only begins another thing that is refused too: `guest posts or sponsored posts`."""
    text = statement.folded
    if not _BOUGHT.match(text, sort.start):
        return False
    if is_joined(statement, sort):
        return True
    own = statement.of(Group.SPONSORED, Group.OBJECT, Group.LINKS)  # `sponsored posts or guest posts`
    nouns = [hit for hit in own if hit.end > sort.end and hit.start <= sort.end + 1]
    things = _near(statement.of(*_OTHERS_TEXTS), sort)
    return any(_is_listed(text, noun.end, thing.start) for noun in nouns[:_MOST_PARTS] for thing in things)


def _near(things: Iterable[PhraseHit], sort: PhraseHit) -> list[PhraseHit]:
    return [thing for thing in things if 0 <= thing.start - sort.end <= 2 * _LIST_REACH][:_MOST_PARTS]


def _is_listed(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two things only joins them; no list of two or three things is longer."""
    return 0 <= start - end <= _LIST_REACH and _AND.fullmatch(text, end, start) is not None
