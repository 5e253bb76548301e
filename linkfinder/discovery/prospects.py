"""Prospect lists: tables with a column of addresses or domains, from any tool or kept by hand.

Optional columns: a note (`notes`, `reason`, `comment`) and a priority from 0 to 1, to 10 or to 100 (`priority`,
`promise`, `score`). See docs/discovery.md.
"""

import math
from collections.abc import Iterator, Mapping

from linkfinder.discovery import columns, files
from linkfinder.discovery.addresses import any_address
from linkfinder.discovery.base import Answer, Ask, Remark, Terms, no_follow_ups
from linkfinder.discovery.delimited import read_rows
from linkfinder.discovery.options import Option, Options, Type
from linkfinder.discovery.wording import shown
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

NAME = "prospects"
TERMS = Terms(cost="nothing", gap=0.0)
OPTIONS: tuple[Option, ...] = (
    Option("files", Type.TEXTS, "CSV or TSV files, from the niche file's folder; * stands for any name"),
)

PROMISE = 0.7
"""Somebody put it on a list; lists age, and are made for more than one campaign."""

_ADDRESSES = ("url", "page url", "page", "link", "website", "web site", "site", "domain", "root domain", "host", "blog")
_NOTES = ("notes", "note", "reason", "comment", "comments", "angle")
_PRIORITIES = ("priority", "promise", "score", "relevance")


def requests(niche: Niche, options: Options, _keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the files to read."""
    yield from files.asks(niche, options.texts("files"), "on the list")


def seeds(answer: Answer) -> Iterator[Seed | Remark]:
    """Yield an address a row; raise DiscoveryError when no column holds addresses."""
    rows = list(read_rows(answer.body))
    column = columns.named(rows, _ADDRESSES) or columns.of_addresses(rows)
    if rows and not column:
        raise DiscoveryError(
            f"{NAME}: {answer.ask.url}: no column holds addresses; call one of them url, page, site or domain"
        )
    highest = max((_number(row) for row in rows), default=0.0)
    unread: list[str] = []
    for number, row in enumerate(rows, 1):
        written = row.get(column, "")
        if url := any_address(written):
            note = next((row[name] for name in _NOTES if row.get(name)), "")
            reason = f"{answer.ask.why}: {shown(note)}" if note else answer.ask.why
            yield Seed(url, NAME, reason, _promise(_number(row), highest))
        elif any(map(str.isalnum, written)):  # a dash or an empty cell is left out on purpose
            unread.append(f'row {number}, "{shown(written, 40)}"')
    if unread:
        yield files.unread(answer, unread)


follow_ups = no_follow_ups


def _number(row: Mapping[str, str]) -> float:
    text = next((row[name] for name in _PRIORITIES if row.get(name)), "")
    try:
        number = float(text.replace(",", ".").rstrip("%"))
    except ValueError:
        return -1.0
    return number if math.isfinite(number) else -1.0


def _promise(number: float, highest: float) -> float:
    if number < 0:
        return PROMISE
    scale = next((top for top in (1.0, 10.0, 100.0) if highest <= top), highest)
    return round(number / scale, 3)
