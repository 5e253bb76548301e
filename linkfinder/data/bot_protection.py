"""How products that keep robots out show themselves (`bot_protection.toml`)."""

from dataclasses import dataclass
from functools import cache

from linkfinder.data.tables import read_table

HeaderMark = tuple[str, str]
"""The name of a header, and a part of its value; an empty part means any value."""


@dataclass(frozen=True, slots=True)
class BotProtection:
    """The marks of a product, all lower case; the file says what each kind of mark proves."""

    name: str
    challenge_headers: tuple[HeaderMark, ...]
    block_headers: tuple[HeaderMark, ...]
    marks: tuple[str, ...]
    scripts: tuple[str, ...]


@cache
def bot_protections() -> tuple[BotProtection, ...]:
    """Return the products in the order in which they are tried."""
    return tuple(
        BotProtection(
            name,
            tuple((header, part) for header, part in marks.get("challenge_headers", ())),
            tuple((header, part) for header, part in marks.get("block_headers", ())),
            tuple(marks.get("marks", ())),
            tuple(marks.get("scripts", ())),
        )
        for name, marks in read_table("bot_protection")["products"].items()
    )


@cache
def challenge_titles() -> tuple[str, ...]:
    """Return how the titles of challenge pages begin, lower case."""
    return tuple(read_table("bot_protection")["titles"]["begin"])


@cache
def protection_marks() -> tuple[str, ...]:
    """Return all that products write into the source of pages, challenges or not."""
    return tuple(mark for product in bot_protections() for mark in (*product.marks, *product.scripts))
