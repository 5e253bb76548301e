"""Text from the web as it may be shown: on one line, without invisible characters and direction marks."""

import html
import re

from linkfinder.text.scripts import CHARACTERS_PER_WORD, UNSPACED_LANGUAGES

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters; those that are white space have become spaces before
    "\xad\u200b\u2060-\u2064\ufeff"  # soft hyphen, zero-width space and the like
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # they change the direction of the writing
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"  # annotations, tags, and what is no character
    "\ud800-\udfff]"  # halves of characters, which cannot be encoded
)
JOINERS = re.compile("[\u200c\u200d]")
"""Joiners between letters: scripts and emoji need them; addresses, reasons and terminals do not."""

_TAG = re.compile(r"<[^<>]{0,200}>")
_MAX_MARKUP = 20  # characters read for each one that is shown: the rest may be markup


def clean(text: str) -> str:
    """Return a text on one line with single spaces and without characters that cannot be seen; joiners stay."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # nine lines in ten have plain spaces only
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return " ".join(_INVISIBLE.sub("", line).split())


def plain_line(text: str, limit: int = 0) -> str:
    """Return a text as `clean` does, without joiners, cut at `limit` characters with an ellipsis (0: not cut)."""
    line = clean(text)
    line = line if line.isascii() else JOINERS.sub("", line)
    return line if not limit or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def sanitize(text: str, limit: int = 120) -> str:
    """Return a text from a page or service, fit to stand in a reason: a plain line of `limit` characters, no markup."""
    return plain_line(_TAG.sub("", html.unescape(text[: limit * _MAX_MARKUP])), limit)


def count_words(text: str, language: str) -> int:
    """Return the number of words; where words are not parted by spaces, two characters count as one."""
    if not text:
        return 0
    if language in UNSPACED_LANGUAGES:
        return len(text) // CHARACTERS_PER_WORD
    raw = text.encode("utf-8", "surrogatepass")  # where dropping all spaces costs half of counting them
    return len(raw) - len(raw.translate(None, b" \n")) + 1
