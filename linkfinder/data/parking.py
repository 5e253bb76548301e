"""Marks that parking services leave in the source of a page (`parking.toml`)."""

from functools import cache

from linkfinder.data.tables import read_table


@cache
def parking_marks() -> tuple[str, ...]:
    """Return the marks, lower case."""
    return tuple(read_table("parking")["marks"])
