"""The bounds of lengths: words such as `at least` and `or more`, and what a refusal makes of them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.text.numbers import Number
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit

UNIT_REACH = 14
"""Characters between a number and its unit: `1500 English words`."""

BEHIND_REACH = UNIT_REACH + len("words")
"""Characters between a number and the bound behind it: `500 words or more`."""

_BOUND_REACH = 32
"""Characters between `at least` and the number it bounds."""

_REFUSAL_REACH = 70
"""Characters between a refusal and the bound: `do not send us posts that are shorter than`."""

_AT_LEAST_SIGN, _AT_MOST_SIGN = re.compile(r"[>≥]=?\s?$"), re.compile(r"[<≤]=?\s?$")

_PAGES = re.compile(r"\d{1,3} ?\w{1,12} ?\($")
"""Another unit of the same length before it: `at most 8 pages (4,000 words)`."""

_PAGES_LENGTH = len("100 manuscript (")

_SMALLER = re.compile(
    r"than|under|weniger|kurzer|unter|moins|menos|inferior|meno|minder|korter|onder|mniej|krotsz|ponizej|kurang|bawah|"
    r"kortare|kortere|mindre|fewer|below|alle|mene|kratsi|rovidebb|kevesebb|sub|менее|меньше|короче|менше"
)
"""Bounds that compare: refused, they ask for the length they name; `do not exceed the maximum of` asks for less."""

_LARGER = re.compile(
    r"more|longer|over|exceed|above|mehr|uber|plus de|mas de|mais de|piu|oltre|meer|wiecej|powyzej|lebih|langer|dluzsz|"
    r"mer an|mere end|yli|more|vice|tobb|более|больше|більше"
)
"""Bounds that compare the other way: refused, they are the most."""

_REFUSAL_END = re.compile(r"[,;:]|\b(?:and|but|und|aber|et|mais|y|pero|e|ma|mas|en|maar|i|ale|dan|tetapi)\b")
"""`Less than 900 words and not promotional` refuses no length."""

_REJECTED = re.compile(
    r"\b(?:reject|declin|delet|discard|too short|abgelehnt|zu kurz|refus|trop court|rechaz|demasiado cort|rifiut|"
    r"troppo cort|recus|geweigerd|te kort|odrzuc|za krotk|ditolak|avvis|отклон|remov|geloscht|supprim|elimin|cancella|"
    r"verwijder|usuwa|usuni|fjern|slett|tas bort|poist|smaz|torol|удал|видал)"
)

_CLAUSE_END = re.compile(r"[;.]|:(?=\s*\S)|\d")
"""A bound belongs to the number of its own clause; a colon right before the number ends none."""


class LengthBounds:
    """The words such as `at least` in one statement, sorted once for all its numbers."""

    def __init__(self, reading: PageStatements, statement: Statement) -> None:
        self.statement = statement
        self._text = statement.folded
        self._hits = _outermost(statement.of(Group.MINIMUM, Group.MAXIMUM))
        self._starts = [hit.start for hit in self._hits]
        self._longest = max((hit.end - hit.start for hit in self._hits), default=0)
        self._denials = _denials(reading, statement, self._hits)
        is_of_taking = statement.says(Group.ACCEPT, Group.ACCEPT_VERB, Group.PUBLISH)
        self._first_refusal = min(self._denials, default=None) if is_of_taking else None

    def has(self, low: Number, high: Number, group: Group) -> bool:
        """Tell whether a word such as `at least` stands before a number in its clause, or `or more` right behind it.

        `More than` inside `no more than` is no bound of its own.
        """
        sign = _AT_LEAST_SIGN if group is Group.MINIMUM else _AT_MOST_SIGN
        is_signed = bool(sign.search(self._text, max(0, low.start - len(">= ")), low.start))
        return is_signed or any(True for _ in self._bounds(low, high, group))

    def has_plus(self, number: Number) -> bool:
        """Tell whether a plus stands behind a number, with its unit between or not: `800+`, `800 words +`."""
        return bool(re.match(r"\s?(?:\w+\s?)?\+", self._text[number.end : number.end + BEHIND_REACH]))

    def _bounds(self, low: Number, high: Number, group: Group) -> Iterator[PhraseHit]:
        first = bisect_left(self._starts, low.start - _BOUND_REACH - _PAGES_LENGTH - self._longest)
        last = bisect_right(self._starts, high.end + BEHIND_REACH)
        near = self._hits[first:last]
        return (hit for hit in near if hit.group is group and _is_bound(self._text, hit.start, hit.end, (low, high)))

    def are_refused(self, low: Number, high: Number) -> bool:
        """Tell whether texts of such a length are refused: `we do not accept less than 500 words` asks for 500."""
        if self._first_refusal is not None and self._first_refusal < low.start:
            return True
        return any(self._is_refused(hit, high, _SMALLER) for hit in self._bounds(low, high, Group.MAXIMUM))

    def is_least_refused(self, low: Number, high: Number) -> bool:
        """Tell whether longer texts are refused: `posts should not be longer than 900 words` is the most."""
        return any(self._is_refused(hit, high, _LARGER) for hit in self._bounds(low, high, Group.MINIMUM))

    def _is_refused(self, limit: PhraseHit, number: Number, comparison: re.Pattern[str]) -> bool:
        """Tell whether the clause of a bound such as `less than` denies it or what it is said of."""
        if not comparison.search(self._text, limit.start, limit.end):
            return False
        first = max(0, limit.start - _REFUSAL_REACH, *(self._text.rfind(mark, 0, limit.start) for mark in ",;:"))
        end = _REFUSAL_END.search(self._text, number.end)
        last = end.start() if end else len(self._text)
        is_denied = any(first <= start < limit.start or number.end <= start < last for start in self._denials)
        return is_denied or any(
            _REJECTED.search(self._text, *part) for part in ((first, limit.start), (number.end, last))
        )


def _outermost(hits: Iterable[PhraseHit]) -> list[PhraseHit]:
    """Return the hits that do not stand inside a longer one, in order of their starts."""
    kept: list[PhraseHit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        last = kept[-1] if kept else None  # none ends later: every kept one ended behind those before it
        if last is None or hit.end > last.end or (hit.start, hit.end) == (last.start, last.end):
            kept.append(hit)
    return kept


def _denials(reading: PageStatements, statement: Statement, limits: Iterable[PhraseHit]) -> list[int]:
    """Return where negations stand in a statement that are no part of a `no more than`."""
    covered = {position for limit in limits for position in range(limit.start, limit.end)}
    negations = (hit for hit in reading.grammar_of(statement) if hit.group is Group.NEGATION)
    return [hit.start for hit in negations if hit.start not in covered]


def _is_bound(text: str, start: int, end: int, ends: tuple[Number, Number]) -> bool:
    """Tell whether a bound belongs to a number: in its clause before it, or behind it and not before another number."""
    low, high = ends
    if end <= low.start:
        between = _PAGES.sub("", text[end : low.start])
        return len(between) <= _BOUND_REACH and not _CLAUSE_END.search(between)
    between = text[high.end : start]
    if len(between) > BEHIND_REACH or _CLAUSE_END.search(between):
        return False
    return not re.match(r"\s?(?:of\s)?\d", text[end : end + len(" of 1")])
