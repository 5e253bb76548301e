"""Words around the names of authors (`bylines.toml`), as regular expressions."""

import re
from functools import cache

from linkfinder.data.tables import read_table


@cache
def byline_start() -> re.Pattern[str]:
    """Return the expression for what stands before a name at the beginning of a byline, `By` or `Geschrieben von`."""
    table = read_table("bylines")
    return re.compile(rf"^(?:(?:{_any(table['written'])})\s)?(?:{_any(table['by'])})\s?:?\s(?=[^\W\d_])", re.IGNORECASE)


@cache
def no_name() -> re.Pattern[str]:
    """Return the expression for a word that no person's name has."""
    return re.compile(rf"\b(?:{_any(read_table('bylines')['no_names'])})\b", re.IGNORECASE)


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
