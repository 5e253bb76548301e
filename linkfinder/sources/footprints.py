"""Footprints: the words that pages of a kind carry, made into queries for search services and patterns for addresses.

The words stand in `footprints.toml`, those that find most first, because a query may cost money. They are few on
purpose: judging a page uses the large packs of `linkfinder.text.phrases`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from typing import Any

from linkfinder.data.tables import read_table
from linkfinder.kinds.base import Kind
from linkfinder.kinds.registry import all_kinds, find_kind
from linkfinder.model.niche import Niche, Topic

_ENGLISH = "en"
"""Asked beside every language: sites of every country say `guest post`."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What to type into a search box. `language` is a BCP 47 primary tag, empty for any."""

    text: str
    language: str = ""

    @property
    def plain(self) -> str:
        """The query for services that know no operators: without quotes and excluded sites."""
        return " ".join(word for word in self.text.replace('"', "").split() if not word.startswith("-site:"))


def searchable_kinds() -> tuple[str, ...]:
    """Return the kinds that queries can look for."""
    return tuple(kind.name for kind in all_kinds() if kind.search_texts or kind.footprints)


def queries(niche: Niche, kinds: Sequence[str], limit: int) -> list[SearchQuery]:
    """Return at most `limit` distinct queries for a niche, the kinds taking turns, the best footprints first."""
    by_kind = [list(_of_kind(niche, find_kind(kind))) for kind in kinds]
    in_turn = chain.from_iterable(zip_longest(*by_kind))
    return list(dict.fromkeys(query for query in in_turn if query))[:limit]


def guest_post_url_pattern(languages: Sequence[str]) -> str:
    """Return a regular expression for paths that invite authors: of RE2's kind too, linear in the path's length."""
    return rf"/({'|'.join(re.escape(slug) for slug in _slugs(languages))})(/|\.|$)"


def is_guest_post_url(path: str) -> bool:
    """Tell whether a path names a page that invites authors, in any language we have words for."""
    return bool(_any_guest_post_slug().search(path[:500].lower()))


@cache
def _any_guest_post_slug() -> re.Pattern[str]:
    return re.compile(guest_post_url_pattern(tuple(read_table("footprints")["slugs"])))


def _slugs(languages: Sequence[str]) -> list[str]:
    table = read_table("footprints")["slugs"]
    return list(dict.fromkeys(slug for language in (*languages, _ENGLISH) for slug in table.get(language, ())))


def _of_kind(niche: Niche, kind: Kind[Any]) -> Iterator[SearchQuery]:
    if kind.search_texts:
        return (SearchQuery(text) for text in kind.search_texts(niche))
    return _footprints(niche, kind.footprints)


def _footprints(niche: Niche, table: Mapping[str, Sequence[str]]) -> Iterator[SearchQuery]:
    languages = dict.fromkeys((*niche.languages, _ENGLISH))
    topics = sorted(niche.topics, key=lambda topic: -topic.weight)
    for rank in range(max(map(len, table.values()))):
        for topic in topics:
            for language in languages:
                words = table.get(language, [])
                if rank < len(words) and _fits_language(topic, language, niche):
                    yield SearchQuery(f'{topic.phrase} "{words[rank]}"', language)


def _fits_language(topic: Topic, language: str, niche: Niche) -> bool:
    """Tell whether a topic is asked for with a language's footprints; English ones go with every topic."""
    if not topic.language:
        return language in niche.languages
    return language in {topic.language, _ENGLISH}
