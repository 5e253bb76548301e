"""The form in which texts are compared: one case, no diacritics, plain quotes and dashes, single spaces.

Phrases, names and topics are matched in this form so that `Gästebeitrag`, `GASTEBEITRAG`
and a decomposed spelling are one word. Offsets in a folded text are not offsets in the original.
"""

# ruff: noqa: RUF001 (a table of look-alikes)

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u0591-\u05c7]+")
"""Combining Latin, Greek and Cyrillic marks, Arabic vowel signs and tatweel, Hebrew points: spelling, not letters."""

_PLAIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŋ": "n",
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
    "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه",
}  # fmt: skip
"""Letters that Unicode does not decompose, curled quotes and long dashes, and invisible characters."""

_ODD = re.compile("[" + "".join(_PLAIN) + "]")
_RUN = re.compile(r"[^\x00-\x7f]+")
_HIGH = 30  # marks on one letter: no language needs more (UAX 15, stream-safe text format)
_PILE = re.compile(rf"[^\w\x00-\x7f]{{{_HIGH},}}")
_SHORT_RUN = 8  # characters worth remembering: longer runs are words, and there are too many of those
_FOREIGN = 0.15  # bytes beyond one a character from which most letters are not ASCII, and whole texts fold faster


def fold(text: str) -> str:
    """Return the text in the form phrases are matched in: NFKC, case and diacritics folded, single spaces."""
    return " ".join(fold_lines(text).split())


def fold_lines(text: str) -> str:
    """Return the folded text with its white space as it was, so that lines stay separate."""
    if text.isascii():
        return text.lower().replace("`", "'")
    if len(text.encode("utf-8", "surrogatepass")) - len(text) > _FOREIGN * len(text):
        return _fold_whole(text)
    # No letter of ASCII ever joins a mark that is kept, so what stands between such letters can be folded by itself.
    return _RUN.sub(_fold_found, text.lower().replace("`", "'"))


def _fold_found(found: re.Match[str]) -> str:
    run = found.group()
    return _fold_run(run) if len(run) <= _SHORT_RUN else _fold_whole(run)


def _fold_whole(text: str) -> str:
    text = _PILE.sub(_unpile, text) if len(text) > _HIGH else text
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = _MARKS.sub("", _ODD.sub(_replacement, apart))
    # Marks outside the list are letters (Japanese, Korean, Indian scripts): put them together again.
    return bare if bare.isascii() else _ODD.sub(_replacement, unicodedata.normalize("NFKC", bare))


def _unpile(found: re.Match[str]) -> str:
    """Return a run of characters without the marks that are piled up too high: sorting them takes time squared."""
    kept: list[str] = []
    height = 0
    for character in found.group():
        height = height + 1 if unicodedata.combining(character) else 0
        if height <= _HIGH:
            kept.append(character)
    return "".join(kept)


_fold_run = lru_cache(maxsize=4_096)(_fold_whole)
"""Quotes, dashes and the accented letters of a language come again and again."""


def _replacement(found: re.Match[str]) -> str:
    return _PLAIN[found.group()]
