"""The parts of the made-up internet that are built on request: a calendar without end, and a very large page."""

import hashlib
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

_HUGE_PARAGRAPHS = 12_000
"""Makes about 6 MB: more than any page worth reading, little enough to build in a moment."""


def calendar_page(target: str) -> str:
    """Return the calendar's HTML for a path such as `/calendar?day=2030-01-01`: always with further days to go to.

    Each link carries another session id, as badly written calendars do; nothing on it is worth a visit.
    """
    day = _requested_day(target)
    rows = "".join(_calendar_row(day + timedelta(days=step)) for step in range(1, 8))
    last, following = day - timedelta(days=7), day + timedelta(days=7)
    return (
        f'<!doctype html><html lang="en"><head><title>Dental courses, week of {day}</title></head><body>'
        f"<h1>Dental courses, week of {day}</h1><p>No course about dental care is booked for these days yet.</p>"
        f'<table>{rows}</table><p><a href="{_calendar_url(last)}">Earlier</a> '
        f'<a href="{_calendar_url(following)}">Later</a></p>'
        "</body></html>"
    )


def huge_page() -> str:
    """Return a page of about 6 MB: every order of a dental supply shop since it opened."""
    line = (
        "<p>Order {number}: one box of dental floss, mint, posted within two days, no comment by the buyer, {code}.</p>"
    )
    rows = (line.format(number=number, code="0" * 400) for number in range(_HUGE_PARAGRAPHS))
    return "<!doctype html><html lang=en><title>All orders</title><h1>All orders</h1>" + "\n".join(rows) + "</html>"


def _requested_day(target: str) -> date:
    try:
        return date.fromisoformat(parse_qs(urlsplit(target).query)["day"][0])
    except (KeyError, ValueError):
        return date(2030, 1, 7)


def _calendar_row(day: date) -> str:
    return f'<tr><td><a href="{_calendar_url(day)}">{day}</a></td><td>free</td></tr>'


def _calendar_url(day: date) -> str:
    session = hashlib.sha256(day.isoformat().encode()).hexdigest()[:12]
    return f"/calendar?day={day.isoformat()}&amp;s={session}"
