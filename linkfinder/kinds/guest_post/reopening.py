"""Dates in notices: from when on a site takes guest posts again, as in `until May` or `check back next year`."""

import re
from datetime import date

from linkfinder.kinds.statements import Statement
from linkfinder.text.months import named_month
from linkfinder.text.phrase_groups import Group

_NAMED_DATE = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+|of\s+)?)?(\w{3,})\.?,?(?:\s+(\d{1,2}),)?(?:\s+(?:de\s+)?(20\d\d))?"
)
_ISO_DATE = re.compile(r"\b(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](20\d\d)\b")
_NUMBERED_MONTH = re.compile(r"(?:(20\d\d)\s?[年년]\s?)?\b(\d{1,2})\s?[月월]|thang (\d{1,2})\b")


def date_in(statement: Statement, today: date) -> date | None:
    """Return the day a statement names, relative words counted from `today`; a month without a year is the next one."""
    if statement.says(Group.NEXT_MONTH):
        return _month_start(today, today.month % 12 + 1, None)
    if statement.says(Group.NEXT_YEAR):
        return date(today.year + 1, 1, 1)
    text = statement.folded
    if found := _ISO_DATE.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.search(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    return _named_day(statement, today) or _numbered_month(text, today)


def _named_day(statement: Statement, today: date) -> date | None:
    ends = {hit.end + 1 for hit in statement.of(Group.REOPEN)}
    for found in _NAMED_DATE.finditer(statement.folded):
        month = named_month(found[2])
        # `may` and `mars` are words too: short names need a day, a year or an `until` before them.
        is_sure = len(found[2]) > len("mars") or found[1] or found[4] or found.start() in ends
        if month is None or not is_sure:
            continue
        day = int(found[1] or found[3] or 1)
        year = int(found[4]) if found[4] else None
        start = _month_start(today, month, year)
        return _day(start.year, month, day) or start
    return None


def _numbered_month(text: str, today: date) -> date | None:
    found = _NUMBERED_MONTH.search(text)
    number = int(found[2] or found[3]) if found else 0
    if not found or not 1 <= number <= len("JFMAMJJASOND"):
        return None
    return _month_start(today, number, int(found[1]) if found[1] else None)


def _month_start(today: date, month: int, year: int | None) -> date:
    if year is None:
        year = today.year if month > today.month else today.year + 1
    return date(year, month, 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
