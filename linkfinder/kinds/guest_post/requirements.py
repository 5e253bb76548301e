"""What an editor asks of an article: length, links, bio, images, exclusiveness, AI, topics, time to answer."""

# ruff: noqa: RUF001 (dashes and colons as they are written)

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linkfinder.kinds.guest_post.acceptance import is_negated
from linkfinder.kinds.guest_post.facts import Requirements
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.model.page import BlockRole
from linkfinder.text.phrases import Group, PhraseHit
from linkfinder.text.sentences import shorten

_SMALLEST, _LARGEST = 150, 20_000
"""Words of an article; fewer is a bio or a title, more is a year or a number of readers."""

_NUMBER = r"(?<!\d)[1-9]\d?[.,\u00a0 ]?\d{3}|\d{2,5}"
_COUNT = re.compile(
    rf"(?P<first>{_NUMBER})\s?(?:(?:words|wortern?|mots|palabras|palavras|parole|woorden|slow|kata)\s(?=\S{{1,6}}\s\d))?"
    r"(?:(?:-|to|bis|à|a|al|e|y|and|und|et|en|tot|do|i|hingga|sampai|dan|–|~|до|至|到)\s?"
    rf"(?P<second>{_NUMBER})\s?)?\+?"
)
_STEP = re.compile(r"\d{1,2} (?=\d{3}$)")
"""The number of a step before a length: `2 800-2,500 words` is no range that falls."""

_RATE = re.compile(r"\b(?:every|per|each|je|pro|par|cada|per|ogni)\s*$")
"""`One link every 1000 words` is a rate, not a length."""

_UNIT_REACH = 14
"""Characters between a number and its unit: `1500 English words`."""

_BEHIND_REACH = _UNIT_REACH + len("words")
"""Characters between a number and the bound behind it: `500 words or more`."""

_PART_REACH = 50
"""Characters between a part and its length: `the bio at the end of the text should not exceed 150 words`."""

_NEXT = len(" ")
"""Characters between a word and the one right behind it."""

_OF_ARTICLE_REACH = len(" of each new ")
"""Characters between a part and the article it belongs to: `a summary of your article`."""

_PART_END = re.compile(r"[;.,]|\d")
"""What is said of a part ends with its clause, or with its number."""

_FOR_EACH = re.compile(
    r"\b(?:for (?:every|each)|fur jede[nrs]?|pour chaque|(?:por|para) cada|per ogni|voor elke?|za kazdy|untuk setiap)\b"
)
"""`For every article over 900 words you may choose a book` names a reward, not a condition."""

_SMALLER = re.compile(
    r"than|under|weniger|kurzer|unter|moins|menos|inferior|meno|minder|korter|onder|mniej|krotsz|ponizej|kurang|bawah"
)
"""Bounds that compare: refused, they ask for the length they name; `do not exceed the maximum of` asks for less."""

_LARGER = re.compile(
    r"more|longer|over|exceed|above|mehr|uber|plus de|mas de|mais de|piu|oltre|meer|wiecej|powyzej|lebih"
)
"""Bounds that compare the other way: refused, they are the most."""

_REFUSAL_END = re.compile(r"[,;:]|\b(?:and|but|und|aber|et|mais|y|pero|e|ma|mas|en|maar|i|ale|dan|tetapi)\b")
"""`Less than 900 words and not promotional` refuses no length."""

_REFUSAL_REACH = 70
"""Characters between a refusal and the bound: `do not send us posts that are shorter than`."""

_REJECTED = re.compile(
    r"\b(?:reject|declin|delet|discard|abgelehnt|refus|rechaz|rifiut|recus|geweigerd|odrzuc|ditolak)"
)

_BOUND_REACH = 32
"""Characters between `at least` and the number it bounds."""

_CLAUSE_END = re.compile(r"[;.:]|\d")
"""A bound belongs to the number of its own clause."""

_LINKS = re.compile(
    r"\b(?P<number>\d{1,2}|one|two|three|four|five|ein|eine|einen|zwei|drei|un|une|deux|trois|uno|una|dos|tres|um|uma|"
    r"dois|tre|due|een|twee|drie|jeden|dwa|trzy)\b"
    r"(?:(?!\b(?:sentence|line|satz|zeile|phrase|ligne|frase|linea|linha|fras|frasi|righ|zin|regel|zdani|kalimat))"
    r"[^.;:]){0,40}?\b(?:link|backlink|enlace|lien|collegament|odnosnik|ссыл)"
)
"""`2-3 sentences with a link` counts the sentences."""

_SMALL_NUMBERS = {
    "one": 1, "ein": 1, "eine": 1, "einen": 1, "un": 1, "une": 1, "uno": 1, "una": 1, "um": 1, "uma": 1, "een": 1,
    "jeden": 1, "two": 2, "zwei": 2, "deux": 2, "dos": 2, "dois": 2, "due": 2, "twee": 2, "dwa": 2,
    "three": 3, "drei": 3, "trois": 3, "tres": 3, "tre": 3, "drie": 3, "trzy": 3, "four": 4, "five": 5,
}  # fmt: skip
_MOST_LINKS = 10
"""More links than this in one article are no rule but a number of something else."""

_RESPONSE = re.compile(
    r"\b(?:\d{1,3}(?:\s?(?:-|to|bis|a|à)\s?\d{1,3})?|a|an|one|two|few|ein\w*|zwei|un\w*|deux|dos|due)\s?"
    r"(?:to \w+ )?(?:business |working |werk|work)?(?:days?|weeks?|months?|hours?|tage?n?|wochen?|stunden|jours?|"
    r"semaines?|heures|dias?|semanas?|horas|giorni|settiman[ae]|ore|dagen|weken|dni|tygodni\w*|днеи|недел\w*)\b"
)
_TOPIC_LENGTH = 80
"""Characters: a topic in a list is a few words; a longer item is a rule."""

_MAX_TOPICS = 20


@dataclass(frozen=True, slots=True)
class _Length:
    low: int | None
    high: int | None
    is_bounded: bool  # a word such as `minimum` or a range says what the number means


def read_requirements(reading: PageStatements) -> Requirements:
    """Return what the page asks of an article; what it does not say stays empty."""
    low, high = _words(reading)
    says = {group for statement in reading.statements for group in statement.groups}
    return Requirements(
        min_words=low,
        max_words=high,
        links_allowed=_links_allowed(reading),
        link_policy=_link_policy(reading),
        bio=Group.BIO in says,
        images=Group.IMAGES in says,
        exclusive=Group.EXCLUSIVE in says,
        ai_policy=_ai_policy(reading),
        response_time=_response_time(reading),
        topics=_topics(reading.statements),
    )


def _words(reading: PageStatements) -> tuple[int | None, int | None]:
    lengths = [length for statement in reading.saying(Group.WORDS) for length in _lengths(reading, statement)]
    sure = [length for length in lengths if length.is_bounded] or lengths
    lows = [length.low for length in sure if length.low]
    highs = [length.high for length in sure if length.high]
    return (min(lows) if lows else None), (max(highs) if highs else None)


def _lengths(reading: PageStatements, statement: Statement) -> Iterator[_Length]:
    if statement.says(Group.BIO) and not statement.says(Group.OBJECT, Group.GUEST, Group.MINIMUM):
        return
    if _is_under_part(reading, statement):
        return
    units = sorted(hit.start for hit in statement.of(Group.WORDS))
    limits = _Limits(reading, statement)
    for found in _COUNT.finditer(statement.folded):
        first, second = _first_and_second(found)
        if not first or not _SMALLEST <= (second or first) <= _LARGEST or _is_rate(statement, found):
            continue
        if _is_of_part(statement, found) or _earns_reward(reading, statement, found):
            continue
        if _has_between(units, found.end() - 1, found.end() + _UNIT_REACH):
            yield _bounded(limits, found)
        elif units and limits.bound(found, Group.MAXIMUM):
            # `at least 900 words and no more than 1,800`: the unit stands only once.
            yield _Length(None, first, is_bounded=True)


def _has_between(positions: Sequence[int], first: int, last: int) -> bool:
    """Tell whether one of these sorted positions lies from `first` to `last`."""
    index = bisect_left(positions, first)
    return index < len(positions) and positions[index] <= last


def _is_rate(statement: Statement, found: re.Match[str]) -> bool:
    return bool(_RATE.search(statement.folded[max(0, found.start() - len("every  ")) : found.start()]))


def _is_of_part(statement: Statement, found: re.Match[str]) -> bool:
    """Tell whether a number is the length of a summary, a paragraph or a bio, not of the article."""
    parts, articles = statement.of(Group.PART, Group.BIO), statement.of(Group.OBJECT, Group.GUEST)
    if _is_length_of(statement, found, articles):
        return False
    for part in parts:
        is_near = part.end <= found.start() <= part.end + _PART_REACH
        if is_near and not _PART_END.search(statement.folded, part.end, found.start()):
            own = (a for a in articles if part.end + _OF_ARTICLE_REACH < a.start < found.start())
            return not any(own)
    return _is_length_of(statement, found, parts)


def _is_length_of(statement: Statement, found: re.Match[str], things: Iterable[PhraseHit]) -> bool:
    """Tell whether one of these stands right behind a number with its unit: `a 200-word summary`."""
    units = [hit.end for hit in statement.of(Group.WORDS) if 0 <= hit.start - found.end() <= 1]
    return any(0 <= thing.start - end <= _NEXT for thing in things for end in units)


def _is_under_part(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether a statement that names no article stands right under a heading such as `Your pitch`."""
    heading = reading.statements[statement.order - 2] if statement.order > 1 else None  # orders count from 1
    if heading is None or heading.role is not BlockRole.HEADING or statement.says(Group.OBJECT, Group.GUEST):
        return False
    return heading.says(Group.PART, Group.BIO) and not heading.says(Group.OBJECT, Group.GUEST)


def _earns_reward(reading: PageStatements, statement: Statement, found: re.Match[str]) -> bool:
    """Tell whether a number says for which articles something is given: `for each post over 900 words you get`."""
    if not _FOR_EACH.search(statement.folded, 0, found.start()):
        return False
    gains = (*statement.of(Group.PAYEE, Group.PAYS_AUTHOR, Group.PAYS_PERHAPS), *reading.grammar_of(statement))
    gaining = (Group.PAYEE, Group.PAYS_AUTHOR, Group.PAYS_PERHAPS, Group.SECOND_PERSON)
    return any(hit.start >= found.end() and hit.group in gaining for hit in gains)


def _first_and_second(found: re.Match[str]) -> tuple[int | None, int | None]:
    first, second = _number(found["first"]), _number(found["second"])
    if first and second and second < first:
        first = _number(_STEP.sub("", found["first"]))
    return first, second


def _number(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None


def _bounded(limits: "_Limits", found: re.Match[str]) -> _Length:
    first, second = _first_and_second(found)
    if first and second and second > first:
        return _Length(first, second, is_bounded=True)
    is_most, is_least = limits.bound(found, Group.MAXIMUM), limits.bound(found, Group.MINIMUM)
    if is_most and not is_least and not limits.are_refused(found):
        return _Length(None, first, is_bounded=True)
    if is_least and not is_most and limits.is_least_refused(found):
        return _Length(None, first, is_bounded=True)
    return _Length(first, None, is_bounded=is_most or is_least or found.group().endswith("+"))


class _Limits:
    """The words such as `at least` in one statement, sorted once for all its numbers."""

    def __init__(self, reading: PageStatements, statement: Statement) -> None:
        self._text = statement.folded
        self._hits = _outermost(statement.of(Group.MINIMUM, Group.MAXIMUM))
        self._starts = [hit.start for hit in self._hits]
        self._longest = max((hit.end - hit.start for hit in self._hits), default=0)
        self._denials = _denials(reading, statement, self._hits)
        is_of_taking = statement.says(Group.ACCEPT, Group.ACCEPT_VERB, Group.PUBLISH)
        self._first_refusal = min(self._denials, default=None) if is_of_taking else None

    def bound(self, found: re.Match[str], group: Group) -> bool:
        """Tell whether a word such as `at least` stands before a number in its clause, or `or more` right behind it.

        `More than` inside `no more than` is no bound of its own.
        """
        return any(True for _ in self._bounds(found, group))

    def _bounds(self, found: re.Match[str], group: Group) -> Iterator[PhraseHit]:
        first = bisect_left(self._starts, found.start() - _BOUND_REACH - self._longest)
        last = bisect_right(self._starts, found.end() + _BEHIND_REACH)
        near = self._hits[first:last]
        return (hit for hit in near if hit.group is group and _is_bound(self._text, hit.start, hit.end, found))

    def are_refused(self, found: re.Match[str]) -> bool:
        """Tell whether texts of such a length are refused: `we do not accept less than 500 words` asks for 500."""
        if self._first_refusal is not None and self._first_refusal < found.start():
            return True
        return any(self._is_refused(hit, found, _SMALLER) for hit in self._bounds(found, Group.MAXIMUM))

    def is_least_refused(self, found: re.Match[str]) -> bool:
        """Tell whether longer texts are refused: `posts should not be longer than 900 words` is the most."""
        return any(self._is_refused(hit, found, _LARGER) for hit in self._bounds(found, Group.MINIMUM))

    def _is_refused(self, limit: PhraseHit, found: re.Match[str], comparison: re.Pattern[str]) -> bool:
        """Tell whether the clause of a bound such as `less than` denies it or what it is said of."""
        if not comparison.search(self._text, limit.start, limit.end):
            return False
        first = max(limit.start - _REFUSAL_REACH, *(self._text.rfind(mark, 0, limit.start) for mark in ",;:"))
        end = _REFUSAL_END.search(self._text, found.end())
        last = end.start() if end else len(self._text)
        is_denied = any(first <= start < limit.start or found.end() <= start < last for start in self._denials)
        return is_denied or bool(_REJECTED.search(self._text, found.end(), last))


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


def _is_bound(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    if end <= found.start():
        between, reach = text[end : found.start()], _BOUND_REACH
    else:
        between, reach = text[found.end() : start], _BEHIND_REACH
    return len(between) <= reach and not _CLAUSE_END.search(between)


def _links_allowed(reading: PageStatements) -> int | None:
    for statement in reading.saying(Group.LINKS, Group.DOFOLLOW):
        found = _LINKS.search(statement.folded)
        number = (_SMALL_NUMBERS.get(found["number"]) or int(found["number"])) if found else 0
        if 0 < number <= _MOST_LINKS:
            return number
    return 0 if any(reading.saying(Group.NO_LINKS)) else None


def _link_policy(reading: PageStatements) -> str:
    """Return the rel policy: `dofollow`, `nofollow`, `on_request` when both are on offer, `none`, or empty."""
    follows = _affirmed(reading, Group.DOFOLLOW)
    refuses = _affirmed(reading, Group.NOFOLLOW)
    if follows and refuses:
        return "on_request"
    if follows or refuses:
        return "dofollow" if follows else "nofollow"
    return "none" if any(reading.saying(Group.NO_LINKS)) else ""


def _affirmed(reading: PageStatements, group: Group) -> bool:
    for statement in reading.saying(group):
        grammar = reading.grammar_of(statement)
        # the `no` inside `no-follow` denies nothing
        if any(not is_negated(statement, grammar, hit.start, hit.start) for hit in statement.of(group)):
            return True
    return False


def _ai_policy(reading: PageStatements) -> str:
    for statement in reading.saying(Group.AI):
        grammar = reading.grammar_of(statement)
        if statement.says(Group.AI_DISCLOSE):
            return "disclose"
        if any(hit.group is Group.NEGATION for hit in grammar):
            return "forbidden"
        if statement.says(Group.ACCEPT, Group.ACCEPT_VERB, Group.OFFER):
            return "allowed"
    return ""


def _response_time(reading: PageStatements) -> str:
    for statement in reading.saying(Group.REVIEW):
        if found := _RESPONSE.search(statement.folded):
            return found.group()
    return ""


def _topics(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return the list items that follow the first line about topics."""
    topics: list[str] = []
    is_listing = False
    for statement in statements:
        is_item = statement.role is BlockRole.LIST_ITEM and len(statement.text) <= _TOPIC_LENGTH
        if is_listing and is_item:
            topics.append(shorten(statement.text.rstrip(".;,"), _TOPIC_LENGTH))
        elif topics:
            break
        else:
            is_listing = statement.says(Group.TOPICS) and _opens_list(statement)
    return tuple(topics[:_MAX_TOPICS])


def _opens_list(statement: Statement) -> bool:
    return statement.role is BlockRole.HEADING or statement.text.rstrip().endswith((":", "："))
