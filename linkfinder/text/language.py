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
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("kn", re.compile("[\u0c80-\u0cff]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
    ("si", re.compile("[\u0d80-\u0dff]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)
_OWN_SCRIPT = re.compile(
    "[\u0370-\u03ff\u0530-\u058f\u05d0-\u05ea\u0a00-\u0aff\u0b80-\u10ff\u1780-\u17ff\u3041-\u9fff\uac00-\ud7a3]"
)
_SCRIPT_SHARE = 0.2  # of the characters: more than a quotation
_SHARED_SCRIPTS = (
    # Scripts of several languages: the script, its languages, and the one that is meant when nothing tells them apart.
    (
        re.compile("[\u0400-\u04ff]"),
        frozenset(
            ("ab", "az", "ba", "be", "bg", "ce", "cv", "kk", "ky", "mk", "mn", "os", "ru", "sr", "tg", "tt", "uk", "uz")
        ),
        "",
    ),
    (re.compile("[\u0600-\u06ff]"), frozenset(("ar", "ckb", "fa", "ku", "ps", "sd", "ug", "ur")), ""),
    (re.compile("[\u0900-\u097f]"), frozenset(("bho", "hi", "kok", "mai", "mr", "ne", "sa")), "hi"),
    (re.compile("[\u0980-\u09ff]"), frozenset(("as", "bn", "mni")), "bn"),
)
"""Text in such a script is in none of the other languages, whatever a template says."""

_SCRIPT_MAJORITY = 0.5  # of the characters: a page in the declared language may quote a paragraph of another
_TAKEN_FOR = {"ms": "id", "bs": "hr", "sh": "sr"}
"""Declared languages that the detector does not know, and what it takes them for."""

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
    declared = _written_as_declared(declared, sample)
    if len(sample) < (_ENOUGH if declared else _SOMETHING):
        return declared
    if declared and declared == _SAME.get(first := str(detect_fast(sample)[0]), first):
        return declared  # as mostly, and the nearest alone costs less than four
    nearest = cast("list[tuple[str, int]]", detect_fast(sample, n_results=_NEAREST))
    guesses = [(_SAME.get(tag, tag), rank) for tag, rank in nearest]
    names = {declared, _TAKEN_FOR.get(declared, declared)}
    if not guesses or guesses[0][1] > _SURE or any(tag in names for tag, _ in guesses):
        return declared or (guesses[0][0] if guesses else "")
    return guesses[0][0]


def _written_as_declared(declared: str, sample: str) -> str:
    """Return the declared language, or what the script says instead when the language is not written in it."""
    if sample.isascii():
        return declared
    for script, languages, usual in _SHARED_SCRIPTS:
        if declared not in languages and len(script.findall(sample)) > _SCRIPT_MAJORITY * len(sample):
            return usual
    return declared
