"""A page becomes facts: one parse, one walk, then every reader takes what is its own.

Nothing here judges and nothing here raises for bad markup: what cannot be read is left empty.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from linkfinder.analysis.accounts import read_accounts
from linkfinder.analysis.contacts import read_emails
from linkfinder.analysis.dates import DateReader, find_dated, modified, published
from linkfinder.analysis.forms import form_contacts, read_forms
from linkfinder.analysis.layout import settle_places
from linkfinder.analysis.links import LinkResolver, base_of, frame_links, read_links
from linkfinder.analysis.main_text import main_heading, main_text
from linkfinder.analysis.outline import read_outline
from linkfinder.analysis.page_class import classify_blocks
from linkfinder.analysis.parser_limits import MAX_CHARS, make_safe
from linkfinder.analysis.profiles import read_persons, read_profiles
from linkfinder.analysis.rendering import count_visible, needs_browser
from linkfinder.analysis.shadow_roots import open_shadow_roots
from linkfinder.analysis.structured import read_structured
from linkfinder.analysis.tree import Outline, RawBlock
from linkfinder.model.page import Block, Link, Page
from linkfinder.net.robots import PRODUCT_TOKEN, robots_header_rules
from linkfinder.text.cleaning import clean, count_words
from linkfinder.text.language import language_of
from linkfinder.text.written_dates import is_month_first
from linkfinder.urls import absolute, host_of

_BEFORE, _AFTER = 5, 15  # blocks before and after the main heading in which bylines stand
_NOINDEX = frozenset({"noindex", "none"})
_NOFOLLOW = frozenset({"nofollow", "none"})


def read_page(html: str, url: str, *, headers: Mapping[str, str] | None = None, fetched: date | None = None) -> Page:
    """Return all facts of one page; `headers` are the response's, `fetched` is the day it was read."""
    outline = read_outline(make_safe(open_shadow_roots(html[:MAX_CHARS])))
    settle_places(outline, host_of(url))
    finished = _finish(outline.blocks)
    base = base_of(url, outline.base)
    resolver = LinkResolver(url, base)
    links, others = read_links(outline.anchors, finished, resolver)
    shown = tuple([link for link in links if not link.is_folded])
    text = _PageText(outline, finished)
    structured = read_structured(outline, url)
    forms = read_forms(outline.forms, base)
    page_class, reason = classify_blocks(text.title, text.blocks, text.words, url, outline.html)
    reading = DateReader(text.language, is_month_first(text.language, outline.language, host_of(url)), fetched)
    dated = find_dated(finished, text.heading)
    robots = _robots(outline, headers or {})
    return Page(
        url=url,
        title=text.title,
        description=clean(outline.meta("description", "og:description")),
        language=text.language,
        canonical_url=(outline.canonical and absolute(outline.canonical, base)) or "",
        blocks=text.blocks,
        main_text=text.main,
        words=text.words,
        links=(*links, *frame_links(outline.frames, url, resolver)),
        links_left_out=outline.anchors_left_out,
        forms=forms,
        contacts=(
            *read_emails(outline, others, structured, finished, url),
            *form_contacts(outline, forms, shown, url),
            *read_profiles(shown, structured, url),
            *read_persons(outline, structured, text.near_heading(), url),
        ),
        structured=structured,
        published=published(outline, structured, url, dated, reading),
        modified=modified(outline, structured, dated, reading),
        page_class=page_class,
        class_reason=reason,
        is_noindex=not robots.isdisjoint(_NOINDEX),
        is_nofollow=not robots.isdisjoint(_NOFOLLOW),
        needs_browser=needs_browser(outline, count_visible(text.blocks), page_class),
        generator=clean(outline.meta("generator")),
        accounts=read_accounts(html[:MAX_CHARS]),
        fetched=fetched,
        content_hash=_content_hash(text.main, links),
    )


class _PageText:
    """The finished text of a page, as several readers need it."""

    def __init__(self, outline: Outline, finished: Sequence[Block | None]) -> None:
        self.finished = finished
        self.blocks = tuple([block for block in finished if block is not None])
        self.title = clean(outline.title)
        self.main = main_text(self.blocks)
        declared = (outline.language, outline.meta("content-language"), outline.meta("og:locale"))
        self.language = language_of(declared, self.main)
        self.words = count_words(self.main, self.language)
        self.heading = main_heading(finished, self.title)

    def near_heading(self) -> Iterator[Block]:
        """Yield the blocks around the main heading, where bylines stand."""
        around = self.finished[max(self.heading - _BEFORE, 0) : self.heading + _AFTER]
        return (block for block in around if block is not None)


def _finish(blocks: Sequence[RawBlock]) -> list[Block | None]:
    """Return the blocks with clean texts, None for those that are empty."""
    texts = [clean("".join(raw.parts)) for raw in blocks]
    return [
        Block(text, raw.region.place, raw.scope.role, raw.scope.level) if text else None
        for raw, text in zip(blocks, texts, strict=True)
    ]


def _robots(outline: Outline, headers: Mapping[str, str]) -> frozenset[str]:
    of_headers = robots_header_rules(value for name, value in headers.items() if name.lower() == "x-robots-tag")
    words = outline.metas.get("robots", []) + outline.metas.get(PRODUCT_TOKEN, [])
    return of_headers | frozenset(" ".join(words).lower().replace(",", " ").split())


def _content_hash(text: str, links: Sequence[Link]) -> int:
    whole = "\n".join((text, *sorted({link.url for link in links})))
    digest = hashlib.blake2b(whole.encode("utf-8", "replace"), digest_size=8)
    return int.from_bytes(digest.digest(), "big") >> 1
