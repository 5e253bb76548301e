"""Default pages of hosting companies, known by what they are made of; their names and wordings are too many to list."""

from collections.abc import Callable
from functools import lru_cache

from linkfinder.data.tables import read_table
from linkfinder.text.matching import TextMatcher
from linkfinder.text.scripts import hides_word_edges

DEFAULT_PAGE_WORDS = 120
"""Words of main text: a notice, and what the owner of the site has to do; help pages say more."""


def default_page_notice(text: str, fold: Callable[[str], str]) -> str:
    """Return what a text says as the default page of a hosting company, or an empty string.

    `text` is in the form that `fold` gives; the phrases of the table are brought into the same form.
    """
    notice = _first(_matcher("notices", fold), _phrases("notices", fold), text)
    return notice if notice and _first(_matcher("hosting", fold), _phrases("hosting", fold), text) else ""


@lru_cache(maxsize=2)
def _phrases(name: str, fold: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(fold(phrase) for phrases in read_table("default_pages")[name].values() for phrase in phrases)


@lru_cache(maxsize=2)
def _matcher(name: str, fold: Callable[[str], str]) -> TextMatcher:
    return TextMatcher(_phrases(name, fold), for_long=False)


def _first(matcher: TextMatcher, phrases: tuple[str, ...], text: str) -> str:
    found = (phrases[index] for index, start, end in matcher.find(text) if is_whole_word(text, start, end))
    return next(found, "")


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Tell whether words begin and end where a phrase does; scripts without spaces have no such edges."""
    return _is_word_edge(text, start) and _is_word_edge(text, end)


def _is_word_edge(text: str, at: int) -> bool:
    if at == 0 or at == len(text):
        return True
    before, after = text[at - 1], text[at]
    return before == " " or after == " " or hides_word_edges(before + after)
