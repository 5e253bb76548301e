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

MAX_TEXT = 1_000_000
"""Characters of main text kept; a long book has less."""


def clean(text: str) -> str:
    """Return a text on one line with single spaces and without characters that cannot be seen."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return " ".join(_INVISIBLE.sub("", line).split())


def main_text(blocks: Sequence[Block]) -> str:
    """Return the text an editor wrote, a block a line; everything visible when nothing looks written by an editor."""
    chosen = [block.text for block in blocks if block.place in EDITORIAL_PLACES and block.role is not BlockRole.LABEL]
    return "\n".join(chosen or [block.text for block in blocks])[:MAX_TEXT]
