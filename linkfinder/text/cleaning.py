"""Visible text: blocks with single spaces, and the main text of a page."""

import re
from collections.abc import Sequence

from linkfinder.model.page import EDITORIAL_PLACES, Block, BlockRole

_INVISIBLE = re.compile(
    # Control characters, marks that change the direction of text, lone surrogates; joiners stay, scripts need them.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
JOINERS = re.compile("[\u200c\u200d]")
"""Joiners between letters: scripts need them, addresses do not."""

_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_TITLE = 10  # characters of a heading below which its being part of the title means nothing
_NO_LEVEL = 7

MAX_MAIN_TEXT = 1_000_000
"""Characters of main text kept; a long book has less."""


def clean(text: str) -> str:
    """Return a text on one line with single spaces and without characters that cannot be seen."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # nine lines in ten have plain spaces only
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return " ".join(_INVISIBLE.sub("", line).split())


def main_text(blocks: Sequence[Block]) -> str:
    """Return the text an editor wrote, a block a line; everything visible when nothing looks written by an editor."""
    label = BlockRole.LABEL
    chosen = [block.text for block in blocks if block.place in EDITORIAL_PLACES and block.role is not label]
    return "\n".join(chosen or [block.text for block in blocks])[:MAX_MAIN_TEXT]


def count_words(text: str, language: str) -> int:
    """Return the number of words; where words are not parted by spaces, two characters count as one."""
    if not text:
        return 0
    if language in _UNSPACED:
        return len(text) // 2
    raw = text.encode("utf-8", "surrogatepass")  # where dropping all spaces costs half of counting them
    return len(raw) - len(raw.translate(None, b" \n")) + 1


def main_heading(blocks: Sequence[Block | None], title: str) -> int:
    """Return the index of the heading that the page's title repeats, else of the first of the highest level, else 0."""
    folded = title.casefold()
    best, best_level = 0, _NO_LEVEL
    for index, block in enumerate(blocks):
        if block is None or not block.level:
            continue
        if len(block.text) >= _TITLE and block.text.casefold() in folded:
            return index
        if block.level < best_level:
            best, best_level = index, block.level
    return best
