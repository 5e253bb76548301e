"""A page becomes facts: one parse, one walk, then every reader takes what is its own.

Nothing here judges and nothing here raises for bad markup: what cannot be read is left empty.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from linkfinder.analysis.contacts import read_contacts
from linkfinder.analysis.dates import modified, published
from linkfinder.analysis.forms import read_forms
from linkfinder.analysis.guard import make_safe
from linkfinder.analysis.language import language_of
from linkfinder.analysis.links import base_of, read_links
from linkfinder.analysis.page_class import classify
from linkfinder.analysis.places import settle
from linkfinder.analysis.rendering import needs_browser
from linkfinder.analysis.structured import read_structured
from linkfinder.analysis.text import clean, main_text
from linkfinder.analysis.tree import Outline, RawBlock, walk
from linkfinder.model.page import Block, BlockRole, Link, Page
from linkfinder.urls import absolute


def read_page(html: str, url: str, *, headers: Mapping[str, str] | None = None, fetched: date | None = None) -> Page:
    """Return all facts of one page; `headers` are the response's, `fetched` is the day it was read."""
    outline = walk(make_safe(html))
    _count(outline)
    finished = [_block(raw) for raw in outline.blocks]
    blocks = tuple(block for block in finished if block is not None)
    text = main_text(blocks)
    words = len(text.split())
    base = base_of(url, outline.base)
    links = read_links(outline.anchors, finished, base)
    structured = read_structured(outline)
    title = clean(outline.title)
    headings = tuple(block.text for block in blocks if block.role is BlockRole.HEADING)
    page_class, reason = classify(title, headings, text, words)
    robots = _robots(outline, headers or {})
    return Page(
        url=url,
        title=title,
        description=clean(_meta(outline, "description")),
        language=language_of(outline.language, text),
        canonical_url=_canonical(outline, base),
        blocks=blocks,
        main_text=text,
        words=words,
        links=links,
        forms=read_forms(outline.forms, base),
        contacts=read_contacts(outline, blocks, url),
        structured=structured,
        published=published(outline, structured, url, fetched),
        modified=modified(outline, structured, fetched),
        page_class=page_class,
        class_reason=reason,
        is_noindex="noindex" in robots or "none" in robots,
        is_nofollow="nofollow" in robots or "none" in robots,
        needs_browser=needs_browser(outline, words),
        generator=clean(_meta(outline, "generator")),
        fetched=fetched,
        content_hash=_content_hash(text, links),
    )


def _block(raw: RawBlock) -> Block | None:
    text = clean("".join(raw.parts))
    return Block(text, raw.region.place, raw.role, raw.level) if text else None


def _count(outline: Outline) -> None:
    total = 0
    for block in outline.blocks:
        chars = sum(map(len, block.parts))
        total += chars - block.link_chars
        region = block.region
        while region is not None:
            region.chars += chars
            region.link_chars += block.link_chars
            region = region.parent
    settle(outline.regions, total)


def _meta(outline: Outline, name: str) -> str:
    for meta in outline.metas:
        if (meta.get("name") or "").lower() == name:
            return meta.get("content") or ""
    return ""


def _robots(outline: Outline, headers: Mapping[str, str]) -> frozenset[str]:
    words = [value for name, value in headers.items() if name.lower() == "x-robots-tag"]
    words += [
        meta.get("content") or ""
        for meta in outline.metas
        if (meta.get("name") or "").lower() in {"robots", "linkfinder"}
    ]
    return frozenset(" ".join(words).lower().replace(",", " ").split())


def _canonical(outline: Outline, base: str) -> str:
    for head in outline.heads:
        if "canonical" in (head.get("rel") or "").lower().split() and head.get("href"):
            return absolute(head.get("href") or "", base) or ""
    return ""


def _content_hash(text: str, links: Sequence[Link]) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8)
    for url in sorted({link.url for link in links}):
        digest.update(url.encode("utf-8", "replace"))
    return int.from_bytes(digest.digest(), "big") >> 1
