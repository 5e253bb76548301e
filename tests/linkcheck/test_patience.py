from datetime import UTC, datetime

import pytest

from linkfinder.linkcheck.exchange import Answer
from linkfinder.linkcheck.patience import DEFAULT, pause_after

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
URL = "http://clinic.example/guide"


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {}, DEFAULT),
        (429, {"retry-after": "60"}, 60),
        (429, {"retry-after": "soon"}, DEFAULT),
        (429, {"retry-after": "Mon, 02 Mar 2026 07:01:30 +" + "6" * 20}, DEFAULT),
        (429, {"retry-after": "Mon, 02 Mar 2026 07:01:30 GMT"}, 90),
        (503, {"retry-after": "60"}, 60),
        (503, {}, 0),
        (404, {"retry-after": "60"}, 0),
        (301, {"retry-after": "60"}, 0),
        (429, {"x-vercel-mitigated": "challenge"}, 0),
    ],
)
def test_only_those_who_ask_for_peace_get_it(status: int, headers: dict[str, str], seconds: int) -> None:
    assert pause_after(Answer(URL, status, headers), NOW) == seconds
