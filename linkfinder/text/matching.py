"""Many texts looked for in one pass over another: where each stands, overlapping ones included.

The automaton (Aho-Corasick) runs over bytes. Over characters it would first write down for every byte which character
it belongs to, a third of the time of a pass; here only what is found is counted in characters, and mostly that is
little or nothing.
"""

from collections.abc import Iterable, Sequence

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

MAX_DFA_TEXTS = 4_000
"""Texts that a table of moves is made for: for so many it takes 20 MB, for all phrases it would be 115."""

TextMatch = tuple[int, int, int]
"""Which text was found, its first place, and the place after its last, in characters."""


class TextMatcher:
    """Texts that are looked for together; a match names one by its index among them."""

    def __init__(self, texts: Iterable[str], *, overlapping: bool = True, for_long: bool = True) -> None:
        """Take the texts; without `overlapping` the first match in a place hides those that begin inside it.

        `for_long` says that long texts will be searched: they are worth a table of all moves, twice as fast.
        """
        self._texts = list(texts)
        self._overlapping = overlapping
        table = Implementation.DFA if for_long and len(self._texts) <= MAX_DFA_TEXTS else None
        self._automaton = BytesAhoCorasick(map(_bytes, self._texts), MatchKind.Standard, table)

    def find(self, text: str) -> Sequence[TextMatch]:
        """Return all matches in a text, in order of their ends."""
        raw = _bytes(text)
        found = self._automaton.find_matches_as_indexes(raw, self._overlapping)
        return self._in_characters(raw, found) if found and len(raw) > len(text) else found

    def _in_characters(self, raw: bytes, found: Iterable[TextMatch]) -> list[TextMatch]:
        matches = []
        seen = chars = 0
        for index, _, end in found:
            chars += len(raw[seen:end].decode("utf-8", "surrogatepass"))
            seen = end
            matches.append((index, chars - len(self._texts[index]), chars))
        return matches


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
