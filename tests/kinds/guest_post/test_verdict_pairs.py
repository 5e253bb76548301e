"""Texts that differ in a word or two and turn the verdict: accepted or refused, all or some, texts or pictures."""

import tomllib
from pathlib import Path

import pytest

from linkfinder.kinds.guest_post.acceptance import acceptances
from linkfinder.kinds.guest_post.closing import find_closing_notice
from tests.kinds.page_statements import reading

PAIRS = Path(__file__).parent / "verdict_pairs"


def verdict(text: str, language: str) -> str:
    found = reading(*text.split("\n"), language=language)
    stances = tuple(acceptances(found))
    if find_closing_notice(found, stances):
        return "refused"
    return "welcome" if any(not stance.is_negated for stance in stances) else "neither"


def cases() -> list[object]:
    return [
        pytest.param(text, language.stem, expected, id=f"{language.stem}-{pair['flips']}-{expected}")
        for language in sorted(PAIRS.glob("*.toml"))
        for pair in tomllib.loads(language.read_text("utf-8"))["pair"]
        for expected, text in pair.items()
        if expected != "flips"
    ]


@pytest.mark.parametrize(("text", "language", "expected"), cases())
def test_one_word_turns_the_verdict(text: str, language: str, expected: str) -> None:
    assert verdict(text, language) == expected


def answered() -> list[object]:
    table = tomllib.loads((PAIRS.parent / "answered_questions.toml").read_text("utf-8"))
    return [
        pytest.param(f"{question} {found[expected]}", language, expected, id=f"{language}-{question}-{expected}")
        for language, found in table.items()
        for question in found["questions"]
        for expected in ("welcome", "refused")
    ]


@pytest.mark.parametrize(("text", "language", "expected"), answered())
def test_the_answer_to_a_question_is_the_verdict(text: str, language: str, expected: str) -> None:
    assert verdict(text, language) == expected
