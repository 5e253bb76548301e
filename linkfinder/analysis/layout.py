"""Places corrected once all text of the page is known.

Names lie and old pages have none. Furniture is recognised by its content: links and little else, before the text begins
or after it has ended; content by what it holds: most of the running text.
"""

from collections.abc import Sequence

from linkfinder.analysis.places import Region
from linkfinder.analysis.tree import Outline, RawAnchor, RawBlock
from linkfinder.model.page import EDITORIAL_PLACES, Place

_LEFT_OVER = 0.1  # beside the real text of a page its furniture is small; a tenth is what a misnamed wrapper leaves
_MOST = 0.5
_ENOUGH = 300  # unlinked characters below which a share means nothing
_END = 20  # blocks at the end of a page among which the copyright line is looked for
_RUNNING_TEXT = 100  # unlinked characters in one block: a sentence or two, no label
_LINKS_ONLY = 0.8  # of the characters stand inside links; the rest are separators and counts
_MENU = 3  # links: fewer are no menu
_MENU_WORD = 30  # characters: entries of a menu are short
_CLOSINGS = (
    "©", "(c) 20", "(c) 19", "copyright", "all rights reserved", "alle rechte", "tous droits", "todos los derechos",
    "todos os direitos", "tutti i diritti", "wszelkie prawa", "powered by",
)  # fmt: skip
_ABROAD = ("http://", "https://", "//")
_BEFORE_HOST = 12  # characters: https:// and www.
_FURNITURE = frozenset({Place.NAV, Place.HEADER, Place.SIDEBAR, Place.FOOTER, Place.AUTHOR_BIO})


def settle_places(outline: Outline, host: str) -> None:
    """Correct the places of regions and blocks by what they hold; `host` is the page's own."""
    long = _count_blocks(outline.blocks)
    content = sum(region.chars - region.link_chars for region in outline.regions if region.place in EDITORIAL_PLACES)
    _count_links(outline.anchors, host)
    _add_up(outline.regions)
    for region in outline.regions:
        own = region.chars - region.link_chars
        if region.place in _FURNITURE and own > _ENOUGH and (content < _LEFT_OVER * own or _fills_article(region, own)):
            region.place = Place.BODY
            content += own
    running = [index for index in long if outline.blocks[index].region.place not in _FURNITURE]
    if running:
        _settle_lists(outline.regions, running[0], running[-1])
        _settle_end(outline.blocks, outline.anchors, running[-1])


def _fills_article(region: Region, own: int) -> bool:
    """Tell whether most of an article stands in a region: a wrapper inside it, named after what is beside the text."""
    outer = region.parent
    return outer is not None and outer.is_main and own > _MOST * (outer.chars - outer.link_chars)


def _count_blocks(blocks: Sequence[RawBlock]) -> list[int]:
    """Count the characters that stand in each region itself; returned are the indexes of the blocks of running text."""
    long = []
    for index, block in enumerate(blocks):
        region, chars, link_chars = block.region, block.chars, block.link_chars
        region.chars += chars
        region.link_chars += link_chars
        if chars - link_chars >= _RUNNING_TEXT:
            long.append(index)
    return long


def _count_links(anchors: Sequence[RawAnchor], host: str) -> None:
    reach = len(host) + _BEFORE_HOST
    for anchor in anchors:
        if anchor.is_folded:
            continue
        region, href = anchor.region, anchor.href
        region.links += 1
        if href.startswith(_ABROAD) and host not in href[:reach]:
            region.external += 1


def _add_up(regions: Sequence[Region]) -> None:
    """Add to each region what the regions inside it hold."""
    for region in reversed(regions):  # a region is listed after the one it stands in
        outer = region.parent
        if outer is not None:
            outer.chars += region.chars
            outer.link_chars += region.link_chars
            outer.links += region.links
            outer.external += region.external


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


def _settle_end(blocks: list[RawBlock], anchors: Sequence[RawAnchor], last: int) -> None:
    """Give what follows the copyright line at the page's end to the footer, where no element marks it."""
    first = max(last + 1, len(blocks) - _END)
    if not _is_closing("".join([part for block in blocks[first:] for part in block.parts]).lower()):
        return
    for index in range(first, len(blocks)):
        block = blocks[index]
        if block.region.place is Place.BODY and _is_closing("".join(block.parts).lower()):
            _move(blocks[index:], anchors, index, Region(Place.FOOTER))
            break


def _is_closing(text: str) -> bool:
    return any(map(text.__contains__, _CLOSINGS))


def _move(blocks: Sequence[RawBlock], anchors: Sequence[RawAnchor], first: int, region: Region) -> None:
    for block in blocks:
        if block.region.place in EDITORIAL_PLACES:
            block.region = region
    for anchor in anchors:
        if anchor.block >= first and anchor.region.place in EDITORIAL_PLACES:
            anchor.region = region
