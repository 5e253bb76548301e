"""Bytes to text: which character encoding a page is written in. Never raises and never gives up.

The order is that of the WHATWG Encoding Standard: byte order mark, then the HTTP header, then the page's own `meta`,
and only then a guess from the bytes. UTF-7 and other encodings that browsers refuse are refused here too: they exist
on the web only to smuggle markup past filters.
"""

import codecs
import re

from resiliparse.parse.encoding import detect_encoding

MAX_DECODED_BYTES = 10_000_000
"""Longer bodies are cut: no page that people read is longer."""

_META_WINDOW = 4096  # browsers read the first 1024 bytes; builders of pages are less careful
_DETECTION_WINDOW = 65_536
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s{0,99}<\?xml[^>]{0,99}encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_.:-]{2,40})""")
_REFUSED = frozenset({"utf-7", "hz", "iso2022_kr", "iso2022_jp_2", "punycode", "idna", "undefined"})
_READ_AS = {
    # The WHATWG standard reads these names as their supersets: that is what pages with them really contain.
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}


def decode_html(body: bytes, content_type: str = "") -> str:
    """Return the text of an HTML body; `content_type` is the header's value, as far as there is one."""
    body = body[:MAX_DECODED_BYTES]
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    return _decode(body, _usable(_of_header(content_type)) or _usable(_of_meta(body)) or "utf-8")


def _of_header(content_type: str) -> str:
    found = _CHARSET.search(content_type.encode("ascii", "replace"))
    return found.group(1).decode("ascii") if found else ""


def _of_meta(body: bytes) -> str:
    head = body[:_META_WINDOW]
    found = _XML_ENCODING.search(head) or _CHARSET.search(head)
    name = found.group(1).decode("ascii") if found else ""
    # A page whose ASCII could be read cannot be UTF-16: the standard reads it as UTF-8.
    return "utf-8" if name.lower().startswith("utf-16") else name


def _usable(name: str) -> str:
    """Return the codec for a declared name, or an empty string for unknown, refused and non-text codecs."""
    if not name:
        return ""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if info.name in _REFUSED or not getattr(info, "_is_text_encoding", True):
        return ""
    return _READ_AS.get(info.name, info.name)


def _decode(body: bytes, encoding: str) -> str:
    """Decode as declared where that works without loss, otherwise as the bytes themselves suggest."""
    for name in dict.fromkeys(("utf-8", encoding) if encoding == "utf-8" else (encoding,)):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return _decode_damaged(body, encoding)


def _decode_damaged(body: bytes, encoding: str) -> str:
    guess = _usable(detect_encoding(body[:_DETECTION_WINDOW]) or "") or encoding
    declared, guessed = (body.decode(name, "replace") for name in (encoding, guess))
    return guessed if guessed.count("\ufffd") < declared.count("\ufffd") else declared
