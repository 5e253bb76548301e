"""Phrases that the niche file excludes, looked for in folded texts as whole words."""

from collections.abc import Iterable
from functools import lru_cache

from linkfinder.model.page import Page
from linkfinder.text.folding import fold
from linkfinder.text.normalised_page import normalised_page
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import Phrase, PhraseMatcher


def excluded_phrase(page: Page, phrases: tuple[str, ...]) -> str:
    """Return the first of the phrases in a page's title or editorial text, as the niche file has it, or nothing."""
    if not phrases:
        return ""
    texts = normalised_page(page)
    return _first(phrases, (texts.title, texts.editorial))


def excluded_in(texts: Iterable[str], phrases: tuple[str, ...]) -> str:
    """Return the first of the phrases in any of the texts, as the niche file has it, or nothing."""
    return _first(phrases, map(fold, texts)) if phrases else ""


def _first(phrases: tuple[str, ...], folded: Iterable[str]) -> str:
    matcher, written = _matcher(phrases)
    found = {hit.phrase.text for text in folded for hit in matcher.find(text)}
    return next((phrase for bare, phrase in written.items() if bare in found), "")


@lru_cache(maxsize=16)
def _matcher(phrases: tuple[str, ...]) -> tuple[PhraseMatcher, dict[str, str]]:
    """Return the matcher of the phrases, and each folded phrase with how it was written, in the file's order."""
    written: dict[str, str] = {}
    for phrase in phrases:
        if bare := " ".join(fold(phrase).replace("-", " ").split()):
            written.setdefault(bare, phrase)
    # The group has no meaning here: this matcher is never joined with that of the packs.
    return PhraseMatcher(Phrase(bare, Group.SENSITIVE, frozenset()) for bare in written), written
