"""Which column of a table holds addresses: by its name, or by what stands in it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from linkfinder.sources.addresses import absolute_url_or_none

TableRows = Sequence[Mapping[str, str]]

_SAMPLED_ROWS = 50  # rows; enough to tell a column of addresses from one that holds an address now and then
_MOSTLY = 0.6  # of a column's filled cells; some tools put `-` or a note where a page is gone


def column_named(rows: TableRows, names: Sequence[str]) -> str:
    """Return the first of the names that the table has, or an empty string."""
    header = rows[0] if rows else {}
    return next((name for name in names if name in header), "")


def address_column(rows: TableRows) -> str:
    """Return the first column whose cells are mostly addresses with a scheme, or an empty string."""
    filled: Counter[str] = Counter()
    addresses: Counter[str] = Counter()
    for row in rows[:_SAMPLED_ROWS]:
        for name, cell in row.items():
            filled[name] += bool(cell)
            addresses[name] += absolute_url_or_none(cell) is not None
    return next((name for name in filled if addresses[name] and addresses[name] >= _MOSTLY * filled[name]), "")
