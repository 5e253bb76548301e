"""The second look at places, once all text of the page is known.

Names lie and old pages have none. Furniture is told by what it holds: links and little else, before the text begins
or after it has ended; content by what it holds: most of the running text.
"""

import re
from collections.abc import Sequence

from linkfinder.analysis.places import Region
from linkfinder.analysis.tree import Outline, RawAnchor, RawBlock
from linkfinder.model.page import Place

_MOST = 0.5  # half of all unlinked text is no furniture, whatever its class says
_ENOUGH = 300  # characters below which a share means nothing
_RUNNING_TEXT = 100  # unlinked characters in one block: a sentence or two, no label
_LINKS_ONLY = 0.8  # of the characters stand inside links; the rest are separators and counts
_MENU = 3  # links: fewer are no menu
_MENU_WORD = 30  # characters: entries of a menu are short
_CLOSING = re.compile(r"©|\(c\) ?\d{4}|copyright|all rights reserved|alle rechte|tous droits|todos los derechos|"
                      r"todos os direitos|tutti i diritti|wszelkie prawa|powered by", re.IGNORECASE)  # fmt: skip
_FURNITURE = frozenset({Place.NAV, Place.HEADER, Place.SIDEBAR, Place.FOOTER, Place.AUTHOR_BIO})


def settle_places(outline: Outline, host: str) -> None:
    """Correct the places of regions and blocks by what they hold; `host` is the page's own."""
    _count(outline, host)
    total = sum(map(_unlinked, outline.blocks))
    for region in outline.regions:
        if region.place in _FURNITURE and region.chars - region.link_chars > max(_ENOUGH, _MOST * total):
            region.place = Place.BODY
    running = [
        index
        for index, block in enumerate(outline.blocks)
        if block.region.place not in _FURNITURE and block.chars - block.link_chars >= _RUNNING_TEXT
    ]
    if running:
        _settle_lists(outline.regions, running[0], running[-1])
        _settle_ends(outline.blocks, outline.anchors, running[0], running[-1])


def _unlinked(block: RawBlock) -> int:
    return block.chars - block.link_chars


def _count(outline: Outline, host: str) -> None:
    blocks = outline.blocks
    for block in blocks:
        block.chars = sum(map(len, block.parts))
    for anchor in outline.anchors:
        chars = sum(map(len, anchor.parts))
        if anchor.block < len(blocks):
            block = blocks[anchor.block]
            block.link_chars += min(chars, block.chars - block.link_chars)
        is_external = _is_external(anchor.href, host)
        region: Region | None = anchor.region
        while region is not None:
            region.links += 1
            region.external += is_external
            region = region.parent
    for block in blocks:
        region = block.region
        while region is not None:
            region.chars += block.chars
            region.link_chars += block.link_chars
            region = region.parent


def _is_external(href: str, host: str) -> bool:
    return href.startswith(("http://", "https://", "//")) and host not in href[: len(host) + 12]


def _settle_lists(regions: Sequence[Region], first: int, last: int) -> None:
    """Call lists of short internal links before the text a menu, after it a footer."""
    for region in regions:
        if region.place is Place.FOOTER and region.first_block < first and region.chars:
            region.place = Place.BODY  # the foot of a heading or of a card, not of the page
        if region.place is Place.LIST and region.links >= _MENU and not region.is_main and _is_menu(region):
            if region.first_block < first:
                region.place = Place.NAV
            elif region.first_block > last:
                region.place = Place.FOOTER


def _is_menu(region: Region) -> bool:
    return (
        region.link_chars >= _LINKS_ONLY * region.chars
        and region.chars <= _MENU_WORD * region.links
        and region.external * 2 <= region.links
    )


def _settle_ends(blocks: list[RawBlock], anchors: Sequence[RawAnchor], first: int, last: int) -> None:
    """Give blocks that stand directly in the page, outside all regions, to header and footer."""
    footer = Region(Place.FOOTER)
    for index in range(last + 1, len(blocks)):
        block = blocks[index]
        if block.region.place is Place.BODY and _CLOSING.search("".join(block.parts)):
            _move(blocks[index:], anchors, index, footer)
            break


def _move(blocks: Sequence[RawBlock], anchors: Sequence[RawAnchor], first: int, region: Region) -> None:
    for block in blocks:
        if block.region.place in {Place.BODY, Place.LIST, Place.TABLE}:
            block.region = region
    for anchor in anchors:
        if anchor.block >= first and anchor.region.place in {Place.BODY, Place.LIST, Place.TABLE}:
            anchor.region = region
