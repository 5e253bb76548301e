"""What stands where in a report: the ranked list, the closed doors, what was turned down; dead links by what died.

One dead address on many pages is one story with many letters, so broken links that share it stand together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from linkfinder.model.opportunity import BrokenLink
from linkfinder.model.record import Record
from linkfinder.report.base import Report
from linkfinder.report.ranking import rank_records
from linkfinder.report.shelves import Shelf, shelve


@dataclass(frozen=True, slots=True)
class DeadTarget:
    """A dead address and who links to it. `pages` counts the niche's pages, also those that are not on the list."""

    number: int
    url: str
    pages: int
    sites: int


@dataclass(frozen=True, slots=True)
class Line:
    """A record on the list. `rank` counts over all kinds, from 1; 0: not on the list."""

    record: Record
    rank: int = 0
    target: DeadTarget | None = None


@dataclass(frozen=True, slots=True)
class Arranged:
    """A report's records in their places and order."""

    listed: tuple[Line, ...]
    closed: tuple[Record, ...]
    rejected: tuple[Record, ...]


def arrange(report: Report) -> Arranged:
    """Return the records of a report where they belong, ranked, dead links with their target."""
    shelves = shelve(rank_records(report.records))
    lines = [Line(record, rank) for rank, record in enumerate(shelves[Shelf.LISTED], 1)]
    targets = {target.url: target for target in find_targets(lines)}
    listed = tuple(replace(line, target=targets.get(dead_url(line.record))) for line in lines)
    return Arranged(listed, shelves[Shelf.CLOSED], shelves[Shelf.REJECTED])


def find_targets(lines: Iterable[Line]) -> tuple[DeadTarget, ...]:
    """Return the dead addresses of the lines, the one of the best line first."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if url := dead_url(line.record):
            groups.setdefault(url, []).append(line)
    return tuple(_target(number, url, group) for number, (url, group) in enumerate(groups.items(), 1))


def by_target(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines with those of one dead address together, in the order of the addresses' best lines."""
    return tuple(sorted(lines, key=lambda line: (line.target.number if line.target else 0, line.rank)))


def dead_url(record: Record) -> str:
    """Return the dead address of a broken link, or an empty string."""
    facts = record.opportunity.facts
    return facts.dead_url if isinstance(facts, BrokenLink) else ""


def _target(number: int, url: str, lines: Sequence[Line]) -> DeadTarget:
    elsewhere = max(line.record.other_pages for line in lines)
    return DeadTarget(
        number=number,
        url=url,
        pages=max(len({line.record.opportunity.page_url for line in lines}), elsewhere + 1),
        sites=len({line.record.opportunity.site for line in lines}),
    )
