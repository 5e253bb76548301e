"""Invented mini-documents: a title and 3 to 10 sentences of one scenario, in the languages of the TOML files here.

Half of the wanted ones are whole pages that invite, the others say it in one sentence among others. What is not wanted
is one of the look-alikes, an old page that is closed now, or a page that says nothing near the subject.
"""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
LOOKALIKES = ("jobs", "contest", "code", "papers", "links", "advice", "byline", "donate", "members", "adverts", "tips")

_WHOLE_SHARE = 0.5
"""Of the wanted documents; the others say it in one sentence."""

_CLOSED_SHARE, _PLAIN_SHARE = 0.15, 0.15
"""Of the documents that are not wanted; a closed page repeats old guidelines, a plain one says nothing near them."""

Lines = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class MiniDocument:
    """An invented document; `is_wanted` when it invites outsiders to publish on the site."""

    language: str
    title: str
    sentences: tuple[str, ...]
    is_wanted: bool


def mini_documents(a_language: int, seed: int = 1) -> Iterator[MiniDocument]:
    """Yield so many documents in each language, half of them wanted; the same ones for the same seed."""
    for language in LANGUAGES:
        lines = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
        chance = random.Random(f"{seed} {language}")  # noqa: S311 (invented text, nothing secret)
        for number in range(a_language):
            title, sentences = _wanted(lines, chance) if number % 2 else _other(lines, chance)
            yield MiniDocument(
                language,
                _filled(title, lines, chance),
                tuple(_filled(each, lines, chance) for each in sentences),
                bool(number % 2),
            )


def _wanted(lines: Lines, chance: random.Random) -> tuple[str, list[str]]:
    plain, way = lines["plain"], chance.choice(lines["ways"])
    if chance.random() < _WHOLE_SHARE:
        said = chance.sample(lines["invite"], chance.randint(2, 7))
        return chance.choice(lines["invite_titles"]), [*chance.sample(plain, chance.randint(0, 2)), *said, way]
    sentences = chance.sample(plain, chance.randint(2, 6))
    place = chance.randint(0, len(sentences))
    sentences[place:place] = [chance.choice([*lines["statements"], *lines["invite"][:2]]), way]
    return chance.choice(lines["plain_titles"]), sentences


def _other(lines: Lines, chance: random.Random) -> tuple[str, list[str]]:
    plain, kind = lines["plain"], chance.random()
    if kind < _CLOSED_SHARE:
        title, *said = lines["closed"]
        old = chance.sample(lines["invite"], chance.randint(0, 3))
        return chance.choice([title, *lines["invite_titles"]]), [*chance.sample(said, 2), *old]
    if kind < _CLOSED_SHARE + _PLAIN_SHARE:
        return chance.choice(lines["plain_titles"]), [*chance.sample(plain, 4), *_way_at_times(lines, chance)]
    title, *said = lines[chance.choice(LOOKALIKES)]
    sentences = [*chance.sample(said, chance.randint(2, len(said))), *chance.sample(plain, chance.randint(0, 3))]
    chance.shuffle(sentences)
    return chance.choice([title, title, *lines["plain_titles"]]), [*sentences, *_way_at_times(lines, chance)]


def _way_at_times(lines: Lines, chance: random.Random) -> list[str]:
    """Return a way to submit for a third of them: it proves nothing alone."""
    return [chance.choice(lines["ways"])] if chance.random() < 1 / 3 else []


def _filled(line: str, lines: Lines, chance: random.Random) -> str:
    least = chance.choice((50, 300, 500, 700, 1000))
    values = {"topic": chance.choice(lines["topics"]), "n": least, "m": least * 2, "mail": "mail@site.example"}
    return line.format(**values)
