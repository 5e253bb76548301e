"""Which page of ours could replace another: likeness of words, the same for every language.

Compares what a link says of its target (anchor, address, heading, sentence) and what the target once said of itself
(its archived title) with what an asset says of itself (title, topics, address). It knows no meanings: two words are
the same when one inflects into the other.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from linkfinder.model.niche import Asset
from linkfinder.model.page import Link
from linkfinder.text.folding import fold
from linkfinder.text.scripts import has_open_ends
from linkfinder.urls import path_of

MIN_MATCH = 0.2
"""Below this an asset shares at most one ordinary word with the link; proposing it would look careless."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_MIN_LETTERS = 4
"""Shorter words are articles and prepositions in the languages with spaces."""

_STEM = 5
_ENDING = 3
"""Words are one word when they share five letters and differ by an ending of at most three: implant, implantate."""

_GENERIC = frozenset((
    "about", "aqui", "article", "artikel", "avec", "blog", "complet", "complete", "dans", "from", "guia",
    "guias", "guide", "guides", "here", "hier", "home", "html", "http", "https", "index", "info", "leitfaden",
    "mehr", "more", "page", "pagina", "plus", "post", "pour", "ratgeber", "read", "savoir", "seite", "site",
    "sobre", "that", "this", "tout", "ueber", "what", "when", "where", "which", "with", "your",
))  # fmt: skip
"""Words that stand on every page and tell nothing of its subject."""

_WEIGHTS = {"anchor": 1.0, "address": 1.0, "archived_title": 0.8, "heading": 0.5, "sentence": 0.4}
"""Anchor and address name the dead page itself; the words around it are about the page that links. An archived title
names it too, but contains the site's name and slogan as well, which must not weaken the match of the other words."""

_WHOLE_TOPIC = 0.5
"""A link that says a whole topic of the asset is at least half a match, however many other words there are."""


@dataclass(frozen=True, slots=True)
class AssetMatch:
    """The best asset for a link, how well it fits (0 to 1), and the words they share; no asset fits at 0."""

    asset: Asset | None = None
    value: float = 0.0
    reason: str = ""


def best_asset(link: Link, assets: Iterable[Asset], language: str = "") -> AssetMatch:
    """Return the asset that could best replace what `link` pointed to, or an empty AssetMatch when none is near.

    An asset in another language than the page's is no replacement.
    """
    said = _words_of_link(link)
    fits = [
        _asset_match(said, asset) for asset in assets if not (language and asset.language) or asset.language == language
    ]
    best = max(fits, key=lambda fit: fit.value, default=AssetMatch())
    return best if best.value >= MIN_MATCH else AssetMatch()


def _asset_match(said: Mapping[str, float], asset: Asset) -> AssetMatch:
    own = _words(f"{asset.title} {' '.join(asset.topics)} {_slug(asset.url)}")
    shared = {word: weight for word in own if (weight := _weight(word, said)) > 0}
    if not shared:
        return AssetMatch()
    named = sum(1 for weight in said.values() if weight >= _WEIGHTS["anchor"])
    value = 2 * sum(shared.values()) / (len(own) + max(named, len(shared)))
    if any(_says_whole(topic, said) for topic in asset.topics):
        value = max(value, _WHOLE_TOPIC)
    return AssetMatch(asset, round(min(1.0, value), 2), f"both speak of {', '.join(sorted(shared))}")


def _says_whole(topic: str, said: Mapping[str, float]) -> bool:
    words = _words(topic)
    return bool(words) and all(_weight(word, said) >= _WEIGHTS["heading"] for word in words)


def _words_of_link(link: Link) -> dict[str, float]:
    said: dict[str, float] = {}
    sources = {
        "anchor": link.anchor,
        "address": _slug(link.url),
        "archived_title": link.dead_target.title,
        "heading": link.heading,
        "sentence": link.sentence,
    }
    for source, text in sources.items():
        for word in _words(text):
            said[word] = max(said.get(word, 0.0), _WEIGHTS[source])
    return said


def _slug(url: str) -> str:
    return unquote(path_of(url)).replace("-", " ").replace("_", " ").replace("/", " ").replace(".", " ")


def _words(text: str) -> list[str]:
    words: dict[str, None] = {}
    for word in _WORD.findall(fold(text)):
        if has_open_ends(word):
            words.update(dict.fromkeys(word[at : at + 2] for at in range(len(word) - 1)))
        elif len(word) >= _MIN_LETTERS and word not in _GENERIC:
            words[word] = None
    return list(words)


def _weight(word: str, said: Mapping[str, float]) -> float:
    return max((weight for other, weight in said.items() if _is_one_word(word, other)), default=0.0)


def _is_one_word(word: str, other: str) -> bool:
    if word == other:
        return True
    shorter, longer = sorted((word, other), key=len)
    return len(shorter) >= _STEM and len(longer) - len(shorter) <= _ENDING and longer.startswith(shorter[:-1])
