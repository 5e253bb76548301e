"""The main text of a page and its main heading, chosen among its blocks."""

from collections.abc import Sequence

from linkfinder.model.page import EDITORIAL_PLACES, Block, BlockRole

_MIN_TITLE_PART = 10  # characters of a heading below which its being part of the title means nothing
_NO_LEVEL = 7

MAX_MAIN_TEXT = 1_000_000
"""Characters of main text kept; a long book has less."""


def main_text(blocks: Sequence[Block]) -> str:
    """Return the text an editor wrote, a block a line; everything visible when nothing looks written by an editor."""
    label = BlockRole.LABEL
    chosen = [block.text for block in blocks if block.place in EDITORIAL_PLACES and block.role is not label]
    return "\n".join(chosen or [block.text for block in blocks])[:MAX_MAIN_TEXT]


def main_heading(blocks: Sequence[Block | None], title: str) -> int:
    """Return the index of the heading that the page's title repeats, else of the first of the highest level, else 0."""
    folded = title.casefold()
    best, best_level = 0, _NO_LEVEL
    for index, block in enumerate(blocks):
        if block is None or not block.level:
            continue
        if len(block.text) >= _MIN_TITLE_PART and block.text.casefold() in folded:
            return index
        if block.level < best_level:
            best, best_level = index, block.level
    return best
