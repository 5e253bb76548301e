"""Dates as people write them in running text, in the page's language; complete dates only.

"Page 12 of 30", version numbers and prices are no dates: a written date has a day, a month and a year of four digits,
or is a numeric date in one of the customary forms.
"""

# ruff: noqa: RUF001 (marks of many scripts)

import re
from collections.abc import Iterator
from datetime import date

from linkfinder.text.months import month_of

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH = r"(?P<month>[^\W\d_]{3,14})"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th|er|\.|º|ª|°|:?e|-?го)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d.,/:-]){_YEAR}[-/.](?P<m>0?[1-9]|1[0-2])[-/.]{_DAY}(?![\d/-]|\.\d)",
        rf"(?<![\d.,/:-])(?P<a>\d\d?)(?P<sep>[./-]) ?(?P<b>\d\d?)(?P=sep) ?{_YEAR}(?!\d|[-/.]\d)",
        r"(?<![\d.,/:-])(?P<a>\d\d?)\.(?P<b>\d\d?)\.(?P<yy>\d\d)(?![\d.])",
        rf"(?<![\d.,/:-]){_DAY}{_ORDINAL}[ -](?:de |of |d['’])?{_MONTH}\.?,?[ -](?:de |del |of )?'?{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}\.? (?:m\. )?{_MONTH}\.? {_DAY}(?!\d)",
        rf"(?<!\d){_YEAR} ?[年년] ?(?P<m>0?[1-9]|1[0-2]) ?[月월] ?{_DAY} ?[日일号]",
    )
)
_MONTH_FIRST = frozenset({"en", ""})  # British pages say so by their domain or their language tag
_DAY_FIRST_DOMAINS = (".uk", ".au", ".nz", ".ie", ".in", ".za", ".eu", ".sg", ".my", ".hk", ".pk", ".ng", ".ke")
_CENTURY = 2000
_MAX_TEXT = 400  # characters looked at: a date line is short, and a date deep in a text is the text's own


def is_month_first(language: str, tag: str, host: str) -> bool:
    """Tell whether 3/4/2020 is the fourth of March: on English pages that are not visibly British or the like."""
    region = tag.lower().replace("_", "-").partition("-")[2]
    if region:
        return region in {"us", "ph"}
    return language in _MONTH_FIRST and not host.endswith(_DAY_FIRST_DOMAINS)


def dates_in(text: str, language: str, *, month_first: bool) -> Iterator[tuple[int, date]]:
    """Yield position and day of every complete date in the first 400 characters of a text, pattern by pattern."""
    head = text[:_MAX_TEXT]
    for pattern in _PATTERNS:
        for found in pattern.finditer(head):
            day = _day(found.groupdict(), language, month_first=month_first)
            if day is not None:
                yield found.start(), day


def first_date(text: str, language: str, *, month_first: bool) -> date | None:
    """Return the first complete date of a text, or None."""
    found = min(dates_in(text, language, month_first=month_first), default=None, key=lambda hit: hit[0])
    return found[1] if found else None


def _day(parts: dict[str, str | None], language: str, *, month_first: bool) -> date | None:
    year = int(parts["y"] or 0) if parts.get("y") else _CENTURY + int(parts["yy"] or 0)
    if parts.get("a"):
        first, second = int(parts["a"] or 0), int(parts["b"] or 0)
        is_swapped = second > 12 or (month_first and parts.get("sep") == "/" and first <= 12)  # noqa: PLR2004 - months
        month, day = (first, second) if is_swapped else (second, first)
    else:
        word = parts.get("month")
        month = (month_of(word, language) or 0) if word else int(parts["m"] or 0)
        day = int(parts["d"] or 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None
