"""Links of a page: absolute canonical address, anchor, rel, place, and the words around."""

from collections.abc import Sequence

from linkfinder.analysis.text import clean
from linkfinder.analysis.tree import RawAnchor
from linkfinder.model.page import Block, Link
from linkfinder.urls import absolute

MAX_ANCHOR = 300
MAX_SENTENCE = 300
_NOT_WEB = ("#", "javascript:", "mailto:", "tel:", "data:", "sms:", "whatsapp:", "about:", "blob:", "file:", "ftp:")


def base_of(url: str, declared: str) -> str:
    """Return the address that relative links count from: `<base href>` where it is http or https, else the page's."""
    return (declared and absolute(declared.strip(), url)) or url


def read_links(anchors: Sequence[RawAnchor], blocks: Sequence[Block | None], base: str) -> tuple[Link, ...]:
    """Return the web links in page order; `blocks` are the finished blocks, None where one was empty."""
    known: dict[str, str | None] = {}
    links = []
    for anchor in anchors:
        href = anchor.href.strip()
        if not href or href.lower().startswith(_NOT_WEB):
            continue
        if href not in known:
            known[href] = absolute(href, base)
        url = known[href]
        if url is not None:
            links.append(_link(anchor, href, url, blocks))
    return tuple(links)


def _link(anchor: RawAnchor, href: str, url: str, blocks: Sequence[Block | None]) -> Link:
    text = clean("".join(anchor.parts))
    words = text or clean(anchor.image_text or anchor.title)
    block = blocks[anchor.block] if anchor.block < len(blocks) else None
    heading = blocks[anchor.heading] if anchor.heading >= 0 else None
    return Link(
        url,
        words[:MAX_ANCHOR],
        tuple(anchor.rel.lower().split()) if anchor.rel else (),
        anchor.region.place,
        sentence_around(block.text, text) if block is not None and text else "",
        heading.text if heading is not None else "",
        anchor.has_image and not text,
        "" if href == url else href[:MAX_ANCHOR],
    )


def sentence_around(text: str, anchor: str) -> str:
    """Return the words around an anchor in its block, at most 300 characters, cut at spaces."""
    if len(text) <= MAX_SENTENCE:
        return text
    at = max(text.find(anchor), 0)
    start = max(0, min(at - (MAX_SENTENCE - len(anchor)) // 2, len(text) - MAX_SENTENCE))
    if start:
        start = text.find(" ", start, at) + 1 or start
    end = start + MAX_SENTENCE
    if end < len(text):
        end = max(text.rfind(" ", at + len(anchor), end), start + 1) if at + len(anchor) < end else end
    return text[start:end].strip()
