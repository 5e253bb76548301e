from datetime import UTC, datetime

import pytest

from linkfinder.linkcheck.host_pause import DEFAULT_PAUSE, pause_after
from linkfinder.net.exchange import HttpResponse

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
URL = "http://clinic.example/guide"


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {}, DEFAULT_PAUSE),
        (429, {"retry-after": "60"}, 60),
        (429, {"retry-after": "soon"}, DEFAULT_PAUSE),
        (429, {"retry-after": "Mon, 02 Mar 2026 07:01:30 +" + "6" * 20}, DEFAULT_PAUSE),
        (429, {"retry-after": "Mon, 02 Mar 2026 07:01:30 GMT"}, 90),
        (503, {"retry-after": "60"}, 60),
        (503, {}, 0),
        (404, {"retry-after": "60"}, 0),
        (301, {"retry-after": "60"}, 0),
        (429, {"x-vercel-mitigated": "challenge"}, 0),
    ],
)
def test_only_those_who_ask_for_peace_get_it(status: int, headers: dict[str, str], seconds: int) -> None:
    assert pause_after(HttpResponse(URL, status, headers), NOW) == seconds
