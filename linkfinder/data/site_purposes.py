"""Words in domains that say what a site was made for (`site_purposes.toml`)."""

import re
from functools import cache

from linkfinder.data.tables import read_table

_BETWEEN_WORDS = re.compile(r"[.-]")

_SHORTEST_WORD = 4
"""Letters after a purpose that are a word of their own: `churchill` is a name."""


def purpose_of(host: str) -> str:
    """Return the institution or trade that a host is named for, such as `church`; empty where it is named for none.

    The word is a whole part of the name, its end, or its beginning before another word: `oldchurch.example`.
    """
    return next((word for part in _BETWEEN_WORDS.split(host) for word in _words() if _names(part, word)), "")


def _names(part: str, word: str) -> bool:
    is_word_after = len(part) - len(word) >= _SHORTEST_WORD
    return part.endswith(word) or (part.startswith(word) and is_word_after)


@cache
def _words() -> tuple[str, ...]:
    words: list[str] = read_table("site_purposes")["purposes"]["words"]
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
