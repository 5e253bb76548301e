"""Scripts in which a word's edge cannot be seen from its neighbours (Unicode blocks, https://www.unicode.org/charts/)."""

import re

_WITHOUT_SPACES = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff"  # Japanese syllables
    "\u3400-\u9fff"  # Han
)
_KOREAN = "\uac00-\ud7af"  # glues particles to the end of a word
_SEMITIC = "\u0590-\u06ff"  # Hebrew and Arabic glue articles and prepositions to the beginning of a word

UNSPACED_LANGUAGES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages, as BCP 47 primary tags, that put no spaces between words."""

CHARACTERS_PER_WORD = 2
"""Characters that count as a word where words have no spaces between them."""

_UNSPACED = re.compile(f"[{_WITHOUT_SPACES}]")
_WITH_PARTICLES = re.compile(f"[{_WITHOUT_SPACES}{_KOREAN}]")
_EDGELESS = re.compile(f"[{_WITHOUT_SPACES}{_KOREAN}{_SEMITIC}]")


def is_unspaced(text: str) -> bool:
    """Tell whether a text has a letter of a script without spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def count_unspaced(text: str) -> int:
    """Return the number of letters of scripts without spaces between words."""
    return 0 if text.isascii() else len(_UNSPACED.findall(text))


def has_open_ends(text: str) -> bool:
    """Tell whether a text has a letter after which a word may go on without a space: no spaces, or Korean particles."""
    return not text.isascii() and _WITH_PARTICLES.search(text) is not None


def hides_word_edges(text: str) -> bool:
    """Tell whether a text has a letter beside which a word may begin or end: those, Hebrew and Arabic."""
    return not text.isascii() and _EDGELESS.search(text) is not None
