"""Phrases by language and group, in packs, found in one pass over a folded text.

A pack is a TOML file in `packs/`; a niche file adds phrases to any language and group. Nothing is judged here: a hit
says which phrase stands where, and docs/reference/phrases.md says what each group is for.
"""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from linkfinder.model.niche import PhraseGroup
from linkfinder.text.folding import fold
from linkfinder.text.matching import TextMatcher
from linkfinder.text.phrase_groups import GRAMMAR_GROUPS, LABEL_GROUPS, LINK_SELLER_GROUPS, WORDS_OF_ACTS, Group
from linkfinder.text.scripts import hides_word_edges, is_mark, may_begin

_ENGLISH = "en"
"""Searched on all pages: `guest post` stands on pages of every language."""

_LONG_WORD = 10
"""A single word this long means the same in any text; a shorter one may be a word of another language."""

_ENGLISH_WORD = 3
"""English words this long count everywhere; the shorter `i`, `we` and `no` are common words of other languages."""

_SHARED_LETTERS = re.compile("[a-z\u0400-\u04ff\u0600-\u06ff]")
"""Latin, Cyrillic and Arabic, folded: many languages write them, and a short word means another thing in each."""


_HYPHENATED = frozenset({Group.SLUGS, Group.ROLES})

_SEARCHED = frozenset(Group) - GRAMMAR_GROUPS - LABEL_GROUPS - LINK_SELLER_GROUPS


class Phrase(NamedTuple):
    """A phrase of a group, folded. `is_stem` lets letters follow: `gastbeitr*` finds `gastbeitragen`.

    There are tens of thousands, and named tuples take a third of the time of frozen dataclasses to make.
    """

    text: str
    group: Group
    languages: frozenset[str]
    is_stem: bool = False

    @property
    def is_unambiguous(self) -> bool:
        """Whether the phrase counts on a page of any language: it is English or cannot be mistaken.

        Two words, a long word or a word in a script of few languages means the same in every language. The English verb
        `blog` is a noun elsewhere.
        """
        is_long_enough = " " in self.text or len(self.text) >= _LONG_WORD or not _SHARED_LETTERS.search(self.text)
        if is_long_enough or _ENGLISH not in self.languages:
            return is_long_enough
        return len(self.text) >= _ENGLISH_WORD and self.group not in WORDS_OF_ACTS

    def counts_in(self, languages: Collection[str]) -> bool:
        """Tell whether the phrase counts on a page of these languages; where none is named, every phrase does."""
        return self.is_unambiguous or not languages or not self.languages.isdisjoint(languages)


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase found, at `start` up to `end` of the folded text."""

    group: Group
    start: int
    end: int
    phrase: Phrase

    def gap_to(self, other: "PhraseHit") -> int:
        """Return the characters between this hit and another, in whatever order; less than 0 when they overlap."""
        return max(other.start - self.end, self.start - other.end)

    def overlaps(self, other: "PhraseHit") -> bool:
        """Tell whether this hit and another share characters."""
        return self.gap_to(other) < 0


class _PhraseEntry(NamedTuple):
    """The phrases that are written alike, and whether their first and last letters show the edge of a word."""

    phrases: tuple[tuple[Phrase, bool], ...]  # with whether it counts on a page of any language
    has_start: bool
    has_end: bool
    is_ascii: bool


class PhraseMatcher:
    """Phrases of many languages that are looked for together."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_text: dict[str, list[Phrase]] = {}
        for phrase in _merged(phrases):
            by_text.setdefault(phrase.text, []).append(phrase)
        self._entries = [_phrase_entry(text, found) for text, found in by_text.items()]
        self._matcher = TextMatcher(by_text)

    def find(self, folded: str, languages: Collection[str] = (), *, most: int | None = None) -> list[PhraseHit]:
        """Return every phrase in a folded text, or the first `most` ones, in order of its end.

        Phrases of languages other than `languages` count only when they are clear; when `languages` is empty, all do.
        """
        text = folded.replace("-", " ")
        hits: list[PhraseHit] = []
        for index, start, end in self._matcher.find(text):
            if most is not None and len(hits) >= most:
                break
            entry = self._entries[index]
            if start and (_has_edge(text[start - 1]) if entry.has_start else not may_begin(text, start)):
                continue
            goes_on = end < len(text) and _goes_on(entry, text[end])
            for phrase, is_clear in entry.phrases:
                if (phrase.is_stem or not goes_on) and (
                    is_clear or not languages or not phrase.languages.isdisjoint(languages)
                ):
                    hits.append(PhraseHit(phrase.group, start, end, phrase))
        return hits[:most]


def _phrase_entry(text: str, phrases: Iterable[Phrase]) -> _PhraseEntry:
    judged = tuple([(phrase, phrase.is_unambiguous) for phrase in phrases])
    return _PhraseEntry(judged, _has_edge(text[0]), _has_edge(text[-1]), text.isascii())


def _goes_on(entry: _PhraseEntry, after: str) -> bool:
    """Tell whether the word that a phrase ends with goes on; a vowel sign never begins another."""
    return (entry.has_end and _has_edge(after)) or (not entry.is_ascii and is_mark(after))


def _merged(phrases: Iterable[Phrase]) -> Iterable[Phrase]:
    """Return the phrases with those that several languages share (`guest post`) made one."""
    merged: dict[tuple[str, Group, bool], Phrase] = {}
    for phrase in phrases:
        key = (phrase.text, phrase.group, phrase.is_stem)
        known = merged.get(key)
        merged[key] = phrase if known is None else known._replace(languages=known.languages | phrase.languages)
    return merged.values()


def _has_edge(letter: str) -> bool:
    """Tell whether a word can be seen to begin or end at a letter: not beside `$`, not in a script without spaces.

    So a Latin word among Japanese letters is a word, as in `seo対策`.
    """
    return (letter.isalnum() or is_mark(letter)) and not hides_word_edges(letter)


@lru_cache(maxsize=64)
def matcher_of_groups(groups: frozenset[Group], extra: tuple[PhraseGroup, ...] = ()) -> PhraseMatcher:
    """Return the matcher of some groups of every pack and of the user's own phrases: the fewer, the faster it finds."""
    return PhraseMatcher(phrase for phrase in _all_phrases(extra) if phrase.group in groups)


def phrase_matcher(extra: tuple[PhraseGroup, ...] = ()) -> PhraseMatcher:
    """Return the matcher of all that is looked for in running text, without the small words of grammar."""
    return matcher_of_groups(_SEARCHED, extra)


def grammar_matcher(extra: tuple[PhraseGroup, ...] = ()) -> PhraseMatcher:
    """Return the matcher of negations, persons and restrictions, for single sentences."""
    return matcher_of_groups(GRAMMAR_GROUPS, extra)


@lru_cache(maxsize=64)
def phrases_of(group: Group, extra: tuple[PhraseGroup, ...] = ()) -> frozenset[str]:
    """Return the folded phrases of one group in all languages, for comparing whole texts."""
    return frozenset(phrase.text for phrase in _all_phrases(extra) if phrase.group is group)


@lru_cache(maxsize=16)
def guest_post_slugs(extra: tuple[PhraseGroup, ...] = ()) -> frozenset[str]:
    """Return the last path segments that name a guest-post page: the packs' own, and their invitations with hyphens."""
    made = (slug for p in _all_phrases(extra) if p.group in _SLUG_GROUPS for slug in _slug_forms(p))
    return phrases_of(Group.SLUGS, extra) | frozenset(made)


_SLUG_GROUPS = frozenset({Group.INVITE, Group.GUIDELINES})


def _slug_forms(phrase: Phrase) -> tuple[str, ...]:
    slug = "-".join(phrase.text.replace("'", " ").split())
    return (slug, slug.replace("-", "_"), slug.replace("-", "")) if " " in phrase.text else (slug,)


@cache
def pack_languages() -> frozenset[str]:
    """Return the languages that have a pack, as BCP 47 primary tags."""
    files = resources.files("linkfinder.text").joinpath("packs").iterdir()
    return frozenset(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def _all_phrases(extra: tuple[PhraseGroup, ...]) -> Iterable[Phrase]:
    for language in sorted(pack_languages()):
        yield from _pack(language)
    for group in extra:
        languages = frozenset((group.language,))
        yield from (_phrase(text, Group(group.group), languages) for text in group.phrases if fold(text))


@cache
def _pack(language: str) -> tuple[Phrase, ...]:
    file = resources.files("linkfinder.text").joinpath("packs", f"{language}.toml")
    groups: dict[str, list[str]] = tomllib.loads(file.read_text("utf-8"))
    languages = frozenset((language,))
    return tuple(
        _phrase(text, group, languages) for name, texts in groups.items() for group in (Group(name),) for text in texts
    )


def _phrase(text: str, group: Group, languages: frozenset[str]) -> Phrase:
    bare = text.removesuffix("*")
    folded = fold(bare)
    if "-" in folded and group not in _HYPHENATED:
        folded = " ".join(folded.replace("-", " ").split())
    return Phrase(folded, group, languages, is_stem=len(bare) < len(text))
