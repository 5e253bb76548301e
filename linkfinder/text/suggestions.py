"""What a mistyped word may mean."""

import difflib
from collections.abc import Iterable

_LIKENESS = 0.6
"""This likeness (0 to 1) finds one or two wrong letters and does not propose words that only share an ending."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like a word; empty when none is."""
    near = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=_LIKENESS)
    return near[0] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "x"?` for the nearest known word, else the list of what is known."""
    words = sorted(known)
    near = nearest(word, words)
    return f'did you mean "{near}"?' if near else f"known here: {', '.join(words) or 'none'}"
