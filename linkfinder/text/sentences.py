"""Sentences of a block of text, and texts shortened to a quote."""

# ruff: noqa: RUF001 (marks that end sentences in other scripts)

import re

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


def sentences(text: str) -> list[str]:
    """Return the sentences of a block, without their white space."""
    ends = _ANY_SENTENCE_END if any(mark in text for mark in _ENDS_UNSPACED) else _SENTENCE_END
    parts = (raw.strip() for raw in ends.split(text) if raw)
    return [part for part in parts if part and not _LIST_MARK.fullmatch(part)]


def shorten(text: str, length: int = _QUOTE_LENGTH) -> str:
    """Return a text that is at most `length` characters long, cut between words."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"
