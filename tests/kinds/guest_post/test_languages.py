"""Invented pages of each language: which invite outside authors, refuse them, or are about other things."""

import tomllib
from pathlib import Path

import pytest

from linkfinder.kinds.guest_post.detector import detect
from tests.kinds.page_statements import NICHE, page

LANGUAGES = Path(__file__).parent / "languages"
URL = "http://thumbs.example/page"


def cases() -> list[object]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}-{number}-{case['verdict']}-{case['title'][:30]}")
        for file in sorted(LANGUAGES.glob("*.toml"))
        for number, case in enumerate(tomllib.loads(file.read_text("utf-8"))["page"], 1)
    ]


@pytest.mark.parametrize(("language", "case"), cases())
def test_a_page_is_judged_in_its_language(language: str, case: dict[str, str]) -> None:
    shown = page(*case["lines"], title=case["title"], url=case.get("url", URL), language=language)
    found = detect(shown, NICHE).opportunities
    assert (found[0].state.value if found else "none") == case["verdict"]
