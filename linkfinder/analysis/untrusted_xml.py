"""XML that others wrote, read as far as it can be read: sitemaps, feeds, OPML.

Nothing is expanded and nothing is fetched: every entity but XML's own five is plain text here, so that neither an
external file nor a "billion laughs" can be reached. A broken document gives what stands before (and often after) the
break. See https://www.w3.org/TR/xml/#sec-references and Python's list of XML attacks in the docs of `xml`.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

MAX_XML_BYTES = 20 * 1024 * 1024
"""Bytes read after unpacking. The sitemap protocol allows 50 MB, but its 50,000 addresses need 10; the rest is images
and translations, and a bomb that unpacks to the limit must not cost more memory than a crawl has."""

_GZIP = b"\x1f\x8b"
_GZIP_LAYERS = 2  # a packed file served packed once more happens; deeper nesting is an attack
_GZIP_MEMBERS = 64  # some servers write a member a chunk; more than this is no sitemap
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_STRAY_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_CHUNK = (
    64 * 1024
)  # bytes parsed before the elements found are handed on; keeps memory flat whatever the document's size
_MAX_INSIDE = 60_000  # elements inside one node; an OPML folder may hold thousands of feeds, a bomb holds millions
_MAX_ELEMENTS = 1_000_000  # 50,000 addresses with 20 elements each; millions of empty elements would cost half a minute
_START = re.compile(rb"<\?xml\b|<(?:[a-z]{1,20}:)?(?:urlset|sitemapindex|rss|feed|rdf|opml)\b", re.IGNORECASE)
_START_WITHIN = 4096  # bytes of warnings and empty lines that programs write before a document
_MAX_TEXT = 10_000  # characters kept of one element's text; addresses and titles are shorter


@dataclass(frozen=True, slots=True)
class XmlNode:
    """An element without its namespace: name in lower case, own text, attributes, and the elements in it."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple["XmlNode", ...] = ()

    def first(self, *names: str) -> str:
        """Return the text of the first child that has one of the names and a text, or an empty string."""
        return next((child.text for child in self.children if child.name in names and child.text), "")


def unpack(body: bytes, limit: int = MAX_XML_BYTES) -> tuple[bytes, bool]:
    """Return at most `limit` bytes of a body, unpacked when it is gzip, and whether anything was cut off or torn."""
    is_cut = False
    for _ in range(_GZIP_LAYERS):
        if not body.startswith(_GZIP):
            break
        body, was_cut = _gunzip(body, limit)
        is_cut |= was_cut
    return body[:limit], is_cut or len(body) > limit


def _gunzip(body: bytes, limit: int) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    left = limit
    for _ in range(_GZIP_MEMBERS):
        member = zlib.decompressobj(wbits=31)
        try:
            part = member.decompress(body, left)
        except zlib.error:
            return b"".join(parts), True
        parts.append(part)
        left -= len(part)
        if not member.eof or left <= 0:
            return b"".join(parts), True
        body = member.unused_data
        if not body.startswith(_GZIP):
            return b"".join(parts), False
    return b"".join(parts), True


def read_nodes(body: bytes, *names: str) -> Iterator[XmlNode]:
    """Yield the outermost elements with one of the local names, whatever their namespace and case, in document order.

    `names` are lower case, and `body` is unpacked XML. What stands before the document is skipped; a document that
    breaks off ends the iteration without an error.
    """
    collector = _NodeCollector(frozenset(names))
    parser = etree.XMLParser(
        target=cast("etree.ParserTarget", collector),  # the stubs ask for bytes as well, which lxml never hands over
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding="utf-8" if body.startswith(_UTF16_MARKS) else None,
    )
    text = _escape_stray_ampersands(body)
    with suppress(etree.XMLSyntaxError):
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
            yield from collector.take()
            if collector.is_full:
                return
        parser.close()
    yield from collector.take()


def _escape_stray_ampersands(body: bytes) -> bytes:
    """Turn every ampersand that starts no entity of XML's own into text, outside CDATA, and drop a torn last word."""
    if body.startswith(_UTF16_MARKS):
        body = body.decode("utf-16", "replace").encode()
    start = _START.search(body, 0, _START_WITHIN)
    body = body[start.start() if start else 0 : body.rfind(b">") + 1]  # half an address would look like a whole one
    head, *sections = body.lstrip().split(b"<![CDATA[")
    parts = [_STRAY_AMPERSAND.sub(b"&amp;", head)]
    for section in sections:
        raw, end, text = section.partition(b"]]>")
        parts.append(b"<![CDATA[" + raw + end + _STRAY_AMPERSAND.sub(b"&amp;", text))
    return b"".join(parts)


class _NodeCollector:
    """Keeps the wanted elements only, so that no tree of the whole document is ever built."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._open: list[_Open] = []
        self._seen = 0
        self._inside = 0
        self._found: list[XmlNode] = []

    @property
    def is_full(self) -> bool:
        """Whether the document holds more elements than an honest one."""
        return self._seen > _MAX_ELEMENTS or self._inside > _MAX_INSIDE

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element that is wanted, or stands in one that is."""
        self._seen += 1
        name = _local(tag).lower()
        if self._open or name in self._names:
            self._inside = self._inside + 1 if self._open else 0
            own = {_local(key): value[:_MAX_TEXT] for key, value in attributes.items()}
            self._open.append(_Open(name, own))

    def data(self, text: str) -> None:
        """Add text to the element that is open."""
        if self._open and self._open[-1].length < _MAX_TEXT:
            self._open[-1].texts.append(text[:_MAX_TEXT])
            self._open[-1].length += len(text)

    def end(self, _tag: str) -> None:
        """Close the element that is open, and keep it."""
        if not self._open:
            return
        node = self._open.pop().close()
        if not self._open:
            self._found.append(node)
        else:
            self._open[-1].children.append(node)

    def close(self) -> None:
        """End the document."""

    def take(self) -> list[XmlNode]:
        """Return the elements completed since the last call."""
        found, self._found = self._found, []
        return found


@dataclass(slots=True)
class _Open:
    name: str
    attributes: Mapping[str, str]
    texts: list[str] = field(default_factory=list)
    length: int = 0
    children: list[XmlNode] = field(default_factory=list)

    def close(self) -> XmlNode:
        """Return the element as it stands now."""
        return XmlNode(self.name, "".join(self.texts)[:_MAX_TEXT].strip(), self.attributes, tuple(self.children))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def is_xml(text: bytes) -> bool:
    """Tell whether unpacked bytes are XML, perhaps after something else that a program wrote before it."""
    return text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", *_UTF16_MARKS)) or bool(
        _START.search(text, 0, _START_WITHIN)
    )
