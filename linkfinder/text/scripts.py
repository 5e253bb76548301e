"""Scripts in which a word's edge cannot be seen from its neighbours (Unicode blocks, https://www.unicode.org/charts/)."""

import re
import unicodedata

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

_VOWELS_BEFORE = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Thai and Lao vowels that are written before their consonant: no word begins right behind one."""

_PREFIXES = frozenset("\u0648\u0627\u0644\u0628\u0643\u0641\u0633\u05d5\u05d4\u05d1\u05dc\u05db\u05de\u05e9")
_MOST_PREFIXES = 4
"""Letters of Arabic and Hebrew articles, conjunctions and prepositions, and how many of them stand before a word."""

_UNSPACED = re.compile(f"[{_WITHOUT_SPACES}]")
_WITH_PARTICLES = re.compile(f"[{_WITHOUT_SPACES}{_KOREAN}]")
_SEMITIC_LETTER = re.compile(f"[{_SEMITIC}]")
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


def is_mark(letter: str) -> bool:
    """Tell whether a character belongs to the letter before it: the vowel signs of Indian and Thai writing."""
    return not letter.isascii() and unicodedata.category(letter).startswith("M")


def may_begin(text: str, start: int) -> bool:
    """Tell whether a word of a script that hides word edges may begin at a place behind another letter."""
    if text[start - 1] in _VOWELS_BEFORE:
        return False
    if not _SEMITIC_LETTER.match(text[start]):
        return True
    first = max(0, start - _MOST_PREFIXES - 1)
    before = text[first:start].rsplit(" ", 1)[-1]
    letters = [letter for letter in before if _SEMITIC_LETTER.match(letter)]
    return len(letters) <= _MOST_PREFIXES and _PREFIXES.issuperset(letters)
