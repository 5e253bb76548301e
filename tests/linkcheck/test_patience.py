from datetime import UTC, datetime

import pytest

from linkfinder.linkcheck.exchange import Answer
from linkfinder.linkcheck.patience import DEFAULT, LONGEST, pause_after, read_retry_after

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
URL = "http://clinic.example/guide"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 1),
        ("1000000000", LONGEST),
        ("9" * 500, LONGEST),
        ("Mon, 02 Mar 2026 07:01:30 GMT", 90),
        ("Mon, 02 Mar 2026 07:01:30", 90),
        ("Mon, 02 Mar 2026 06:00:00 GMT", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
        ("Mon, 99 Foo 2026 07:01:30 GMT", DEFAULT),
        ("-5", DEFAULT),
        ("1.5", DEFAULT),
        ("soon", DEFAULT),
        ("\u0661\u0662", DEFAULT),
        ("", DEFAULT),
    ],
)
def test_a_wish_for_peace_is_read_and_bounded(value: str, seconds: int) -> None:
    assert read_retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {}, DEFAULT),
        (429, {"retry-after": "60"}, 60),
        (503, {"retry-after": "60"}, 60),
        (503, {}, 0),
        (404, {"retry-after": "60"}, 0),
        (301, {"retry-after": "60"}, 0),
        (429, {"x-vercel-mitigated": "challenge"}, 0),
    ],
)
def test_only_those_who_ask_for_peace_get_it(status: int, headers: dict[str, str], seconds: int) -> None:
    assert pause_after(Answer(URL, status, headers), NOW) == seconds
