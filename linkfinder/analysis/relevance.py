"""How near a page is to a niche: its topics, weighed by where on the page they stand.

A topic in the title or a heading says what the page is about, one in the text only when it is frequent for the length,
so that a stray word proves nothing. A phrase of several words counts in part when its words stand apart. Topics of
another language than the page's are left out; topics without a language count everywhere.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from linkfinder.model.niche import Niche, Topic
from linkfinder.model.page import EDITORIAL_PLACES, Page, Place
from linkfinder.text.exclusions import excluded_phrase
from linkfinder.text.folding import fold, fold_lines
from linkfinder.text.normalised_page import NormalisedPage, normalised_page
from linkfinder.text.scripts import is_unspaced
from linkfinder.text.terms import TermCounter, TermCounts, count_folded_words, stems_of
from linkfinder.urls import path_of

_TITLE, _HEADING, _BODY, _ANCHOR, _URL = "title", "heading", "text", "links", "address"

_PLACE_WEIGHTS = {_TITLE: 1.0, _HEADING: 0.7, _BODY: 1.0, _ANCHOR: 0.25, _URL: 0.4}
"""What a place says at most of a page's subject, compared on the labelled pages (docs/reference/phrases.md)."""

_ENOUGH = {_TITLE: 1.0, _HEADING: 2.0, _ANCHOR: 4.0, _URL: 1.0}
"""Mentions from which a place says all it can."""

_BODY_SHARE = 1 / 120
"""One mention in so many words of text makes a topic the subject."""

_BODY_MENTIONS = 4.0
"""Fewer mentions in the text may be chance, however short it is."""

_APART = 0.5
"""Worth of a phrase whose words all stand in a place, but not side by side."""

_SCALE = 1.2
"""Weighted evidence at which relevance is 1 - 1/e: a topic in title and text of a page about it gives 0.81."""

_LINKED = EDITORIAL_PLACES | {Place.NAV}
"""Places whose links say what a page is near to."""


@dataclass(frozen=True, slots=True)
class Relevance:
    """How near a page is to a niche, 0 to 1, and the topics and places that say so."""

    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class _TopicPattern:
    phrase: str
    stems: tuple[str, ...]
    weight: float
    language: str
    is_unspaced: bool


class _TopicCounts:
    """How often a page has the topics' words, by place."""

    def __init__(self, page: Page, terms: TermCounter) -> None:
        self._texts: NormalisedPage = normalised_page(page)
        title, heading, text, links, address = terms.count(
            f"{self._texts.title}\n{self._texts.description}",
            self._texts.headings,
            self._texts.editorial,
            fold_lines("\n".join([link.anchor for link in page.shown_links if link.place in _LINKED])),
            fold(path_of(page.url).replace("-", " ").replace("_", " ").replace("/", " ")),
        )
        counts = {_TITLE: title, _HEADING: heading, _BODY: text.without(heading), _ANCHOR: links, _URL: address}
        # Most places of most pages say nothing of any topic.
        self.counts: Mapping[str, TermCounts] = {place: found for place, found in counts.items() if any(found)}
        self._found = {text for found in self.counts.values() for texts in found for text in texts}

    def names(self, needle: _TopicPattern) -> bool:
        """Tell whether any word of a topic stands anywhere on the page: most topics of a niche do not."""
        return not self._found.isdisjoint(needle.stems) or needle.phrase in self._found

    @cached_property
    def enough(self) -> Mapping[str, float]:
        """Mentions from which each place says all it can; words are counted only where a topic is found."""
        words = count_folded_words(self._texts.editorial) - count_folded_words(self._texts.headings)
        return {**_ENOUGH, _BODY: max(_BODY_MENTIONS, max(1, words) * _BODY_SHARE)}


def relevance(page: Page, niche: Niche) -> Relevance:
    """Return how near a page is to a niche; one with a phrase of `exclude.phrases` is not near at all."""
    if excluded := excluded_phrase(page, niche.exclude.phrases):
        return Relevance(0.0, f'"{excluded}" stands in exclude.phrases')
    needles, terms = _sought(niche.topics)
    of_language = [n for n in needles if not n.language or not page.language or n.language == page.language]
    said = _TopicCounts(page, terms)
    found = {needle: score for needle in of_language if said.names(needle) and (score := _score(needle, said))}
    total = sum(needle.weight * sum(places.values()) for needle, places in found.items())
    return Relevance(round(1 - math.exp(-total / _SCALE), 3), _reason(found))


@lru_cache(maxsize=64)
def _sought(topics: tuple[Topic, ...]) -> tuple[tuple[_TopicPattern, ...], TermCounter]:
    """Return the topics as they are looked for, and all their words together; weights are relative to the greatest."""
    top = max((topic.weight for topic in topics), default=1.0) or 1.0
    needles = tuple(
        _TopicPattern(phrase, stems_of(phrase), topic.weight / top, topic.language, is_unspaced(phrase))
        for topic in topics
        if (phrase := fold(topic.phrase)) and topic.weight > 0
    )
    whole = [needle.phrase for needle in needles if needle.is_unspaced or len(needle.stems) > 1]
    return needles, TermCounter([stem for needle in needles for stem in needle.stems], whole)


def _score(needle: _TopicPattern, said: _TopicCounts) -> dict[str, float]:
    """Return what each place says of one topic; places that say nothing are left out."""
    return {
        place: _PLACE_WEIGHTS[place] * min(1.0, mentions / said.enough[place])
        for place, counts in said.counts.items()
        if (mentions := _mentions(needle, counts))
    }


def _mentions(needle: _TopicPattern, counts: TermCounts) -> float:
    """Return how often a topic stands in a text; a phrase in pieces counts in part."""
    if needle.is_unspaced:
        return float(counts.phrases.get(needle.phrase, 0))
    if len(needle.stems) == 1:
        return float(counts.stems.get(needle.stems[0], 0))
    together = counts.phrases.get(needle.phrase, 0)
    found = [count for stem in needle.stems if (count := counts.stems.get(stem, 0))]
    if not found:
        return float(together)
    words = len(needle.stems)
    apart = max(0.0, sum(found) / words - together) * len(found) / words
    return together + _APART * apart


def _reason(found: Mapping[_TopicPattern, Mapping[str, float]]) -> str:
    """Return the strongest topics with their places, for a person."""
    if not found:
        return "no topic of the niche stands on the page"
    ranked = sorted(found.items(), key=lambda item: -item[0].weight * sum(item[1].values()))
    return "; ".join(f"{needle.phrase} in {_places(places)}" for needle, places in ranked[:3])


def _places(places: Iterable[str]) -> str:
    return ", ".join(places)
