"""When a page was published and changed, each with the source it came from."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from dateutil import parser

from linkfinder.analysis.tree import Outline
from linkfinder.model.page import FoundDate, Structured

_EARLIEST = date(1995, 1, 1)  # before the web had pages with dates
_ONE, _OTHER = datetime(2001, 2, 3), datetime(2004, 8, 17)  # noqa: DTZ001 - two defaults that agree in no field
_URL_DATE = re.compile(r"/(199\d|20\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/._-]|$)")
_PUBLISHED = frozenset(
    {"article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate",
     "publishdate", "publish-date", "og:published_time", "sailthru.date", "parsely-pub-date", "dc.date.created",
     "citation_publication_date", "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate"}
)  # fmt: skip
_MODIFIED = frozenset({"article:modified_time", "datemodified", "lastmod", "last-modified", "dcterms.modified",
                       "og:updated_time", "revision_date"})  # fmt: skip


def parse_date(text: str, latest: date | None = None) -> date | None:
    """Return the day that an attribute value names, or None when it is incomplete, in the future or before 1995."""
    text = text.strip()
    if not 8 <= len(text) <= 40 or not any(map(str.isdigit, text)):  # noqa: PLR2004 - "1.1.2001" to RFC 2822
        return None
    try:
        one, other = parser.parse(text, default=_ONE), parser.parse(text, default=_OTHER)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    day = one.date()
    if day != other.date() or day < _EARLIEST or (latest is not None and day > latest):
        return None
    return day


def published(outline: Outline, structured: Structured, url: str, latest: date | None) -> FoundDate | None:
    """Return the day of publication from the most trustworthy source that names one."""
    return _first(_publication_candidates(outline, structured, url), latest)


def modified(outline: Outline, structured: Structured, latest: date | None) -> FoundDate | None:
    """Return the day of the last change, where the page says so to machines."""
    candidates = [(structured.modified, "json-ld dateModified"), *_metas(outline, _MODIFIED)]
    return _first(iter(candidates), latest)


def _publication_candidates(outline: Outline, structured: Structured, url: str) -> Iterator[tuple[str, str]]:
    yield structured.published, "json-ld datePublished"
    yield from _metas(outline, _PUBLISHED)
    for time in outline.times:
        yield time.attributes.get("datetime") or "", "time element"
    found = _URL_DATE.search(url)
    if found:
        yield "-".join(found.groups()), "url"


def _metas(outline: Outline, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    for meta in outline.metas:
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in names:
            yield meta.get("content") or "", f"meta {name}"


def _first(candidates: Iterator[tuple[str, str]], latest: date | None) -> FoundDate | None:
    for text, source in candidates:
        day = parse_date(text, latest) if text else None
        if day is not None:
            return FoundDate(day, source)
    return None
