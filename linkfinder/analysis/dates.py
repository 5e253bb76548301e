"""When a page was published and changed, each with the source it came from.

Sources are asked in the order of how often they are right: the page's metadata, its address,
the elements that are marked as dates, and last what stands written near the heading. Attribute values are parsed by
python-dateutil with two defaults and kept only where both agree, so that an incomplete date is no date.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil import parser
from selectolax.lexbor import LexborNode

from linkfinder.analysis.date_labels import CHANGED, PUBLISHED, DateLabel, is_in_dated_list, label_of
from linkfinder.analysis.tree import Outline, RawTime
from linkfinder.model.page import Block, BlockRole, FoundDate, Place, StructuredData
from linkfinder.text.written_dates import first_date

_EARLIEST = date(1995, 1, 1)  # before there were pages with dates
_ZONES = timedelta(days=1)  # it may be tomorrow where the page was written
_ONE, _OTHER = datetime(2001, 2, 3), datetime(2004, 8, 17)  # noqa: DTZ001 - two defaults that agree in no field
_ISO = re.compile(r"\s*((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?!\d)")
_ZONE_NAME = re.compile(
    r"(?<=\d)\s{1,3}(?:[AP]M\s)?(?:(?:US|U\.S\.|Central|Eastern|Western|Mountain|Pacific|Atlantic|Alaska|Hawaii|Greenwich|"
    r"British|Irish|Moscow|India|China|Japan|Korea|Australian|European|Indochina|Mean|Standard|Daylight|Summer|Time|"
    r"Coordinated|Universal|Local)\b\s{0,3}){1,5}",
    re.IGNORECASE,
)
_LENGTHS = range(8, 60)  # characters: from 1.1.2001 to a date with weekday, time and zone in words
_URL_DATE = re.compile(
    r"[/_=-]((?:19|20)\d\d)(?:[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))"
    r"(?=[/._?&-]|$)"
)
_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "publish-date", "publish_date", "pubdate",
    "publishdate", "publishedtime", "published_time", "article.published", "article:published", "date.published",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "dc:date",
    "citation_publication_date", "citation_online_date", "citation_date", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "originalpublicationdate", "rnews:datepublished", "article_date_original",
    "article:post_date", "releasedate", "release_date", "date", "datecreated", "created", "article.created",
    "prism.publicationdate", "shareaholic:article_published_time", "bt:pubdate", "vr:published_time", "pub_date",
    "date_published", "published-date", "published_at", "publication_date", "gentics.date",
    "dcsext.articlefirstpublished",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "dc.date.modified", "lastmod",
    "last-modified", "last_modified", "revised", "revision_date", "date.modified", "article.updated", "updated_time",
    "modified_time", "dateupdated", "shareaholic:article_modified_time",
)  # fmt: skip
_JSON_DATE = re.compile(
    r'"(?:datePublished|date_published|publishedAt|published_at|publishDate|publish_date|firstPublished|'
    r'articlePublished)\\?"\s{0,3}:\s{0,3}\\?"((?:19|20)\d\d-[01]\d-[0-3]\d)'
)
_JSON_STEM = "ublish"
_JSON_BEFORE, _JSON_AFTER = 20, 40  # characters around the stem in which the name and its date stand
_JSON_LD = "ld+json"
_MAX_JSON_LD = 100_000  # characters of a JSON-LD script before a date; real ones have a tenth
_MAX_TAG = 300  # characters of a script's start tag
_MAX_STEMS = 50  # places looked at: data about the page come before data about others
_DATED = (
    '[itemprop~="datePublished"],[property~="datePublished"],[property="dc:date dc:created"],'
    '[class*="date" i],[class*="publish" i],[class*="posted" i],[class*="time" i],[class*="byline" i],'
    '[class*="submitted" i],[class*="created" i],[class*="meta" i],[id*="date" i]'
)
_MAX_TIMES = 60  # time elements whose labels are read
_MAX_DATED = 60  # elements looked at; the article's own date stands among the first
_MAX_DATED_TEXT = 150  # characters: a byline, no paragraph
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR = re.compile(r"\d\.\d\d?\.\d\d")
_NEAR = sorted(range(-6, 16), key=abs)  # blocks before and after the heading in which bylines stand, nearest first
_BYLINE = 160  # characters of a block that may be one
_DATELINE = 40  # characters at the start of a paragraph: "Vienna, 3 May 2020 -"
_LONELY = 60  # characters of a block that is little else than a date
_BESIDE = (-4, -3, -2, -1, 1, 2, 3, 4)  # blocks before and after a line of a list in which two others stand
_MIN_LINES = 2  # dated lines beside another that are no list items: a byline may be repeated once
_OFF_TOPIC = frozenset({Place.COMMENT, Place.SIDEBAR, Place.NAV, Place.FOOTER})


@dataclass(frozen=True, slots=True)
class DateReader:
    """How dates are read on one page: its language, the order of numbers, and the last day that can be true."""

    language: str = ""
    month_first: bool = False
    latest: date | None = None

    def accepts(self, day: date) -> bool:
        """Tell whether a page can have been written on that day."""
        return day >= _EARLIEST and (self.latest is None or day <= self.latest + _ZONES)

    def of_value(self, text: str) -> date | None:
        """Return the day that an attribute value names, or None when it is incomplete, impossible or no date."""
        iso = _ISO.match(text)
        day = _date(*map(int, iso.groups())) if iso else None
        if day is None and len(text.strip()) in _LENGTHS and any(map(str.isdigit, text)):
            day = first_date(text, self.language, month_first=self.month_first) or _of_dateutil(text)
        return day if day is not None and self.accepts(day) else None

    def of_text(self, text: str) -> date | None:
        """Return the first complete date that a text names, or None."""
        day = first_date(text, self.language, month_first=self.month_first)
        return day if day is not None and self.accepts(day) else None


@dataclass(frozen=True, slots=True)
class DatedBlocks:
    """The blocks that may hold a date, by their index on the page, and the index of the page's main heading."""

    blocks: Mapping[int, Block]
    heading: int = 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_dateutil(text: str) -> date | None:
    text = _ZONE_NAME.sub(" ", text)  # dateutil knows "CEST" and refuses a zone in words
    try:
        one, other = (parser.parse(text, default=default, ignoretz=True).date() for default in (_ONE, _OTHER))
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return one if one == other else None


def published(
    outline: Outline, structured: StructuredData, url: str, dated: DatedBlocks, reading: DateReader
) -> FoundDate | None:
    """Return the day of publication from the most trustworthy source that names one, or None."""
    return (
        _of_machines(outline, structured, url, reading)
        or _of_times(outline, reading)
        or (_of_marked(outline, reading) if dated.blocks else None)
        or _of_worded(dated.blocks.values(), reading)
        or _of_byline(dated, reading)
        or _of_scripts(outline, reading)
    )


def modified(outline: Outline, structured: StructuredData, dated: DatedBlocks, reading: DateReader) -> FoundDate | None:
    """Return the day of the last change, where the page names it."""
    values = [(structured.modified, f"{_syntax(outline)} dateModified")] if structured.modified else []
    for value, source in (*values, *_metas(outline, _MODIFIED)):
        day = reading.of_value(value)
        if day is not None:
            return FoundDate(day, source)
    for time in outline.times[:_MAX_TIMES]:
        if time.region.place not in _OFF_TOPIC and label_of(time.node) is DateLabel.CHANGED:
            day = _of_node(time.node, reading)
            if day is not None:
                return FoundDate(day, "time element")
    for block in dated.blocks.values():
        found = CHANGED.search(block.text) if len(block.text) <= _BYLINE else None
        day = reading.of_text(block.text[found.start() :]) if found else None
        if day is not None:
            return FoundDate(day, "text")
    return None


def find_dated(blocks: Sequence[Block | None], heading: int) -> DatedBlocks:
    """Return the blocks in whose first characters a complete date may stand; `heading` is the main heading's index."""
    return DatedBlocks({at: block for at, block in enumerate(blocks) if block and _may_be_dated(block.text)}, heading)


def _may_be_dated(text: str) -> bool:
    if ("20" in text or "19" in text) and _YEAR.search(text, 0, _BYLINE):
        return True
    return len(text) <= _LONELY and "." in text and _SHORT_YEAR.search(text) is not None


def _of_machines(outline: Outline, structured: StructuredData, url: str, reading: DateReader) -> FoundDate | None:
    """Return the date in the page's metadata; where its address names the day before or after, that of the address."""
    address = _URL_DATE.search(url)
    in_url = reading.of_value("-".join(part.zfill(2) for part in address.groups() if part)) if address else None
    values = [(structured.published, f"{_syntax(outline)} datePublished")] if structured.published else []
    for value, source in (*values, *_metas(outline, _PUBLISHED)):
        day = reading.of_value(value)
        if day is not None:
            # Metadata often have the day in UTC; readers and addresses have the local day.
            return FoundDate(in_url if in_url and abs(in_url - day) == _ZONES else day, source)
    return FoundDate(in_url, "url") if in_url else None


def _syntax(outline: Outline) -> str:
    return "json-ld" if outline.json_ld else "microdata"


def _metas(outline: Outline, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        for value in outline.metas.get(name, ()):
            yield value, f"meta {name}"


def _of_times(outline: Outline, reading: DateReader) -> FoundDate | None:
    """Return the date of the first time element that stands with the text; those of a change are left out."""
    times = [time for time in outline.times if time.region.place not in _OFF_TOPIC or _is_published(time)]
    labelled = [(label_of(time.node), time) for time in times[:_MAX_TIMES]]
    for label, time in sorted(labelled, key=_rank_of_time):
        if label is DateLabel.CHANGED or (label is DateLabel.NONE and is_in_dated_list(time.node)):
            continue
        day = _of_node(time.node, reading)
        if day is not None:
            return FoundDate(day, "time element")
    return None


def _of_marked(outline: Outline, reading: DateReader) -> FoundDate | None:
    """Return the date of the first element whose class or property says that it holds one."""
    for node in outline.tree.css(_DATED)[:_MAX_DATED]:
        if outline.place_at(node) not in _OFF_TOPIC and not CHANGED.search(node.attributes.get("class") or ""):
            is_other = label_of(node) is DateLabel.CHANGED or is_in_dated_list(node)
            day = None if is_other else _of_node(node, reading)
            if day is not None:
                return FoundDate(day, "marked element")
    return None


def _rank_of_time(labelled: tuple[DateLabel, RawTime]) -> tuple[bool, bool]:
    label, time = labelled
    is_published = label is DateLabel.PUBLISHED or "publish" in _marks(time) or "pubdate" in time.attributes
    return (label is DateLabel.NONE and bool(CHANGED.search(_marks(time))), not is_published)


def _is_published(time: RawTime) -> bool:
    """Tell whether a time in a footer is the page's own: one in a comment or a sidebar never is."""
    return time.region.place is Place.FOOTER and "publish" in _marks(time)


def _marks(time: RawTime) -> str:
    return f"{time.attributes.get('itemprop') or ''} {time.attributes.get('class') or ''}".lower()


def _of_node(node: LexborNode, reading: DateReader) -> date | None:
    attributes = node.attributes
    for name in ("datetime", "content", "title", "data-date", "data-datetime", "data-published"):
        value = attributes.get(name)
        day = reading.of_value(value) if value else None
        if day is not None:
            return day
    text = " ".join(node.text(separator=" ").split())
    if len(text) > _MAX_DATED_TEXT:
        return None
    changed = CHANGED.search(text)
    return reading.of_text(text[: changed.start()] if changed and changed.start() else text)


def _of_worded(dated: Iterable[Block], reading: DateReader) -> FoundDate | None:
    """Return a date that a block introduces by "published on" or the like, wherever it stands but in comments."""
    for block in dated:
        if len(block.text) <= _BYLINE and block.place is not Place.COMMENT:
            found = PUBLISHED.search(block.text)
            day = reading.of_text(block.text[found.start() :]) if found else None
            if day is not None:
                return FoundDate(day, "text")
    return None


def _of_byline(dated: DatedBlocks, reading: DateReader) -> FoundDate | None:
    """Return a date that stands in a short line near the page's heading, or at the very start of its text."""
    for at in (dated.heading + step for step in _NEAR):
        block = dated.blocks.get(at)
        if block is None or block.place is Place.COMMENT or _is_in_list(dated, block, at):
            continue
        text = block.text if len(block.text) <= _BYLINE else block.text[:_DATELINE]
        day = None if CHANGED.search(text) else reading.of_text(text)
        if day is not None:
            return FoundDate(day, "byline")
    return None


def _is_in_list(dated: DatedBlocks, block: Block, at: int) -> bool:
    """Tell whether a block is one of several short dated lines: a list of other pages or of events."""
    around = (dated.blocks.get(at + step) for step in _BESIDE)
    lines = (line for line in around if line is not None and line.role is block.role and len(line.text) <= _LONELY)
    count = sum(not (CHANGED.search(line.text) or PUBLISHED.search(line.text)) for line in lines)
    return count >= (1 if block.role is BlockRole.LIST_ITEM else _MIN_LINES)


def _of_scripts(outline: Outline, reading: DateReader) -> FoundDate | None:
    """Return the first date that a script's data call the day of publication."""
    html = outline.html
    at = html.find(_JSON_STEM)
    for _ in range(_MAX_STEMS):
        if at < 0:
            return None
        # The reader of structured data has seen JSON-LD: a date that it did not take is that of another page.
        is_read = (
            outline.json_ld and _JSON_LD in html[html.rfind("<script", max(at - _MAX_JSON_LD, 0), at) : at][:_MAX_TAG]
        )
        found = None if is_read else _JSON_DATE.search(html, max(at - _JSON_BEFORE, 0), at + _JSON_AFTER)
        day = reading.of_value(found.group(1)) if found else None
        if day is not None:
            return FoundDate(day, "script")
        at = html.find(_JSON_STEM, at + 1)
    return None
