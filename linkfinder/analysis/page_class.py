"""What sort of answer a page is, judged from the page alone."""

import re

from linkfinder.model.page import PageClass

_NOT_FOUND = re.compile(
    r"\b(page|seite|page|página|pagina|strona) (was |could )?(not|nicht|non|no|niet) (be )?(found|gefunden|trouv|encontrad|trovata|gevonden)"
    r"|\b404\b|page introuvable|nie znaleziono|not found",
    re.IGNORECASE,
)
_SHORT = 150  # words


def classify(title: str, headings: tuple[str, ...], text: str, words: int) -> tuple[PageClass, str]:
    """Return the class of a page and the words that decided it."""
    if words < _SHORT:
        for line in (title, *headings[:2]):
            found = _NOT_FOUND.search(line)
            if found:
                return PageClass.SOFT_404, found.group()
    return PageClass.NORMAL, ""
