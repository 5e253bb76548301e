"""Where a brand's name stands on a page: its name, its aliases and its bare domain, as whole words in every script.

A name is the user's: `Apple` is not the fruit, so a name with a capital needs one on the page too. Endings of inflected
languages are part of the name; addresses, handles and longer names are not.
"""

# ruff: noqa: RUF001 (apostrophes as they are written)

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from linkfinder.model.niche import Brand
from linkfinder.model.page import Block
from linkfinder.text.folding import fold, fold_lines
from linkfinder.text.matching import TextMatcher
from linkfinder.text.scripts import has_open_ends

_INFLECTING = frozenset(
    ("pl", "cs", "sk", "ru", "uk", "bg", "sr", "hr", "sl", "fi", "et", "hu", "lt", "lv", "tr", "el", "ro")
)
_ENDING = r"(?:['’]?s\b|['’](?=\W|$))?"
_CASE_ENDING = r"(?:['’]?[^\W\d_]{1,4})?"
"""Languages that decline names: `Acmego`, `Acmen`, `Acme'nin`; elsewhere only a possessive or plural s."""

_DECLINED_LENGTH = 4
"""Shorter names with endings are other words."""

_NEAR = 400
"""Characters on either side in which a co-term still concerns the same thing: two or three sentences."""

_THERE = 100
"""Characters on either side in which a forbidden term makes the name another's."""

MAX_NAME_HITS = 200
"""Occurrences of one spelling that are read; a page that names it more often is a list or a trap."""

_SHORT = 80
"""Characters up to which a block is a heading, a label or a list item: its subject stands in the text after it."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A brand's name found in a block: the text as it stands there, and from where to where."""

    brand: Brand
    block_index: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _NameFinder:
    matcher: TextMatcher
    owners: tuple[Brand, ...]
    spellings: tuple[str, ...]


def find_names(blocks: Iterable[Block], brands: tuple[Brand, ...], language: str) -> list[NameHit]:
    """Return every place where a brand's name stands, in page order; co-terms and forbidden terms are honoured."""
    finder, texts = _finder(brands), [block.text for block in blocks]
    folded = fold_lines("\n".join(texts)).replace("-", " ")
    suspects = sorted({index for index, _, _ in finder.matcher.find(folded)})
    if not suspects:
        return []
    hits = []
    for brand, spelling in dict.fromkeys((finder.owners[i], finder.spellings[i]) for i in suspects):
        found = islice(_in_blocks(texts, brand, spelling, language), MAX_NAME_HITS)
        hits += [hit for hit in found if _is_meant(hit, texts)]
    return _longest(hits)


@lru_cache(maxsize=16)
def _finder(brands: tuple[Brand, ...]) -> _NameFinder:
    pairs = [
        (brand, name) for brand in brands for name in (brand.name, *brand.aliases, *_bare(brand.domains)) if fold(name)
    ]
    matcher = TextMatcher(fold(name).replace("-", " ") for _, name in pairs)
    return _NameFinder(matcher, tuple(brand for brand, _ in pairs), tuple(name for _, name in pairs))


def _bare(domains: Iterable[str]) -> Iterator[str]:
    return (domain.removeprefix("www.") for domain in domains)


@lru_cache(maxsize=1024)
def _pattern(name: str, language: str) -> re.Pattern[str]:
    """Return the expression for a name: any case, any white space or hyphen between words, endings, whole words."""
    if has_open_ends(name):
        return re.compile(re.escape(name), re.IGNORECASE)
    words = (re.escape(word) for word in re.split(r"[\s-]+", name) if word)
    is_declined = language in _INFLECTING and len(name) >= _DECLINED_LENGTH
    ending = _CASE_ENDING if is_declined else _ENDING
    name_words = r"[\s\-]+".join(words)
    return re.compile(rf"(?<![\w@#/.\-]){name_words}{ending}(?![\w@])(?!\.\w)(?!-\w+\.\w)", re.IGNORECASE)


def _in_blocks(texts: list[str], brand: Brand, spelling: str, language: str) -> Iterator[NameHit]:
    is_domain = spelling in {*_bare(brand.domains)}
    for index, text in enumerate(texts):
        for start, end in _spans(text, spelling, language):
            if is_domain or _case_fits(text[start:end], spelling, text):
                yield NameHit(brand, index, text[start:end], start, end)


def _spans(text: str, spelling: str, language: str) -> list[tuple[int, int]]:
    """Return where a spelling stands in a text, also with other diacritics where folding moves no letter."""
    found = [match.span() for match in _pattern(spelling, language).finditer(text)]
    if found or (text.isascii() and spelling.isascii()):
        return found
    plain, bare = fold_lines(text), fold(spelling)
    if bare not in plain or len(plain) != len(text):
        return []
    return [match.span() for match in _pattern(bare, language).finditer(plain)]


def _case_fits(found: str, spelling: str, text: str) -> bool:
    """Tell whether the capitals fit: a capitalised name has one on the page, unless the whole text has no capitals."""
    if not any(map(str.isupper, spelling)) or any(map(str.isupper, found)):
        return len(spelling) > len("abc") or found.startswith(spelling) or not spelling.isupper()
    return " " in spelling and not any(map(str.isupper, text))


def _is_meant(hit: NameHit, texts: list[str]) -> bool:
    """Tell whether the name is this brand's: a co-term near when one is asked for, no forbidden term there."""
    brand = hit.brand
    if brand.never_near:
        there = fold(_around(hit, texts))
        if any(_stands(term, there) for term in brand.never_near):
            return False
    if not brand.needs_any:
        return True
    before = " ".join(texts[max(0, hit.block_index - 2) : hit.block_index])
    after = " ".join(texts[hit.block_index + 1 : hit.block_index + 3])
    text = texts[hit.block_index]
    near = fold(f"{before[-_NEAR:]} {text[max(0, hit.start - _NEAR) : hit.end + _NEAR]} {after[:_NEAR]}")
    return any(_stands(term, near) for term in brand.needs_any)


def _around(hit: NameHit, texts: list[str]) -> str:
    """Return the text close to a name; a short block, such as a heading, is read together with the one after it."""
    text = texts[hit.block_index]
    if len(text) <= _SHORT:
        text = " ".join(texts[hit.block_index : hit.block_index + 2])
    return text[max(0, hit.start - _THERE) : hit.end + _THERE]


def _stands(term: str, folded: str) -> bool:
    """Tell whether a term stands in a folded text, from the beginning of a word on."""
    wanted = fold(term)
    at = folded.find(wanted)
    while at >= 0:
        if at == 0 or not folded[at - 1].isalnum() or has_open_ends(wanted[:1]):
            return True
        at = folded.find(wanted, at + 1)
    return False


def _longest(hits: list[NameHit]) -> list[NameHit]:
    """Return the hits without those that lie inside another of the same brand, in page order."""
    kept: list[NameHit] = []
    for hit in sorted(hits, key=lambda h: (h.block_index, h.start, -h.end)):
        last = next((k for k in reversed(kept) if k.brand == hit.brand and k.block_index == hit.block_index), None)
        if last is None or hit.start >= last.end:
            kept.append(hit)
    return kept
