"""Addresses that lead nowhere: calendars, facets, sessions, endless pagination, repeating paths, files and machinery.

Judged from the address alone, before anything is fetched. Each refusal is a sentence, so that a person can see why a
page was never visited.
"""

import re
from functools import lru_cache
from itertools import pairwise
from urllib.parse import parse_qsl

from linkfinder import urls
from linkfinder.data.address_words import address_words
from linkfinder.frontier.url_parts import path_and_query, path_segments, without_extension

_MAX_SEGMENTS = 12
"""Pages that people made lie at most five or six folders deep; twelve allows for unusual systems."""

_MAX_PARAMETERS = 4
"""`?option=content&view=article&id=7&lang=en` is a page of an old system; more parameters are a filter."""

_MAX_LIST_PAGE = 10
"""Ten pages of a list hold its newest hundred entries; older ones are reached through sitemaps."""

_ENTRIES_PER_LIST_PAGE = 10  # of a list page, so that an offset can be turned into a page
_MAX_SAME_SEGMENT = 3
"""A path that names the same folder three times is made by a wrong relative link."""

_CACHE_SIZE = 20_000
"""Answers kept: a menu's addresses stand on every page of a site."""

_NUMBER = re.compile(r"\d{1,9}")
_DATE = re.compile(r"\d{1,4}([-/.]\d{1,2}){0,2}")
_SESSION = re.compile(r"(?=[^/]*\d)(?=[^/]*[a-f])[0-9a-f]{24,128}", re.IGNORECASE)
_INNER_NAME = re.compile(r"[^a-z0-9_-].*", re.DOTALL)  # filter[color] is filter

_NUMBERED = re.compile(r"(?=[a-f]{0,64}\d)[0-9a-f]{8,64}|\d{1,64}", re.IGNORECASE)
VARIABLE_PART = "#"
"""Stands for what varies in a URL pattern; no canonical address holds it."""

_Parameters = list[tuple[str, str]]


@lru_cache(maxsize=_CACHE_SIZE)
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


def list_page_number(url: str) -> int:
    """Return which page of a list an address is: 2 for `/blog/page/2/` and `?page=2`, 1 when it is none."""
    return _page_number(*_parts(url))


def url_pattern_of(url: str) -> str:
    """Return what an address has in common with those that differ from it in numbers, values or the host's first names.

    What varies is written #: `teeth.example/rota?turn=#`, `#.teeth.example/`. An address without # is the only one of
    its pattern.
    """
    address, _, query = urls.canonical(url).partition("?")
    site = urls.site_of(url)
    is_inner = urls.host_of(url).removeprefix("www.") != site
    values = "&".join(f"{pair.partition('=')[0]}={VARIABLE_PART}" for pair in query.split("&")) if query else ""
    path = _NUMBERED.sub(VARIABLE_PART, path_and_query(address))
    return f"{f'{VARIABLE_PART}.' if is_inner else ''}{site}{path}{f'?{values}' if values else ''}"


def _parts(url: str) -> tuple[list[str], _Parameters]:
    address, _, query = urls.canonical(url).partition("?")
    pairs = parse_qsl(query, keep_blank_values=True) if query else ()
    return path_segments(path_and_query(address)), [(_INNER_NAME.sub("", name.lower()), value) for name, value in pairs]


def _in_file(segments: list[str]) -> str:
    suffix = segments[-1].rpartition(".")[2] if segments and "." in segments[-1] else ""
    return f"a file ({suffix}), not a page" if suffix in address_words("files") else ""


def _in_path(segments: list[str]) -> str:
    nothing = next(
        (part for part in (*segments[:1], *segments[-1:]) if without_extension(part) in address_words("nothing")), ""
    )
    if nothing:
        return f"nothing to find behind {nothing}"
    if len(segments) > _MAX_SEGMENTS:
        return f"a path of {len(segments)} folders"
    if len(segments) >= _MAX_SAME_SEGMENT and _repeats(segments):
        return "a path that repeats itself"
    return "a session in the path" if any(_SESSION.fullmatch(part) for part in segments) else ""


def _repeats(segments: list[str]) -> bool:
    """Tell whether a folder stands three times, or two and more twice in a row: /shop/shoes/shop/shoes."""
    return any(segments.count(part) >= _MAX_SAME_SEGMENT for part in segments) or any(
        segments[at : at + size] == segments[at + size : at + 2 * size]
        for size in range(2, len(segments) // 2 + 1)
        for at in range(len(segments) - 2 * size + 1)
    )


def _in_calendar(segments: list[str], names: _Parameters) -> str:
    is_calendar = any(part in address_words("calendar_folders") for part in segments)
    last = [part for part in segments if part not in address_words("calendar_views")][-1:]
    is_day = is_calendar and any(_DATE.fullmatch(part) for part in last)  # what has a name is an event, and no day
    is_asked = any(name in address_words("calendar_parameters") and _DATE.fullmatch(value) for name, value in names)
    return "a day of a calendar" if is_day or is_asked else ""


def _in_query(names: _Parameters) -> str:
    if len(names) > _MAX_PARAMETERS:
        return f"a filter with {len(names)} parameters"
    for name, value in names:
        if name in address_words("facets"):
            return f"the same list, sorted or filtered ({name})"
        if name in address_words("machinery"):
            return f"machinery, not a page ({name})"
        if _SESSION.fullmatch(value):
            return f"a session in the address ({name})"
    return ""


def _in_list(page: int) -> str:
    return f"page {page} of a list" if page > _MAX_LIST_PAGE else ""


def _page_number(segments: list[str], names: _Parameters) -> int:
    pairs = [(name, int(value)) for name, value in (*names, *pairwise(segments)) if _NUMBER.fullmatch(value)]
    pages = [value for name, value in pairs if name in address_words("pages")]
    offsets = [value // _ENTRIES_PER_LIST_PAGE + 1 for name, value in pairs if name in address_words("offsets")]
    return max(pages + offsets, default=1)
