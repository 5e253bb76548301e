"""Addresses that lead nowhere: calendars, facets, sessions, endless pagination, repeating paths, files and machinery.

Judged from the address alone, before anything is fetched. Each refusal is a sentence, so that a person can see why a
page was never visited.
"""

import re
from functools import lru_cache
from itertools import pairwise
from urllib.parse import parse_qsl

from linkfinder import urls
from linkfinder.discovery.address_words import bare, path_of, segments_of, words

MAX_SEGMENTS = 12
"""Pages that people made lie at most five or six folders deep; twelve leaves room for odd systems."""

MAX_PARAMETERS = 4
"""`?option=content&view=article&id=7&lang=en` is a page of an old system; more parameters are a filter."""

MAX_LIST_PAGE = 10
"""Ten pages of a list hold its newest hundred entries; older ones are reached through sitemaps."""

ENTRIES = 10  # of a list page, so that an offset can be told as a page
SAME_SEGMENT = 3
"""A path that names the same folder three times is made by a wrong relative link."""

KEPT = 20_000
"""Answers kept: a menu's addresses stand on every page of a site."""

_NUMBER = re.compile(r"\d{1,9}")
_DATE = re.compile(r"\d{1,4}([-/.]\d{1,2}){0,2}")
_SESSION = re.compile(r"(?=[^/]*\d)(?=[^/]*[a-f])[0-9a-f]{24,128}", re.IGNORECASE)
_INNER_NAME = re.compile(r"[^a-z0-9_-].*", re.DOTALL)  # filter[color] is filter

_NUMBERED = re.compile(r"(?=[a-f]{0,64}\d)[0-9a-f]{8,64}|\d{1,64}", re.IGNORECASE)
VARIES = "#"
"""Stands for what varies in a shape; no canonical address holds it."""

_Names = list[tuple[str, str]]


@lru_cache(maxsize=KEPT)
def trap_reason(url: str) -> str:
    """Return why an address is not worth a fetch, or an empty string."""
    segments, names = _parts(url)
    return (
        _in_file(segments)
        or _in_path(segments)
        or _in_calendar(segments, names)
        or _in_query(names)
        or _in_list(_page_number(segments, names))
    )


def list_page(url: str) -> int:
    """Return which page of a list an address is: 2 for `/blog/page/2/` and `?page=2`, 1 when it is none."""
    return _page_number(*_parts(url))


def shape_of(url: str) -> str:
    """Return what an address has in common with those that differ from it in numbers, values or the host's first names.

    What varies is written #: `teeth.example/rota?turn=#`, `#.teeth.example/`. An address without # is the only one of
    its shape.
    """
    address, _, query = urls.canonical(url).partition("?")
    site = urls.site_of(url)
    is_inner = urls.host_of(url).removeprefix("www.") != site
    values = "&".join(f"{pair.partition('=')[0]}={VARIES}" for pair in query.split("&")) if query else ""
    path = _NUMBERED.sub(VARIES, path_of(address))
    return f"{f'{VARIES}.' if is_inner else ''}{site}{path}{f'?{values}' if values else ''}"


def _parts(url: str) -> tuple[list[str], _Names]:
    address, _, query = urls.canonical(url).partition("?")
    pairs = parse_qsl(query, keep_blank_values=True) if query else ()
    return segments_of(path_of(address)), [(_INNER_NAME.sub("", name.lower()), value) for name, value in pairs]


def _in_file(segments: list[str]) -> str:
    suffix = segments[-1].rpartition(".")[2] if segments and "." in segments[-1] else ""
    return f"a file ({suffix}), not a page" if suffix in words("files") else ""


def _in_path(segments: list[str]) -> str:
    nothing = next((part for part in (*segments[:1], *segments[-1:]) if bare(part) in words("nothing")), "")
    if nothing:
        return f"nothing to find behind {nothing}"
    if len(segments) > MAX_SEGMENTS:
        return f"a path of {len(segments)} folders"
    if len(segments) >= SAME_SEGMENT and _repeats(segments):
        return "a path that repeats itself"
    return "a session in the path" if any(_SESSION.fullmatch(part) for part in segments) else ""


def _repeats(segments: list[str]) -> bool:
    """Tell whether a folder stands three times, or two and more twice in a row: /shop/shoes/shop/shoes."""
    return any(segments.count(part) >= SAME_SEGMENT for part in segments) or any(
        segments[at : at + size] == segments[at + size : at + 2 * size]
        for size in range(2, len(segments) // 2 + 1)
        for at in range(len(segments) - 2 * size + 1)
    )


def _in_calendar(segments: list[str], names: _Names) -> str:
    is_calendar = any(part in words("calendar_folders") for part in segments)
    last = [part for part in segments if part not in words("calendar_views")][-1:]
    is_day = is_calendar and any(_DATE.fullmatch(part) for part in last)  # what has a name is an event, and no day
    is_asked = any(name in words("calendar_parameters") and _DATE.fullmatch(value) for name, value in names)
    return "a day of a calendar" if is_day or is_asked else ""


def _in_query(names: _Names) -> str:
    if len(names) > MAX_PARAMETERS:
        return f"a filter with {len(names)} parameters"
    for name, value in names:
        if name in words("facets"):
            return f"the same list, sorted or filtered ({name})"
        if name in words("machinery"):
            return f"machinery, not a page ({name})"
        if _SESSION.fullmatch(value):
            return f"a session in the address ({name})"
    return ""


def _in_list(page: int) -> str:
    return f"page {page} of a list" if page > MAX_LIST_PAGE else ""


def _page_number(segments: list[str], names: _Names) -> int:
    pairs = [(name, int(value)) for name, value in (*names, *pairwise(segments)) if _NUMBER.fullmatch(value)]
    pages = [value for name, value in pairs if name in words("pages")]
    offsets = [value // ENTRIES + 1 for name, value in pairs if name in words("offsets")]
    return max(pages + offsets, default=1)
