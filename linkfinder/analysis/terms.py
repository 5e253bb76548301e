"""How often the words and phrases of a niche's topics stand in folded texts, counted in one pass over each.

It knows nothing of places and weights: `relevance` does.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

STEM = 6
"""Letters in which inflected forms of a word still agree: `implants`, `implantate`; shorter words must be equal."""

_WORD = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_SHAPE = bytes(ord("x") if chr(code).isalnum() and code < 0x80 else ord(" ") for code in range(0x100))  # noqa: PLR2004 - ASCII
"""Every byte of a word becomes an x, every other a space: then words are counted without being cut out."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often stems begin a word, and phrases stand anywhere; what is not found is not named."""

    stems: Mapping[str, int]
    phrases: Mapping[str, int]

    def without(self, part: "Counts") -> "Counts":
        """Return what is left when the counts of a part of the text are taken away."""
        return Counts(_minus(self.stems, part.stems), _minus(self.phrases, part.phrases))


def _minus(whole: Mapping[str, int], part: Mapping[str, int]) -> Mapping[str, int]:
    return {text: count - part.get(text, 0) for text, count in whole.items()} if part else whole


def stems_of(phrase: str) -> tuple[str, ...]:
    """Return the stems of the words of a folded phrase, in order."""
    return tuple(word[:STEM] for word in _WORD.findall(phrase))


class Terms:
    """Stems and phrases that are counted together."""

    def __init__(self, stems: Collection[str], phrases: Collection[str]) -> None:
        """Take folded stems and phrases."""
        self._stems, self._phrases = list(dict.fromkeys(stems)), list(dict.fromkeys(phrases))
        self._automaton = AhoCorasick(
            [*self._stems, *self._phrases], matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )

    def count(self, text: str) -> Counts:
        """Return the counts in one folded text."""
        stems: list[str] = []
        phrases: set[str] = set()
        first = len(self._stems)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if index >= first:
                phrases.add(self._phrases[index - first])
            elif _is_word(text, start, end):
                stems.append(self._stems[index])
        return Counts(Counter(stems), {phrase: text.count(phrase) for phrase in phrases})


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether a stem found is the beginning of a word, or a whole one when it is too short for endings."""
    if start and text[start - 1].isalnum():
        return False
    return end - start == STEM or end == len(text) or not text[end].isalnum()


def count_words(text: str) -> int:
    """Return the number of words of a folded text: runs of letters and digits."""
    if not text.isascii() and any(map(str.isalnum, "".join(_FOREIGN.findall(text)))):
        return len(_WORD.findall(text))
    shape = text.encode("ascii", "replace").translate(_SHAPE)
    return shape.count(b" x") + shape.startswith(b"x")
