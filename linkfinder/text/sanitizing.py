"""Words from strangers, made fit to stand in a reason: one line, short, without characters that steer a terminal."""

import html
import re
import unicodedata

_TAG = re.compile(r"<[^<>]{0,200}>")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})  # control, format (among them the turning of the writing), surrogates


def sanitize(text: str, limit: int = 120) -> str:
    """Return the text on one line, at most `most` characters long, without markup and invisible characters."""
    bare = _TAG.sub("", html.unescape(text[: limit * 20]))
    is_plain = bare.isascii() and bare.isprintable()  # most words are, and need no look at each letter
    seen = bare if is_plain else "".join(" " if char in "\t\n\r" else char for char in bare if _is_seen(char))
    line = " ".join(seen.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _is_seen(char: str) -> bool:
    return char in "\t\n\r" or unicodedata.category(char) not in _UNSEEN
