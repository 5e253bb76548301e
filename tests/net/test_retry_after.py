from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.net.retry_after import MAX_RETRY_AFTER, retry_after_seconds

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("90", 90),
        (" 90 ", 90),
        ("0", 1),
        ("000000000000000090", 90),
        ("1000000000", MAX_RETRY_AFTER),
        ("9" * 5000, MAX_RETRY_AFTER),
        ("Mon, 02 Mar 2026 07:01:30 GMT", 90),
        ("Mon, 02 Mar 2026 09:01:30 +0200", 90),
        ("Mon, 02 Mar 2026 07:01:30", 90),
        ("Monday, 02-Mar-26 07:01:30 GMT", 90),
        ("Mon, 02 Mar 2026 06:00:00 GMT", 1),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_AFTER),
        ("Fri, 31 Dec 9999 23:59:59 -2359", MAX_RETRY_AFTER),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 1),
    ],
)
def test_a_number_or_a_date_is_a_time_of_one_second_to_a_day(value: str, seconds: float) -> None:
    assert retry_after_seconds(value, NOW) == seconds


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "-5",
        "1.5",
        "1e3",
        "\u0661\u0662",
        "Mon, 99 Foo 2026 07:01:30 GMT",
        "Mon, 02 Mar 2026 07:01:30 +" + "9" * 15,
        "Mon, 02 Mar 2026 07:01:30 -" + "7" * 120,
        "Mon, 02 Mar 20260000000 07:01:30 GMT",
        "Mon, 02 Mar 2026 7000000000000:01:30 GMT",
        "Mon, " + "8" * 30 + " Mar 2026 07:01:30 GMT",
        "Mon, 02 Mar 2026 07:01:" + "5" * 5000,
        "Mon, " + ",".join("x" * 9_000),
    ],
)
def test_what_is_neither_is_no_wish_and_raises_nothing(value: str) -> None:
    assert retry_after_seconds(value, NOW) is None


@given(
    st.one_of(
        st.text(max_size=60),
        st.builds(
            "{}, {} {} {} {}:{}:{} {}".format,
            st.sampled_from(["Mon", "Sonntag", ""]),
            st.integers(-9, 10**20),
            st.sampled_from(["Mar", "Foo", "03"]),
            st.integers(-9, 10**20),
            st.integers(0, 10**12),
            st.integers(0, 99),
            st.integers(0, 10**12),
            st.one_of(st.just("GMT"), st.integers(-(10**20), 10**20).map("{:+}".format)),
        ),
    )
)
def test_whatever_a_server_says_is_a_time_within_bounds_or_none(value: str) -> None:
    asked = retry_after_seconds(value, NOW)
    assert asked is None or 1 <= asked <= MAX_RETRY_AFTER
