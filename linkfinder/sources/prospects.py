"""Prospect lists: tables with a column of addresses or domains, from any tool or kept by hand.

Optional columns: a note (`notes`, `reason`, `comment`) and a priority from 0 to 1, to 10 or to 100 (`priority`,
`score`). See docs/reference/sources.md.
"""

import math
from collections.abc import Iterator, Mapping

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import delimited, named_files
from linkfinder.sources.addresses import url_or_domain
from linkfinder.sources.base import SkippedInput, SourceRequest, SourceResponse, SourceTerms, no_follow_ups
from linkfinder.sources.delimited import read_rows
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

NAME = "prospects"
TERMS = SourceTerms(cost="nothing", delay=0.0)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("files", OptionType.TEXTS, "CSV or TSV files, from the niche file's folder; * stands for any name"),
)

PRIORITY = 0.7
"""Somebody put it on a list; lists age, and are made for more than one campaign."""

_ADDRESSES = ("url", "page url", "page", "link", "website", "web site", "site", "domain", "root domain", "host", "blog")
_NOTES = ("notes", "note", "reason", "comment", "comments", "angle")
_PRIORITIES = ("priority", "score", "relevance")


def requests(niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the files to read."""
    yield from named_files.file_requests(niche, options.texts("files"), "on the list")


def seeds(answer: SourceResponse) -> Iterator[Seed | SkippedInput]:
    """Yield an address a row; raise DiscoveryError when no column holds addresses."""
    rows = list(read_rows(answer.body))
    column = delimited.column_named(rows, _ADDRESSES) or delimited.address_column(rows)
    if rows and not column:
        raise DiscoveryError(
            f"{NAME}: {answer.request.url}: no column holds addresses; call one of them url, page, site or domain"
        )
    highest = max((_number(row) for row in rows), default=0.0)
    unread: list[str] = []
    for number, row in enumerate(rows, 1):
        written = row.get(column, "")
        if url := url_or_domain(written):
            note = next((row[name] for name in _NOTES if row.get(name)), "")
            reason = f"{answer.request.purpose}: {sanitize(note)}" if note else answer.request.purpose
            yield Seed(url, NAME, reason, _priority(_number(row), highest))
        elif any(map(str.isalnum, written)):  # a dash or an empty cell is left out on purpose
            unread.append(f'row {number}, "{sanitize(written, 40)}"')
    if unread:
        yield named_files.skipped_lines(answer, unread)


follow_ups = no_follow_ups


def _number(row: Mapping[str, str]) -> float:
    text = next((row[name] for name in _PRIORITIES if row.get(name)), "")
    try:
        number = float(text.replace(",", ".").rstrip("%"))
    except ValueError:
        return -1.0
    return number if math.isfinite(number) else -1.0


def _priority(number: float, highest: float) -> float:
    if number < 0:
        return PRIORITY
    scale = next((top for top in (1.0, 10.0, 100.0) if highest <= top), highest)
    return round(number / scale, 3)
