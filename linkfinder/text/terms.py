"""How often the words and phrases of a niche's topics stand in folded texts, counted in one pass over each.

It knows nothing of places and weights: `relevance` does.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from linkfinder.text.matching import TextMatch, TextMatcher

STEM_LENGTH = 6
"""Letters in which inflected forms of a word still agree: `implants`, `implantate`; shorter words must be equal."""

_WORD = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_SHAPE = bytes(ord("x") if chr(code).isalnum() and code < 0x80 else ord(" ") for code in range(0x100))  # noqa: PLR2004 - ASCII
"""Every byte of a word becomes an x, every other a space: then words are counted without being cut out."""


class TermCounts(NamedTuple):
    """How often stems begin a word, and phrases stand anywhere; what is not found is not named."""

    stems: Mapping[str, int]
    phrases: Mapping[str, int]

    def without(self, part: "TermCounts") -> "TermCounts":
        """Return what is left when the counts of a part of the text are taken away."""
        return TermCounts(_minus(self.stems, part.stems), _minus(self.phrases, part.phrases))


_NOTHING = TermCounts({}, {})
_end_of = itemgetter(2)  # a match's


def _minus(whole: Mapping[str, int], part: Mapping[str, int]) -> Mapping[str, int]:
    return {text: count - part.get(text, 0) for text, count in whole.items()} if part else whole


def stems_of(phrase: str) -> tuple[str, ...]:
    """Return the stems of the words of a folded phrase, in order."""
    return tuple(word[:STEM_LENGTH] for word in _WORD.findall(phrase))


class TermCounter:
    """Stems and phrases that are counted together."""

    def __init__(self, stems: Collection[str], phrases: Collection[str]) -> None:
        """Take folded stems and phrases."""
        self._stems, self._phrases = list(dict.fromkeys(stems)), list(dict.fromkeys(phrases))
        self._matcher = TextMatcher((*self._stems, *self._phrases))

    def count(self, *texts: str) -> list[TermCounts]:
        """Return the counts in each of some folded texts."""
        joined = "\n".join(texts)  # for one pass over all: each has a start, and lets other threads in
        found = self._matcher.find(joined)
        fenced = f" {joined} "  # now every match has a neighbour on both sides, at `start` and at `end + 1`
        counts: list[TermCounts] = []
        first = end = 0
        for text in texts:
            end += len(text)
            last = bisect_right(found, end, first, key=_end_of)
            counts.append(self._counts(found[first:last], fenced, text) if last > first else _NOTHING)
            first, end = last, end + 1
        return counts

    def _counts(self, found: Sequence[TextMatch], fenced: str, text: str) -> TermCounts:
        first = len(self._stems)
        stems = [
            index
            for index, start, end in found
            # A stem is the beginning of a word, or a whole one when it is too short for endings.
            if index < first
            and not fenced[start].isalnum()
            and (end - start == STEM_LENGTH or not fenced[end + 1].isalnum())
        ]
        phrases = {self._phrases[index - first] for index, _, _ in found if index >= first}
        return TermCounts(
            {self._stems[index]: count for index, count in Counter(stems).items()},
            {phrase: text.count(phrase) for phrase in phrases},
        )


def count_folded_words(text: str) -> int:
    """Return the number of words of a folded text: runs of letters and digits."""
    if not text.isascii() and any(map(str.isalnum, "".join(_FOREIGN.findall(text)))):
        return len(_WORD.findall(text))
    shape = text.encode("ascii", "replace").translate(_SHAPE)
    return shape.count(b" x") + shape.startswith(b"x")
