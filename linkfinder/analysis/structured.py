"""What a page says of itself to machines: JSON-LD and microdata, read by extruct, and Open Graph.

extruct is never handed the page: parsing it a second time would cost more than all other reading together, and large
pages with broken microdata can occupy it for minutes. It gets an excerpt: a JSON-LD script that is no clean JSON, or
the one element that is marked as an article. Open Graph is a flat list of names and values, which the walk has already.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import extruct

from linkfinder.analysis.tree import Outline
from linkfinder.model.page import StructuredData
from linkfinder.text.cleaning import clean
from linkfinder.urls import absolute, is_same

_OPENED = re.compile(r"\s{0,99}(?://)?\s{0,9}(?:<!--|<!\[CDATA\[)")  # as it was done for old browsers
_CLOSINGS = ("-->", "]]>")
_MAX_JSON = 300_000  # characters of JSON-LD a page; real ones stay far below
_MAX_SCRIPTS = 30
_MAX_ITEM = 60_000  # characters of a marked article; extruct needs a millisecond for so much
_MAX_DEPTH = 10  # real graphs nest half as deep
_MAX_THINGS = 1_000
_MAX_VALUES = 50
_MAX_TEXT = 500
_ARTICLES = ("Article", "Posting", "Report", "Review", "Recipe", "Episode")
_PAGES = ("Page", "CreativeWork", "VideoObject", "Product", "Event", "Course", "Book", "Dataset")
_MAX_ADDRESSES = 3  # URLs that a thing has under one key
_MIN_HEADLINE = 5  # letters: a shorter one ("News") stands in many titles
_MAX_HEADINGS = 5  # of the first level: a page has one
_GROUPS = ("Organization", "Corporation", "Company", "Business", "NewsMediaOrganization", "Brand")

_Thing = Mapping[str, object]


def read_structured(outline: Outline, url: str) -> StructuredData:
    """Return the structured data of the page at `url`; what cannot be parsed is left out."""
    if outline.json_ld:
        things = _things_of_json(outline.json_ld)
    elif outline.article is not None and not (outline.times and outline.bylines):
        # Where the walk has met the marked date and author already, the rest of the markup repeats what can be seen.
        things = _things_of_item(outline.article.html or "")
    else:
        things = []
    return _summary(things, outline, url)


def _things_of_json(scripts: Sequence[str]) -> list[_Thing]:
    size = 0
    graphs: list[object] = []
    for script in scripts[:_MAX_SCRIPTS]:
        size += len(script)
        if size <= _MAX_JSON:
            graph = _of_script(_unwrapped(script))
            graphs += graph if isinstance(graph, list) else (graph,)
    return list(_flat(graphs, 0))[:_MAX_THINGS]


def _of_script(script: str) -> object:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return _extract(f'<script type="application/ld+json">{script}</script>', "json-ld")


def _unwrapped(script: str) -> str:
    """Return a script without the comment or CDATA marks around it."""
    opened = _OPENED.match(script)
    if opened is None:
        return script
    body = script[opened.end() :].rstrip()
    for closing in _CLOSINGS:
        body = body.removesuffix(closing).rstrip().removesuffix("//")
    return body


def _things_of_item(html: str) -> list[_Thing]:
    if len(html) > _MAX_ITEM:
        return []
    return list(_flat(_lifted(_extract(html, "microdata"), 0), 0))[:_MAX_THINGS]


def _extract(html: str, syntax: str) -> object:
    try:
        return extruct.extract(f"<html><body>{html}</body></html>", syntaxes=[syntax], errors="ignore").get(syntax)
    except (ValueError, TypeError, RecursionError, AttributeError):  # extruct lets some through for odd values
        return None


def _flat(value: object, depth: int) -> Iterator[_Thing]:
    """Yield every thing in a graph, outer ones first."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:_MAX_THINGS]:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            if isinstance(item, dict | list):
                yield from _flat(item, depth + 1)


def _lifted(value: object, depth: int) -> object:
    """Return microdata in the shape of JSON-LD: `type` and `properties` become keys of the thing itself."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, list):
        return [_lifted(item, depth + 1) for item in value[:_MAX_THINGS]]
    if isinstance(value, dict) and isinstance(value.get("properties"), dict):
        thing = {key: _lifted(item, depth + 1) for key, item in value["properties"].items()}
        return thing | {"@type": [text.rsplit("/", 1)[-1] for text in _texts(value.get("type"))]}
    return value


def _summary(things: list[_Thing], outline: Outline, url: str) -> StructuredData:
    main = _main_things(things, _names_of(outline, url))
    known = {text: thing for thing in things for text in _texts(thing.get("@id")) if _name(thing)}
    return StructuredData(
        types=_distinct(kind for thing in things for kind in _texts(thing.get("@type"))),
        headline=_first(main, "headline", "name") or clean(outline.meta("og:title")),
        authors=_distinct(name for thing in main for name in _person_names(thing.get("author"), known)),
        publisher=_first(main, "publisher") or next(_person_or_group_names(main, "publisher", known), ""),
        published=_first(main, "datePublished") or _first(main, "dateCreated"),
        modified=_first(main, "dateModified"),
        same_as=_distinct(text for thing in things for text in _texts(thing.get("sameAs"))),
        emails=_distinct(text for thing in things for text in _texts(thing.get("email"))),
        site_name=clean(outline.meta("og:site_name", "application-name"))
        or next((_name(thing) for thing in things if "WebSite" in _texts(thing.get("@type"))), ""),
    )


@dataclass(frozen=True, slots=True)
class _PageNames:
    """By what a page is recognised in its data: its URLs, and its titles and main headings as letters and digits."""

    urls: tuple[str, ...]
    titles: tuple[str, ...]

    def has_url_of(self, thing: _Thing) -> bool:
        meant = (absolute(text, self.urls[0]) for text in _addresses(thing))
        return any(address and is_same(address, url) for address in meant for url in self.urls)

    def has_headline_of(self, thing: _Thing) -> bool:
        headline = _letters(_headline(thing))
        return len(headline) >= _MIN_HEADLINE and any(headline in title for title in self.titles)

    def may_be(self, thing: _Thing) -> bool:
        """Tell whether a thing may be this page: it does not name another by both its URL and its headline."""
        is_named = _headline(thing) and _addresses(thing)
        return not is_named or self.has_url_of(thing) or self.has_headline_of(thing)


def _names_of(outline: Outline, url: str) -> _PageNames:
    headings = ("".join(block.parts) for block in outline.blocks if block.scope.level == 1)
    titles = (outline.title, outline.meta("og:title"), *islice(headings, _MAX_HEADINGS))
    urls = (url, absolute(outline.canonical, url) if outline.canonical else "")
    return _PageNames(tuple(filter(None, urls)), tuple(_letters(title[:_MAX_TEXT]) for title in titles))


def _main_things(things: list[_Thing], page: _PageNames) -> list[_Thing]:
    """Return what the page itself is: its article, else the page; of several articles only the one that is this page.

    That one has the page's URL or, where no article has it, the page's title as its headline.
    """
    articles = [thing for thing in things if _is_kind(thing, _ARTICLES)]
    if len({_headline(thing) or "".join(_addresses(thing)[:1]) for thing in articles}) > 1:
        articles = list(filter(page.has_url_of, articles)) or list(filter(page.has_headline_of, articles))
    pages = [thing for thing in things if _is_kind(thing, _PAGES)]
    return list(filter(page.may_be, articles + pages))


def _headline(thing: _Thing) -> str:
    return _text(thing.get("headline")) or _name(thing)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _addresses(thing: _Thing) -> list[str]:
    values = (thing.get(key) for key in ("url", "mainEntityOfPage", "@id"))
    return [
        text
        for value in values
        for text in _texts(value.get("@id") or value.get("url") if isinstance(value, dict) else value)[:_MAX_ADDRESSES]
    ]


def _is_kind(thing: _Thing, endings: tuple[str, ...]) -> bool:
    kinds = thing.get("@type")
    if isinstance(kinds, str):
        return kinds.endswith(endings)
    return any(kind.endswith(endings) for kind in _texts(kinds))


def _person_names(value: object, known: Mapping[str, _Thing]) -> Iterator[str]:
    """Yield the names of the persons in an author field, references resolved, organisations left out."""
    for item in value[:_MAX_VALUES] if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield clean(item[:_MAX_TEXT])
        elif isinstance(item, dict):
            thing = item if _name(item) else known.get(_text(item.get("@id")), item)
            if _name(thing) and not _is_kind(thing, _GROUPS):
                yield _name(thing)


def _person_or_group_names(things: Iterable[_Thing], key: str, known: Mapping[str, _Thing]) -> Iterator[str]:
    for thing in things:
        value = thing.get(key)
        if isinstance(value, dict) and _text(value.get("@id")) in known:
            yield _name(known[_text(value.get("@id"))])


def _name(thing: _Thing) -> str:
    return _text(thing.get("name"))


def _first(things: Iterable[_Thing], *keys: str) -> str:
    return next((text for thing in things for key in keys if (text := _text(thing.get(key)))), "")


def _text(value: object) -> str:
    """Return the text of a value, the name of a thing, or the first text of a list."""
    if isinstance(value, str):
        return clean(value[:_MAX_TEXT])
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value"))
    if isinstance(value, list):
        return next((text for text in map(_text, value[:_MAX_VALUES]) if text), "")
    return ""


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    values = value[:_MAX_VALUES] if isinstance(value, list) else [value]
    return [item.strip() for item in values if isinstance(item, str) and item.strip()]


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))[:_MAX_VALUES]
