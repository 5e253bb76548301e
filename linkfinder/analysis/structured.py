"""What a page says of itself to machines: JSON-LD, microdata and Open Graph, read by extruct.

extruct is handed an excerpt (the JSON-LD scripts and the metas that the walk met), never the page: parsing the page
again would cost more than everything else together.
"""

from collections.abc import Iterator
from typing import Any

import extruct

from linkfinder.analysis.tree import Outline
from linkfinder.model.page import Structured

_MAX_DEPTH = 12  # real graphs nest less than half as deep
_MAX_THINGS = 2_000
_CONTENT = ("Article", "Posting", "Page", "Report", "Recipe", "Review", "Product", "Event", "Video", "Course")

Thing = dict[str, Any]


def read_structured(outline: Outline) -> Structured:
    """Return the structured data of a page; what cannot be parsed is left out."""
    texts = outline.json_ld
    if not texts:
        return Structured(site_name=outline.meta("og:site_name"), headline=outline.meta("og:title"))
    scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    try:
        data = extruct.extract(f"<html><head>{scripts}</head></html>", syntaxes=["json-ld"], errors="ignore")
    except (ValueError, RecursionError):
        data = {}
    things = list(_things(data.get("json-ld") or [], 0))[:_MAX_THINGS]
    return _summary(things, outline)


def _things(value: object, depth: int) -> Iterator[Thing]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            if isinstance(item, dict | list):
                yield from _things(item, depth + 1)


def _types(thing: Thing) -> tuple[str, ...]:
    value = thing.get("@type")
    values = value if isinstance(value, list) else [value]
    return tuple(item for item in values if isinstance(item, str))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return next((text for text in map(_text, value) if text), "")
    return ""


def _summary(things: list[Thing], outline: Outline) -> Structured:
    content = [thing for thing in things if any(kind.endswith(_CONTENT) for kind in _types(thing))] or things
    pick = lambda key: next((text for text in (_text(thing.get(key)) for thing in content) if text), "")  # noqa: E731
    authors = [_text(thing.get("author")) for thing in content]
    return Structured(
        types=tuple(dict.fromkeys(kind for thing in things for kind in _types(thing))),
        headline=pick("headline") or outline.meta("og:title"),
        authors=tuple(dict.fromkeys(name for name in authors if name)),
        publisher=pick("publisher"),
        published=pick("datePublished"),
        modified=pick("dateModified"),
        same_as=tuple(dict.fromkeys(text for thing in things for text in _texts(thing.get("sameAs")))),
        emails=tuple(dict.fromkeys(text for thing in things for text in _texts(thing.get("email")))),
        site_name=outline.meta("og:site_name"),
    )


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]
