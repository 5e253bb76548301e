"""What a dead page used to be: the Wayback Machine's availability and CDX interfaces. Says what to ask, reads answers.

Shapes: https://archive.org/help/wayback_api.php and the CDX server's own documentation. Both are free, ask for patience
(one request a second at most) and answer 429 when they run out of it. Nothing is fetched here.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

WAYBACK_AVAILABILITY_URL = "https://archive.org/wayback/available"
WAYBACK_CDX_URL = "https://web.archive.org/cdx/search/cdx"

_STAMP = "%Y%m%d%H%M%S"
_MAX_BODY = 1_000_000
_WRITTEN = "%:/?#[]@!$&'()*+,;=|"  # marks of an address (RFC 3986), which have to stay as they were saved


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """A saved copy: where it can be seen, and when it was taken (UTC)."""

    url: str
    taken: datetime


def availability_url(url: str) -> str:
    """Return the address that tells the newest saved copy of `url`."""
    return f"{WAYBACK_AVAILABILITY_URL}?{urlencode({'url': url})}"


def read_availability(body: bytes) -> ArchivedCopy | None:
    """Return the saved copy that an availability answer names, or None when there is none or it is no answer."""
    closest = _object(_object(_json(body)).get("archived_snapshots")).get("closest")
    found = _object(closest)
    if not found.get("available") or str(found.get("status", "")) != "200":
        return None
    address = str(found.get("url", ""))
    return _archived_copy(f"https://{address.removeprefix('http://').removeprefix('https://')}", found.get("timestamp"))


def last_alive_url(url: str) -> str:
    """Return the address that tells the last copy of `url` that was saved with status 200."""
    fields = {"url": url, "output": "json", "fl": "timestamp,original", "filter": "statuscode:200", "limit": "-1"}
    return f"{WAYBACK_CDX_URL}?{urlencode(fields)}"


def read_last_alive(body: bytes) -> ArchivedCopy | None:
    """Return the copy that a CDX answer names (a head row and one row), or None when it names none."""
    rows = _json(body)
    if not isinstance(rows, list) or len(rows) < 2 or not isinstance(rows[-1], list) or len(rows[-1]) < 2:  # noqa: PLR2004
        return None
    timestamp, original = rows[-1][:2]
    return _archived_copy(f"https://web.archive.org/web/{timestamp}/{original}", timestamp)


def raw_copy_url(snapshot: ArchivedCopy) -> str:
    """Return the address of the saved HTML as it was, without the archive's own banner."""
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
