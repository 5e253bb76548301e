"""The length an editor asks of an article, in words or in characters.

A number counts when its unit stands behind it (`800 words`), or a label of lengths before it (`Word count: 800`). Its
bounds are words such as `at least`. Lengths of a bio, a pitch or a title are left out, and lengths that earn a reward.
"""

# ruff: noqa: RUF001 (signs of other scripts)

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linkfinder.kinds.guest_post.length_bounds import BEHIND_REACH, UNIT_REACH, LengthBounds
from linkfinder.kinds.statements import PageStatements, Statement, joined
from linkfinder.model.page import BlockRole
from linkfinder.text.numbers import Number, numbers_in
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit

WORD_LIMITS, CHARACTER_LIMITS = (150, 20_000), (800, 120_000)
"""Units of an article; fewer is a bio or a title, more is a year or a number of readers."""

_UNITS = (Group.WORDS, Group.CHARACTERS)

_MAX_NUMBERS = 20
"""Numbers read of one sentence: rules name two or three, and each is compared with the words around it."""

_LABEL_REACH = 32
"""Characters between a label and its number: `word count of your article should be around`."""

_LONGEST_LABEL, _LONGEST_TILE = 60, 30
"""Characters of a block that is only a label (`Length of articles`), or only a number (`About 800 - 2,500`)."""

_LISTED = 12
"""Statements after `Maximum number of words:` that it may be said of: the kinds of article."""

_PART_REACH = 50
"""Characters between a part and its length: `the bio at the end of the text should not exceed 150 words`."""

_NEXT = len(" ")
"""Characters between a word and the one right behind it."""

_OF_ARTICLE_REACH = len(" of each new ")
"""Characters between a part and the article it belongs to: `a summary of your article`."""

_KINDS_APART = 3
"""Times that the lengths of two kinds of article differ at most."""

_STEP = re.compile(r"\d{1,2} (?=\d{3}$)")
"""The number of a step before a length: `2 800-2,500 words` is no range that falls."""

_CONNECTOR = re.compile(
    r"\s?(?:-{1,2}|~|〜|→|/|to|bis|a|al|e|y|and|und|et|en|tot|do|i|hingga|sampai|s/d|s\.d\.?|sd|dan|till?|och|og|az|si|"
    r"ile|ila|den|ja|es|or|oder|ou|o|of|lub|eller|до|и|і|εωσ|με|μεχρι|και|الي|و|至|到|から|부터|에서)\s?"
    r"(?:(?:the|le|les|las|los|as|die|de)\s)?"
)
"""What stands between the ends of a range: `800 to 1,500`, `zwischen 800 und 1.500`."""

_RATE = re.compile(r"\b(?:every|per|each|je|pro|par|cada|por|ogni|co|na|за|на)\s*$")
"""`One link every 1000 words` is a rate, not a length."""

_A_DAY = re.compile(
    r"\s?(?:a|an|per|each|every|pro|am|par|por|al|ao|w|na|в)\s"
    r"(?:day|week|month|year|hour|minute|tag|woche|monat|jour|semaine|dia|semana|mes|dzien|день)\b"
)
"""`900 words a day` is a habit of the writer."""

_MONEY = re.compile(r"[$€£₹¥₽₺]\s?$|\b(?:rs|usd|eur|rp)\.?\s?$")
_OTHER_UNIT = re.compile(r"\s?(?:[$€£₹¥₽₺%°:/]|eur\b|usd\b|[a-z]*px\b|kb\b|mb\b|dpi\b)")
"""What makes a number a price, a share, a time or a size of a picture."""

_ENDS_ALONE = re.compile(
    r"\s?(?:$|[.,;)!|]|\+|-\s|(?:is|are|and|but|or|und|ist|aber|et|mais|y|pero|e|ma|en|maar|is|i|ale|och|og|men|a|ja|"
    r"dan|ve|и|но|у)\b)"
)
"""What follows a bounded number that leaves its unit out: `600 is the minimum`, `at least 600, at most 900 words`."""

_PART_END = re.compile(r"[;.,]|\d")
"""What is said of a part ends with its clause, or with its number."""

_FOR_EACH = re.compile(
    r"\b(?:for (?:every|each)|fur jede[nrs]?|pour chaque|(?:por|para) cada|per ogni|voor elke?|za kazdy|untuk setiap)\b"
)
"""`For every article over 900 words you may choose a book` names a reward, not a condition."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length that a statement names; `is_bounded` when a word such as `minimum` or a range says what it means."""

    low: int | None
    high: int | None
    unit: Group  # WORDS or CHARACTERS
    statement: Statement
    is_bounded: bool = True


@dataclass(frozen=True, slots=True)
class LengthRange:
    """The smallest and the largest length of an article, each with the statement that says so."""

    low: int | None = None
    high: int | None = None
    statements: tuple[Statement | None, Statement | None] = (None, None)


def article_lengths(reading: PageStatements) -> tuple[LengthRange, LengthRange]:
    """Return the range in words and the range in characters that articles may have.

    Where the page names several kinds of article, each with a length of its own, the range holds them all.
    """
    found = list(_page_lengths(reading))
    words, characters = ([length for length in found if length.unit is unit] for unit in _UNITS)
    return _whole_range(words), _whole_range(characters)


def _whole_range(lengths: Sequence[Length]) -> LengthRange:
    sure = [length for length in lengths if length.is_bounded]
    if not sure:
        return _of_bare(lengths)
    lows, highs = [each for each in sure if each.low], [each for each in sure if each.high]
    low = min(lows, key=lambda each: each.low or 0, default=None)
    high = max(highs, key=lambda each: each.high or 0, default=None)
    if low and any(_is_of_shorter_kind(length, low) for length in sure):
        low = None
    if high and any(_is_of_longer_kind(length, high) for length in sure):
        high = None
    return LengthRange(
        low.low if low else None,
        high.high if high else None,
        (low.statement if low else None, high.statement if high else None),
    )


def _is_of_shorter_kind(length: Length, low: Length) -> bool:
    """Tell whether a kind of article may be shorter: beside `features: from 1,000 words`, `news: up to 400 words`.

    What is far shorter is a part of an article that was not seen to be one.
    """
    most = length.high or 0
    return length.low is None and most < (low.low or 0) <= _KINDS_APART * most


def _is_of_longer_kind(length: Length, high: Length) -> bool:
    """Tell whether a kind of article may be longer: beside `1,500 to 2,000 words`, `2,000 words or more`.

    The same holds where one number is the least and the most: the refusal of shorter texts was read as their most.
    """
    return length.high is None and (length.low or 0) >= (high.high or 0)


def _of_bare(lengths: Sequence[Length]) -> LengthRange:
    """Return what bare numbers mean: one is the length to reach, several are those of several kinds of article."""
    by_size = sorted((length for length in lengths if length.low), key=lambda each: each.low or 0)
    if not by_size:
        return LengthRange()
    least, most = by_size[0], by_size[-1]
    if least.low == most.low:
        return LengthRange(least.low, None, (least.statement, None))
    return LengthRange(least.low, most.low, (least.statement, most.statement))


def _page_lengths(reading: PageStatements) -> Iterator[Length]:
    listed: tuple[Group, int] | None = None  # the bound that a heading such as `Maximum number of words:` sets
    for statement in reading.saying(*_UNITS, Group.LENGTH_LABEL):
        if listed and (statement.order > listed[1] or statement.role is BlockRole.HEADING):
            listed = None
        if bound := _bound_of_list(statement):
            listed = bound, statement.order + _LISTED
        for whole in _with_neighbours(reading, statement):
            for length in _lengths(reading, whole):
                yield _as_listed(length, listed[0]) if listed else length


def _bound_of_list(label: Statement) -> Group | None:
    """Return the one bound that a label sets for what follows it: `Maximum number of words:`."""
    bounds = {hit.group for hit in label.of(Group.MINIMUM, Group.MAXIMUM)}
    if len(bounds) != 1 or any(letter.isdigit() for letter in label.folded):
        return None
    is_label = label.role is BlockRole.HEADING or label.text.rstrip().endswith((":", "："))
    return next(iter(bounds)) if is_label else None


def _as_listed(length: Length, bound: Group) -> Length:
    if length.is_bounded:
        return length
    low, high = (length.low, None) if bound is Group.MINIMUM else (None, length.low)
    return Length(low, high, length.unit, length.statement)


def _with_neighbours(reading: PageStatements, statement: Statement) -> Iterator[Statement]:
    """Yield a statement, joined with the number in the block beside it where it is only a label or begins with a unit.

    Tiles and tables put `800 - 1,500`, `words` and `Length` into blocks of their own.
    """
    if numbers_in(statement.folded):
        yield statement
        return
    if statement.role is BlockRole.LABEL:
        return
    before, after = _at(reading, statement.order - 1), _at(reading, statement.order + 1)
    if any(hit.start <= _NEXT for hit in statement.of(*_UNITS)) and before and _is_tile(before):
        yield joined(before, statement)
    elif _is_label(statement) and after and _is_tile(after):
        yield joined(statement, after)


def _at(reading: PageStatements, order: int) -> Statement | None:
    return reading.statements[order - 1] if 1 <= order <= len(reading.statements) else None  # orders count from 1


def _is_label(statement: Statement) -> bool:
    return statement.says(Group.LENGTH_LABEL) and len(statement.folded) <= _LONGEST_LABEL


def _is_tile(statement: Statement) -> bool:
    """Tell whether a block holds a number and hardly more: `800 - 2,500`."""
    if len(statement.folded) > _LONGEST_TILE or statement.role is BlockRole.LABEL or statement.says(*_UNITS):
        return False
    numbers = numbers_in(statement.folded)
    return bool(numbers) and max(number.value for number in numbers) >= WORD_LIMITS[0]


def _lengths(reading: PageStatements, statement: Statement) -> Iterator[Length]:
    if statement.says(Group.BIO) and not statement.says(Group.OBJECT, Group.GUEST, Group.MINIMUM):
        return
    if _is_under_part(reading, statement):
        return
    bounds = LengthBounds(reading, statement)
    named: list[Group] = []
    for low, high in _ranges(statement):
        unit = _unit_of(statement, bounds, (low, high), named)
        if unit is None:
            continue
        named.append(unit)
        smallest, largest = WORD_LIMITS if unit is Group.WORDS else CHARACTER_LIMITS
        if not smallest <= high.value <= largest or _is_other(reading, statement, low, high):
            continue
        yield _bounded(bounds, low, high, unit)


def _is_other(reading: PageStatements, statement: Statement, low: Number, high: Number) -> bool:
    """Tell whether a number of words is a rate, the length of a part, or what earns a reward."""
    if _RATE.search(statement.folded, max(0, low.start - len("every  ")), low.start):
        return True
    units = [hit.end for hit in statement.of(*_UNITS) if high.end <= hit.start <= high.end + UNIT_REACH]
    if any(_A_DAY.match(statement.folded, end) for end in units[:1]):
        return True
    return _is_of_part(statement, low, high) or _earns_reward(reading, statement, low, high)


def _ranges(statement: Statement) -> Iterator[tuple[Number, Number]]:
    """Yield the numbers of a statement, those with a `to` between them as the ends of one range."""
    numbers, index = numbers_in(statement.folded)[:_MAX_NUMBERS], 0
    while index < len(numbers):
        first = numbers[index]
        second = numbers[index + 1] if index + 1 < len(numbers) else None
        index += 1
        if second is not None and _is_range(statement, first, second):
            index += 1
            yield _without_step(statement, first, second), second
        else:
            yield first, first


def _is_range(statement: Statement, first: Number, second: Number) -> bool:
    between = statement.folded[first.end : second.start]
    if len(between) > BEHIND_REACH or _without_step(statement, first, second).value > second.value:
        return False
    for hit in statement.of(*_UNITS):
        if first.end <= hit.start and hit.end <= second.start:  # `between 700 words and 1,300 words`
            between = statement.folded[first.end : hit.start] + statement.folded[hit.end : second.start]
            break
    return bool(_CONNECTOR.fullmatch(between.replace("  ", " ")))


def _without_step(statement: Statement, first: Number, second: Number) -> Number:
    if second.value >= first.value:
        return first
    text = _STEP.sub("", statement.folded[first.start : first.end])
    value = int(re.sub(r"\D", "", text) or 0)
    return Number(first.end - len(text), first.end, value, value)


def _unit_of(
    statement: Statement, bounds: LengthBounds, ends: tuple[Number, Number], named: Sequence[Group]
) -> Group | None:
    """Return what a number counts: the unit behind it, words after a label, or that of the number before it."""
    low, high = ends
    text = statement.folded
    if _MONEY.search(text, max(0, low.start - len("usd. ")), low.start) or _OTHER_UNIT.match(text, high.end):
        return None
    for hit in statement.of(*_UNITS):
        is_near = high.end <= hit.start <= high.end + UNIT_REACH
        if is_near and not any(letter.isdigit() for letter in text[high.end : hit.start]):
            return hit.group
    if not _stands_alone(statement, high):
        return None
    if _follows_label(statement, low):
        return Group.WORDS
    units = [hit.group for hit in statement.of(*_UNITS)]
    if units and (bounds.has(low, high, Group.MAXIMUM) or bounds.has(low, high, Group.MINIMUM)):
        return named[-1] if named else units[0]  # `at least 900 words and no more than 1,800`
    return None


def _stands_alone(statement: Statement, number: Number) -> bool:
    if _ENDS_ALONE.match(statement.folded, number.end):
        return True
    bounds = statement.of(Group.MINIMUM, Group.MAXIMUM)
    return any(0 <= hit.start - number.end <= _NEXT for hit in bounds)


def _follows_label(statement: Statement, number: Number) -> bool:
    for label in statement.of(Group.LENGTH_LABEL):
        between = statement.folded[label.end : max(label.end, number.start)]
        if label.end <= number.start and len(between) <= _LABEL_REACH and not re.search(r"[;.,\d]", between):
            return True
    return False


def _is_of_part(statement: Statement, low: Number, high: Number) -> bool:
    """Tell whether a number is the length of a summary, a paragraph or a bio, not of the article."""
    parts, articles = statement.of(Group.PART, Group.BIO), statement.of(Group.OBJECT, Group.GUEST)
    if _is_length_of(statement, high, articles):
        return False
    taken = {hit.end + _NEXT for hit in statement.of(*_UNITS)}  # `300 words about you`: of the number before it
    for part in parts:
        is_near = part.end <= low.start <= part.end + _PART_REACH and part.start not in taken
        if is_near and not _PART_END.search(statement.folded, part.end, low.start):
            own = (a for a in articles if part.end + _OF_ARTICLE_REACH < a.start < low.start)
            return not any(own)
    return _is_length_of(statement, high, parts)


def _is_length_of(statement: Statement, number: Number, things: Iterable[PhraseHit]) -> bool:
    """Tell whether one of these stands right behind a number with its unit: `a 200-word summary`."""
    units = [hit.end for hit in statement.of(*_UNITS) if 0 <= hit.start - number.end <= 1]
    return any(0 <= thing.start - end <= _NEXT for thing in things for end in units)


def _is_under_part(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether a statement that names no article stands right under a heading such as `Your pitch`."""
    heading = reading.statements[statement.order - 2] if statement.order > 1 else None  # orders count from 1
    if heading is None or heading.role is not BlockRole.HEADING or statement.says(Group.OBJECT, Group.GUEST):
        return False
    return heading.says(Group.PART, Group.BIO) and not heading.says(Group.OBJECT, Group.GUEST)


def _earns_reward(reading: PageStatements, statement: Statement, low: Number, high: Number) -> bool:
    """Tell whether a number says for which articles something is given: `for each post over 900 words you get`."""
    if not _FOR_EACH.search(statement.folded, 0, low.start):
        return False
    gains = (*statement.of(Group.PAYEE, Group.PAYS_AUTHOR, Group.PAYS_PERHAPS), *reading.grammar_of(statement))
    gaining = (Group.PAYEE, Group.PAYS_AUTHOR, Group.PAYS_PERHAPS, Group.SECOND_PERSON)
    return any(hit.start >= high.end and hit.group in gaining for hit in gains)


def _bounded(bounds: LengthBounds, low: Number, high: Number, unit: Group) -> Length:
    least, most = low.least, high.value
    if most > least:
        return Length(least, most, unit, bounds.statement)
    is_most, is_least = bounds.has(low, high, Group.MAXIMUM), bounds.has(low, high, Group.MINIMUM)
    if is_most and not is_least and not bounds.are_refused(low, high):
        return Length(None, most, unit, bounds.statement)
    if is_least and not is_most and bounds.is_least_refused(low, high):
        return Length(None, most, unit, bounds.statement)
    return Length(least, None, unit, bounds.statement, is_bounded=is_most or is_least or bounds.has_plus(high))
