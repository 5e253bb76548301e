"""Archived copies of dead pages: URLs of the Wayback Machine's availability and CDX interfaces, and their responses.

Shapes: https://archive.org/help/wayback_api.php and the CDX server's own documentation. Both are free, want
one request a second at most, and answer 429 to more. Nothing is fetched here.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

WAYBACK_AVAILABILITY_URL = "https://archive.org/wayback/available"
WAYBACK_CDX_URL = "https://web.archive.org/cdx/search/cdx"

_STAMP = "%Y%m%d%H%M%S"
_MAX_BODY = 1_000_000
_WRITTEN = "%:/?#[]@!$&'()*+,;=|"  # reserved characters of a URL (RFC 3986), which must stay as they were archived


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """An archived copy: its URL, and when it was taken (UTC)."""

    url: str
    taken: datetime


def availability_url(url: str) -> str:
    """Return the URL whose response names the newest archived copy of `url`."""
    return f"{WAYBACK_AVAILABILITY_URL}?{urlencode({'url': url})}"


def read_availability(body: bytes) -> ArchivedCopy | None:
    """Return the copy that an availability response names, or None when it names none or cannot be read."""
    closest = _object(_object(_json(body)).get("archived_snapshots")).get("closest")
    found = _object(closest)
    if not found.get("available") or str(found.get("status", "")) != "200":
        return None
    address = str(found.get("url", ""))
    return _archived_copy(f"https://{address.removeprefix('http://').removeprefix('https://')}", found.get("timestamp"))


def last_alive_url(url: str) -> str:
    """Return the URL whose response names the last copy of `url` that was archived with status 200."""
    fields = {"url": url, "output": "json", "fl": "timestamp,original", "filter": "statuscode:200", "limit": "-1"}
    return f"{WAYBACK_CDX_URL}?{urlencode(fields)}"


def read_last_alive(body: bytes) -> ArchivedCopy | None:
    """Return the copy that a CDX response names (a header row and one row), or None when it names none."""
    rows = _json(body)
    if not isinstance(rows, list) or len(rows) < 2 or not isinstance(rows[-1], list) or len(rows[-1]) < 2:  # noqa: PLR2004
        return None
    timestamp, original = rows[-1][:2]
    return _archived_copy(f"https://web.archive.org/web/{timestamp}/{original}", timestamp)


def raw_copy_url(snapshot: ArchivedCopy) -> str:
    """Return the URL of the archived HTML as it was, without the archive's own banner."""
    head, stamp, original = snapshot.url.partition(snapshot.taken.strftime(_STAMP))
    return f"{head}{stamp}id_{quote(original, safe=_WRITTEN)}" if stamp else snapshot.url


def _archived_copy(url: str, timestamp: object) -> ArchivedCopy | None:
    try:
        taken = datetime.strptime(str(timestamp), _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return ArchivedCopy(url, taken) if url.startswith("https://web.archive.org/") else None


def _json(body: bytes) -> object:
    try:
        return json.loads(body[:_MAX_BODY])
    except (ValueError, RecursionError):
        return None


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
