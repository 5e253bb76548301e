"""Signs and words that stand for currencies (`currencies.toml`)."""

from collections.abc import Mapping
from functools import cache

from linkfinder.data.tables import read_table


@cache
def currency_signs() -> Mapping[str, str]:
    """Return the ISO 4217 code of every sign, as it is written and in lower case."""
    signs = ((sign, code) for code, signs in read_table("currencies")["signs"].items() for sign in signs)
    return {spelling: code for sign, code in signs for spelling in (sign, sign.lower())}
