"""Footprints: the words that pages of a kind carry, made into queries for search services and patterns for addresses.

The words stand in `footprints.toml`, those that find most first, because a query may cost money. They are few on
purpose: judging a page uses the large packs of `linkfinder.text.phrases`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest

from linkfinder.data.tables import read_table
from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Niche, Topic

_TABLES = {
    OpportunityKind.GUEST_POST: "guest_post",
    OpportunityKind.BROKEN_LINK: "link_lists",  # dead links are found where links are collected
}

SEARCHABLE_KINDS = (*(kind.value for kind in _TABLES), OpportunityKind.UNLINKED_MENTION.value)
"""The kinds that queries can look for."""

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


def queries(niche: Niche, kinds: Sequence[str], limit: int) -> list[SearchQuery]:
    """Return at most `most` distinct queries for a niche, the kinds taking turns, the best footprints first."""
    by_kind = [list(_of_kind(niche, OpportunityKind(kind))) for kind in kinds]
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


def _of_kind(niche: Niche, kind: OpportunityKind) -> Iterator[SearchQuery]:
    if kind is OpportunityKind.UNLINKED_MENTION:
        return _mentions(niche)
    return _footprints(niche, read_table("footprints")[_TABLES[kind]])


def _footprints(niche: Niche, table: dict[str, list[str]]) -> Iterator[SearchQuery]:
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


def _mentions(niche: Niche) -> Iterator[SearchQuery]:
    for brand in niche.brands:
        own = "".join(f" -site:{domain}" for domain in brand.domains)
        for name in (brand.name, *brand.aliases):
            yield SearchQuery(f'"{name}"{own}')
