"""How near a page is to a niche: its topics, weighed by where on the page they stand.

A topic in the title or a heading says what the page is about, one in the text only when it is frequent for the length,
so that a stray word proves nothing. A phrase of several words counts in part when its words stand apart. Topics of
another language than the page's are left out; topics without a language count everywhere.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from linkfinder.analysis.normal import fold, fold_lines
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.page import EDITORIAL_PLACES, BlockRole, Page, Place
from linkfinder.urls import path_of

_WORD = re.compile(r"[^\W_]+")
_STEM = 6
"""Letters in which inflected forms of a word still agree: `implants`, `implantate`; shorter words must be equal."""

_TITLE, _HEADING, _BODY, _ANCHOR, _URL = "title", "heading", "text", "links", "address"

_PLACE_WEIGHTS = {_TITLE: 1.0, _HEADING: 0.7, _BODY: 1.0, _ANCHOR: 0.25, _URL: 0.4}
"""What a place says at most of a page's subject, compared on the labelled pages (docs/phrases.md tells how)."""

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

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Relevance:
    """How near a page is to a niche, 0 to 1, and the topics and places that say so."""

    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Needle:
    phrase: str
    words: tuple[str, ...]
    weight: float
    language: str


def relevance(page: Page, niche: Niche) -> Relevance:
    """Return how near a page is to a niche."""
    needles = [n for n in _needles(niche.topics) if not n.language or not page.language or n.language == page.language]
    texts = _texts(page)
    words = {place: _counts(text) for place, text in texts.items()}
    length = max(1, sum(words[_BODY].values()))
    found = {needle: score for needle in needles if (score := _score(needle, texts, words, length))}
    total = sum(needle.weight * sum(places.values()) for needle, places in found.items())
    return Relevance(round(1 - math.exp(-total / _SCALE), 3), _reason(found))


@lru_cache(maxsize=64)
def _needles(topics: tuple[Topic, ...]) -> tuple[_Needle, ...]:
    """Return the topics as they are looked for; weights are relative to the greatest."""
    top = max((topic.weight for topic in topics), default=1.0) or 1.0
    return tuple(
        _Needle(phrase, tuple(map(_stem, _WORD.findall(phrase))), topic.weight / top, topic.language)
        for topic in topics
        if (phrase := fold(topic.phrase)) and topic.weight > 0
    )


def _stem(word: str) -> str:
    return word[:_STEM]


def _texts(page: Page) -> Mapping[str, str]:
    editorial = [block for block in page.blocks if block.place in EDITORIAL_PLACES]
    headings = (block.text for block in editorial if block.role is BlockRole.HEADING)
    body = (block.text for block in editorial if block.role is not BlockRole.HEADING)
    anchors = (link.anchor for link in page.links if link.place in EDITORIAL_PLACES or link.place is Place.NAV)
    return {
        _TITLE: fold_lines(f"{page.title}\n{page.description}"),
        _HEADING: fold_lines("\n".join(headings)),
        _BODY: fold_lines("\n".join(body)),
        _ANCHOR: fold_lines("\n".join(anchors)),
        _URL: fold(path_of(page.url).replace("-", " ").replace("_", " ").replace("/", " ")),
    }


def _counts(text: str) -> Counter[str]:
    return Counter(map(_stem, _WORD.findall(text)))


def _score(
    needle: _Needle, texts: Mapping[str, str], words: Mapping[str, Counter[str]], length: int
) -> dict[str, float]:
    """Return what each place says of one topic; places that say nothing are left out."""
    scores = {}
    for place, weight in _PLACE_WEIGHTS.items():
        mentions = _mentions(needle, texts[place], words[place])
        if mentions:
            enough = max(_BODY_MENTIONS, length * _BODY_SHARE) if place == _BODY else _ENOUGH[place]
            scores[place] = weight * min(1.0, mentions / enough)
    return scores


def _mentions(needle: _Needle, text: str, words: Mapping[str, int]) -> float:
    """Return how often a topic stands in a text; a phrase in pieces counts in part."""
    if _UNSPACED.search(needle.phrase):
        return float(text.count(needle.phrase))
    if len(needle.words) == 1:
        return float(words.get(needle.words[0], 0))
    together = text.count(needle.phrase)
    counts = [words.get(word, 0) for word in needle.words]
    apart = max(0.0, sum(counts) / len(counts) - together) * sum(map(bool, counts)) / len(counts)
    return together + _APART * apart


def _reason(found: Mapping[_Needle, Mapping[str, float]]) -> str:
    """Return the strongest topics with their places, for a person."""
    if not found:
        return "no topic of the niche stands on the page"
    ranked = sorted(found.items(), key=lambda item: -item[0].weight * sum(item[1].values()))
    return "; ".join(f"{needle.phrase} in {_places(places)}" for needle, places in ranked[:3])


def _places(places: Iterable[str]) -> str:
    return ", ".join(places)
