"""A page becomes facts: one parse, one walk, then every reader takes what is its own.

Nothing here judges and nothing here raises for bad markup: what cannot be read is left empty.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from linkfinder.analysis.contacts import read_emails
from linkfinder.analysis.dates import Reading, modified, published
from linkfinder.analysis.forms import form_contacts, read_forms
from linkfinder.analysis.guard import make_safe
from linkfinder.analysis.language import language_of
from linkfinder.analysis.layout import settle_places
from linkfinder.analysis.links import Resolver, base_of, read_links
from linkfinder.analysis.page_class import classify_blocks
from linkfinder.analysis.profiles import read_persons, read_profiles
from linkfinder.analysis.rendering import needs_browser
from linkfinder.analysis.structured import read_structured
from linkfinder.analysis.text import clean, main_text
from linkfinder.analysis.tree import Outline, RawBlock
from linkfinder.analysis.walk import walk_page
from linkfinder.analysis.written_dates import is_month_first
from linkfinder.model.page import Block, Link, Page
from linkfinder.urls import absolute, host_of


def read_page(html: str, url: str, *, headers: Mapping[str, str] | None = None, fetched: date | None = None) -> Page:
    """Return all facts of one page; `headers` are the response's, `fetched` is the day it was read."""
    outline = walk_page(make_safe(html))
    settle_places(outline, host_of(url))
    finished = [_block(raw) for raw in outline.blocks]
    blocks = tuple(block for block in finished if block is not None)
    text = main_text(blocks)
    words = len(text.split())
    base = base_of(url, outline.base)
    links = read_links(outline.anchors, finished, Resolver(url, base))
    structured = read_structured(outline)
    title = clean(outline.title)
    visible = sum(block.text.count(" ") + 1 for block in blocks)
    page_class, reason = classify_blocks(title, blocks, words, url, outline.html)
    language = language_of((outline.language, outline.meta("content-language"), outline.meta("og:locale")), text)
    reading = Reading(language, is_month_first(language, outline.language, host_of(url)), fetched)
    forms = read_forms(outline.forms, base)
    contacts = (
        *read_emails(outline, structured, finished, url),
        *form_contacts(outline, forms, links, url),
        *read_profiles(links, structured, url),
        *read_persons(outline, structured, blocks, url),
    )
    robots = _robots(outline, headers or {})
    return Page(
        url=url,
        title=title,
        description=clean(outline.meta("description", "og:description")),
        language=language,
        canonical_url=(outline.canonical and absolute(outline.canonical, base)) or "",
        blocks=blocks,
        main_text=text,
        words=words,
        links=links,
        forms=forms,
        contacts=contacts,
        structured=structured,
        published=published(outline, structured, url, blocks, reading),
        modified=modified(outline, structured, blocks, reading),
        page_class=page_class,
        class_reason=reason,
        is_noindex="noindex" in robots or "none" in robots,
        is_nofollow="nofollow" in robots or "none" in robots,
        needs_browser=needs_browser(outline, visible, page_class),
        generator=clean(outline.meta("generator")),
        fetched=fetched,
        content_hash=_content_hash(text, links),
    )


def _block(raw: RawBlock) -> Block | None:
    text = clean("".join(raw.parts))
    return Block(text, raw.region.place, raw.role, raw.level) if text else None


def _robots(outline: Outline, headers: Mapping[str, str]) -> frozenset[str]:
    words = [value for name, value in headers.items() if name.lower() == "x-robots-tag"]
    words += outline.metas.get("robots", []) + outline.metas.get("linkfinder", [])
    return frozenset(" ".join(words).lower().replace(",", " ").split())


def _content_hash(text: str, links: Sequence[Link]) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8)
    for url in sorted({link.url for link in links}):
        digest.update(url.encode("utf-8", "replace"))
    return int.from_bytes(digest.digest(), "big") >> 1
