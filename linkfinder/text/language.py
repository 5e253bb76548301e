"""The language of a page: what it declares, unless its own words say otherwise.

Templates declare English and are filled in other languages; so the declaration is checked against the text, and
loses only when the text is long enough and the declared language is not even among the nearest.
"""

import re
from collections.abc import Sequence
from typing import cast

from resiliparse.parse.lang import detect_fast

_TAG = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_SAMPLE = 2_000  # characters; more does not change the answer and costs time
_ENOUGH = 250  # characters below which a guess is worth less than a declaration
_SOMETHING = 60  # characters that are worth a guess when nothing is declared
_NEAREST = 4  # guesses among which a declared language must be; neighbours such as Danish and Norwegian swap places
_SURE = 1_000  # rank beyond which the detector itself is mostly wrong (its documentation says 1200)
_SCRIPTS = (
    # Scripts that one language uses alone; kana before Han, since Japanese has both.
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
)
_OWN_SCRIPT = re.compile("[\u0370-\u03ff\u05d0-\u05ea\u0e01-\u0e5b\u3041-\u9fff\uac00-\ud7a3]")
_SCRIPT_SHARE = 0.2  # of the characters: more than a quotation
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_IN_CYRILLIC = frozenset(
    ("ab", "az", "ba", "be", "bg", "ce", "cv", "kk", "ky", "mk", "mn", "os", "ru", "sr", "tg", "tt", "uk", "uz")
)
"""Languages that are written in Cyrillic letters; text in them is in none of the others, whatever a template says."""
_SAME = {
    "nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl", "gr": "el", "jp": "ja", "cn": "zh", "cz": "cs",
    "dk": "da", "se": "sv", "ua": "uk", "kr": "ko", "gb": "en", "us": "en", "br": "pt", "ch": "de", "at": "de",
}  # fmt: skip
"""Old tags, and country codes that people write for languages."""


def primary_tag(declared: str) -> str:
    """Return the primary subtag of a declared language, lower case, or an empty string when it is none."""
    found = _TAG.match(declared.strip().lower())
    return _SAME.get(found.group(), found.group()) if found else ""


def language_of(declarations: Sequence[str], text: str) -> str:
    """Return the BCP 47 primary tag of a text; an empty string when it cannot be determined.

    `declarations` are what the page says, the most trusted first: html lang, Content-Language, og:locale.
    """
    declared = next((tag for tag in map(primary_tag, declarations) if tag), "")
    sample = text[:_SAMPLE]
    if not sample.isascii() and _OWN_SCRIPT.search(sample):
        for language, script in _SCRIPTS:
            if len(script.findall(sample)) > _SCRIPT_SHARE * len(sample):
                return language
    if declared not in _IN_CYRILLIC and len(_CYRILLIC.findall(sample)) > len(sample) / 2:
        declared = ""
    if len(sample) < (_ENOUGH if declared else _SOMETHING):
        return declared
    if declared and declared == _SAME.get(first := str(detect_fast(sample)[0]), first):
        return declared  # as mostly, and the nearest alone costs less than four
    nearest = cast("list[tuple[str, int]]", detect_fast(sample, n_results=_NEAREST))
    guesses = [(_SAME.get(tag, tag), rank) for tag, rank in nearest]
    if not guesses or guesses[0][1] > _SURE or any(tag == declared for tag, _ in guesses):
        return declared or (guesses[0][0] if guesses else "")
    return guesses[0][0]
