"""Which page of ours fits a place on somebody's page: likeness of words, with the words that say so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from linkfinder.analysis.normal import fold
from linkfinder.model.niche import Asset, Niche

_WORD = re.compile(r"[^\W_]{3,}")
_STEM = 6
"""Letters in which inflected forms of a word agree."""

_COMMON = frozenset(
    "the and for with from that this your our you are how what why was were has have not can all more best guide page site "
    "der die das und fur mit von den dem ein eine ist sind wie les des une pour avec dans sur est que los las una del por "
    "con para como que dei della per con che het een van voor met www com org net html htm php index https http".split()
)
"""Words that make any two texts alike."""

_TOPIC_WEIGHT = 1.5
"""A topic the user named says more than a word of the title."""

_OWN_LANGUAGE = 0.25
"""Worth of a fit across languages: a reader is sent to a page he cannot read."""


@dataclass(frozen=True, slots=True)
class AssetMatch:
    """The asset that fits best, how well from 0 to 1, and why."""

    asset: Asset | None = None
    value: float = 0.0
    reason: str = ""


def best_asset(texts: Iterable[str], niche: Niche, language: str = "") -> AssetMatch:
    """Return the asset whose title and topics are most like some texts around a place; no asset when none is like them."""
    words = frozenset().union(*(_stems(text) for text in texts))
    matches = [_match(asset, words, language) for asset in niche.assets]
    best = max(matches, key=lambda match: match.value, default=AssetMatch())
    return best if best.value > 0 else AssetMatch()


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text)) if word not in _COMMON)


def _match(asset: Asset, words: frozenset[str], language: str) -> AssetMatch:
    topics = [_stems(topic) for topic in asset.topics]
    title = _stems(asset.title) - frozenset().union(*topics)
    possible = _TOPIC_WEIGHT * len(topics) + len(title)
    if not possible:
        return AssetMatch(asset)
    shared = title & words
    met = [topic for topic in topics if topic and topic <= words]
    # Half of what an asset is about is a good fit: a place names one of its topics, not all of them.
    value = min(1.0, 2 * (_TOPIC_WEIGHT * len(met) + len(shared)) / possible)
    if asset.language and language and asset.language != language:
        value *= _OWN_LANGUAGE
    common = sorted(shared.union(*met))
    return AssetMatch(asset, round(value, 2), f"shares {', '.join(common[:6])}" if common else "")
