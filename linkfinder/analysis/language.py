"""The language of a page: what it declares, unless its own words say otherwise."""

import re

from resiliparse.parse.lang import detect_fast

_TAG = re.compile(r"[a-z]{2,3}")
_SAMPLE = 3_000  # characters; more does not change the answer and costs time
_ENOUGH = 200  # characters below which a guess is worth less than a declaration


def primary_tag(declared: str) -> str:
    """Return the primary subtag of a declared language, lower case, or an empty string when it is none."""
    found = _TAG.match(declared.strip().lower().replace("_", "-").split("-")[0])
    return found.group() if found else ""


def language_of(declared: str, text: str) -> str:
    """Return the BCP 47 primary tag of a text; an empty string when it cannot be told."""
    tag = primary_tag(declared)
    if len(text) < _ENOUGH:
        return tag
    guess, _ = detect_fast(text[:_SAMPLE])
    return tag or ("" if guess == "unknown" else guess)
