"""What published lists say of sites: kept beside the site, with list, date and licence."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.storage.batches import chunks, ids, update
from linkfinder.storage.tables import SiteRow


@dataclass(frozen=True, slots=True)
class RankedSite:
    """A site's value in one list, 0 to 1; `column` is `authority` or `audience`, `title` the list's name."""

    domain: str
    column: str
    value: float
    title: str
    source: str


def known_domains(session: Session) -> list[str]:
    """Return every site that any crawl has met, in order."""
    return list(session.scalars(sa.select(SiteRow.domain).order_by(SiteRow.domain)))


def store_ranks(session: Session, listed: Iterable[RankedSite]) -> int:
    """Keep the values of known sites and return how many changed.

    A list replaces its own earlier value. Another list's value gives way only to a higher one: a list that ranks a site
    low has seen less of it, not more.
    """
    wanted = {(item.domain, item.column): item for item in listed}
    changes: dict[str, list[dict[str, object]]] = {"authority": [], "audience": []}
    numbers = ids(session, SiteRow, "domain", sorted({domain for domain, _ in wanted}))
    present = _present(session, list(numbers.values()))
    for (domain, column), item in wanted.items():
        row = present.get(numbers.get(domain, 0))
        if row is not None and _is_replaceable(row, item):
            changes[column].append({"id": row.id, column: item.value, f"{column}_source": item.source})
    for rows in changes.values():
        update(session, SiteRow, rows)
    return sum(len(rows) for rows in changes.values())


def _present(session: Session, numbers: list[int]) -> dict[int, SiteRow]:
    found = (session.scalars(sa.select(SiteRow).where(SiteRow.id.in_(part))) for part in chunks(numbers))
    return {row.id: row for rows in found for row in rows}


def _is_replaceable(row: SiteRow, item: RankedSite) -> bool:
    value: float | None = getattr(row, item.column)
    source: str = getattr(row, f"{item.column}_source")
    if value == item.value and source == item.source:
        return False
    return value is None or source.startswith(item.title) or item.value > value
