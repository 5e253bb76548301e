"""Invented text in eight languages, and the sentences with which the invented sites invite authors.

Words are drawn by Zipf's law: the word of rank r has a weight of 1 / (r + 2.7) (Zipf 1949; the shift is Mandelbrot's).
The first ranks are common words of the language, so that a reader recognises it; the rest is made of syllables. Two
pages therefore share common words and differ in the rare ones, as texts do. Nothing comes from a real page, and the
sentences in `languages/*.toml` were written without the phrase packs of linkfinder.
"""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

VOCABULARY = 20_000
"""Words of a language: what an educated reader knows, and more than a site of a hundred pages uses."""

WORDS_IN_A_SENTENCE = 15
"""The mean; lengths are log-normal."""

_FOLDER = Path(__file__).parent / "languages"
_SHIFT = 2.7
_SENTENCE_SPREAD = 0.45
_POOL = 1 << 18  # the rarest word then stands in it twice
_STARTS = ("b", "br", "d", "dr", "f", "fl", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "pl", "r", "s", "st", "t",
           "tr", "v", "w", "z")  # fmt: skip
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "ei", "ou", "ie")
_ENDS = ("", "", "", "n", "r", "s", "l", "m", "t", "nd", "st")


@dataclass(frozen=True, slots=True)
class Notice:
    """A page that invites authors, or one that only looks like it: its title, the link to it, its path, its text.

    `has_usual_term` is true for an invitation that uses a name of its own language for such texts ("guest post",
    "Gastbeitrag"), false for one in its owner's own words.
    """

    title: str
    anchor: str
    path: str
    lines: tuple[str, ...]
    has_usual_term: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """Words, topics and page names of one language, with the notices of its sites."""

    code: str
    common: tuple[str, ...]
    topics: tuple[str, ...]
    elsewhere: tuple[str, ...]
    labels: dict[str, str]
    invitations: tuple[Notice, ...]
    lookalikes: tuple[Notice, ...]

    def subject(self, number: int, *, is_on_topic: bool) -> str:
        """Return what a site is about: one of the niche's topics, or something else."""
        subjects = self.topics if is_on_topic else self.elsewhere
        return subjects[number % len(subjects)]


@cache
def languages() -> tuple[Language, ...]:
    """Return all languages, in the order of their codes."""
    return tuple(_language(path) for path in sorted(_FOLDER.glob("*.toml")))


@cache
def vocabulary(code: str) -> tuple[str, ...]:
    """Return the words of a language, each as often as its weight says: drawing one of them follows Zipf's law."""
    language = next(each for each in languages() if each.code == code)
    chance = random.Random(f"vocabulary {code}")  # noqa: S311 (repeatable text, no secret)
    words = dict.fromkeys(language.common)
    while len(words) < VOCABULARY:
        words[invented_word(chance)] = None
    weights = [1 / (rank + _SHIFT) for rank in range(1, VOCABULARY + 1)]
    copies = _POOL / sum(weights)
    return tuple(
        chain.from_iterable([word] * round(weight * copies) for word, weight in zip(words, weights, strict=True))
    )


def invented_word(chance: random.Random) -> str:
    """Return a word of one to four syllables, in ASCII letters."""
    syllables = chance.choices((1, 2, 3, 4), weights=(2, 5, 4, 1))[0]
    return "".join(chance.choice(_STARTS) + chance.choice(_MIDDLES) for _ in range(syllables)) + chance.choice(_ENDS)


@cache
def invented_words() -> tuple[str, ...]:
    """Return a list of invented words in ASCII letters, for names of hosts and paths."""
    chance = random.Random("names")  # noqa: S311 (repeatable text, no secret)
    return tuple(dict.fromkeys(invented_word(chance) for _ in range(VOCABULARY)))


def some_words(chance: random.Random, code: str, count: int) -> list[str]:
    """Return so many words of a language, drawn by their weights."""
    return chance.choices(vocabulary(code), k=count)


def sentences(chance: random.Random, code: str, words: int, subject: str) -> list[str]:
    """Return sentences with about so many words; about one in six names the subject."""
    drawn = some_words(chance, code, words)
    result, place = [], 0
    while place < words:
        length = max(4, round(chance.lognormvariate(2.6, _SENTENCE_SPREAD)))
        part = drawn[place : place + length]
        place += length
        if chance.random() < 1 / 6:
            part.insert(len(part) // 2, subject)
        text = " ".join(part)
        result.append(f"{text[:1].upper()}{text[1:]}.")
    return result


def _language(path: Path) -> Language:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    labels = {name: data[name] for name in ("home", "about", "contact", "archive", "privacy", "related")}
    return Language(
        path.stem,
        tuple(data["words"].split()),
        tuple(data["topics"]),
        tuple(data["elsewhere"]),
        labels,
        tuple(_notice(each) for each in data["invitations"]),
        tuple(_notice(each) for each in data["lookalikes"]),
    )


def _notice(table: dict[str, object]) -> Notice:
    lines = table["lines"]
    assert isinstance(lines, list)
    return Notice(
        str(table["title"]), str(table["anchor"]), str(table["path"]), tuple(lines), bool(table.get("usual_term"))
    )
