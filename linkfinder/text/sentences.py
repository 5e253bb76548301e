"""Sentences of a block of text, and texts shortened to a quote."""

# ruff: noqa: RUF001 (marks that end sentences in other scripts)

import re
from collections.abc import Iterable, Iterator

_QUOTE_LENGTH = 300
"""Evidence is read in a spreadsheet cell."""

_ENDS_UNSPACED = "。！？；"
_SENTENCE_END = re.compile(
    # Every alternative begins with a space, so that no other character is tried.
    r"\s(?:(?<=[.!?…؟।]\s)\s*|(?<=[.!?…][\"'”’»)\]]\s)\s*|[•·|¦]\s)"
)
_ANY_SENTENCE_END = re.compile(rf"{_SENTENCE_END.pattern}|(?<=[{_ENDS_UNSPACED}])")
_LIST_MARK = re.compile(r"\(?(?:\d{1,2}|[ivx]{1,4}|[a-zα-ωа-я])[.)]", re.IGNORECASE)
"""What is left of `1. First rule` when the sentences are split. A single syllable of another script answers."""

_ABBREVIATIONS = frozenset(
    {
        "max.", "min.", "ca.", "approx.", "e.g.", "i.e.", "incl.", "inkl.", "exkl.", "excl.", "bzw.", "evtl.",
        "ggf.", "vgl.", "bspw.", "z.b.", "d.h.", "u.a.", "z.hd.", "bijv.", "bv.", "d.w.z.", "t.a.v.", "m.b.t.",
        "i.v.m.", "a.s.", "bl.a.", "t.ex.", "f.eks.", "dvs.", "d.", "esim.", "mm.", "p.ej.", "resp.",
    }
)  # fmt: skip
"""What a sentence goes on after: `max. 800 words`."""

_GERMAN_MONTHS = frozenset(
    {
        "Januar", "Jänner", "Februar", "Feber", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
    }
)  # fmt: skip
"""Names of months that begin with a capital in a language that writes a full stop after the day: `15. März`.

`months` knows them too, but takes a third of a second to load, and every page is divided into sentences.
"""

_LONGEST_ABBREVIATION = 10
"""Characters at the end of a part in which its last word is looked for."""

_DAY_NUMBER = re.compile(r".*\s\d{1,2}\.", re.DOTALL)


def sentences(text: str) -> list[str]:
    """Return the sentences of a block, without their white space."""
    ends = _ANY_SENTENCE_END if any(mark in text for mark in _ENDS_UNSPACED) else _SENTENCE_END
    parts = (raw.strip() for raw in ends.split(text) if raw)
    return [part for part in _whole(part for part in parts if part) if not _LIST_MARK.fullmatch(part)]


def _whole(parts: Iterable[str]) -> Iterator[str]:
    """Yield the parts with those joined again that a full stop of a date or an abbreviation divided."""
    before: list[str] = []
    for part in parts:
        if before and not _goes_on(" ".join(before[-2:]), part):
            yield " ".join(before)
            before = []
        before.append(part)
    if before:
        yield " ".join(before)


def _goes_on(part: str, following: str) -> bool:
    """Tell whether a sentence goes on after a part: `by the 1. maj`, `max. 800 words`."""
    if not part.endswith("."):
        return False
    last = part[-_LONGEST_ABBREVIATION:].rsplit(" ", 1)[-1].lstrip("(").lower()
    if last in _ABBREVIATIONS:
        return True
    if not last[0].isdigit() or not _DAY_NUMBER.fullmatch(part[-_LONGEST_ABBREVIATION:]):
        return False
    return following[0].islower() or following[0].isdigit() or following.split(" ", 1)[0].rstrip(".,") in _GERMAN_MONTHS


def shorten(text: str, length: int = _QUOTE_LENGTH) -> str:
    """Return a text that is at most `length` characters long, cut between words."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"
