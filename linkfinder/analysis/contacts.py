"""Who can be written to: e-mail addresses however they are written, forms, profiles and persons; none invented."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from linkfinder.analysis.tree import Outline
from linkfinder.model.page import Block, Contact, ContactKind, Place

_EMAIL = re.compile(r"(?<![\w.%+@/-])[\w.%+'-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?![\w@-])", re.IGNORECASE)


def read_contacts(outline: Outline, blocks: Sequence[Block], url: str) -> tuple[Contact, ...]:
    """Return the contacts of a page in page order, each address once."""
    found: dict[str, Contact] = {}
    for address, found_by, place in _addresses(outline, blocks):
        found.setdefault(address.lower(), Contact(ContactKind.EMAIL, address.lower(), found_by, "", place, url))
    return tuple(found.values())


def _addresses(outline: Outline, blocks: Sequence[Block]) -> Iterator[tuple[str, str, Place]]:
    for anchor in outline.anchors:
        if anchor.href[:7].lower() == "mailto:":
            for part in _EMAIL.findall(unquote(anchor.href[7:].partition("?")[0])):
                yield part, "mailto", anchor.region.place
    for block in blocks:
        if "@" in block.text:
            for part in _EMAIL.findall(block.text):
                yield part, "text", block.place
