"""Words in addresses that say what stands behind them (`address_words.toml`)."""

from functools import cache

from linkfinder.data.tables import read_table


@cache
def address_words(name: str) -> frozenset[str]:
    """Return one list of the file; a name that is no list raises KeyError."""
    return frozenset(read_table("address_words")[name])
