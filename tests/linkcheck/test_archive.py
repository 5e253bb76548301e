"""What the Wayback Machine answers, in the shapes that it documents."""

import json
from datetime import UTC, datetime

import pytest

from linkfinder.linkcheck.archive import (
    availability_url,
    last_alive_url,
    raw_copy_url,
    read_availability,
    read_last_alive,
)

COPY = "http://web.archive.org/web/20190203040506/http://old.example/guide?a=1"


def available(**changes: object) -> bytes:
    closest = {"available": True, "url": COPY, "timestamp": "20190203040506", "status": "200"} | changes
    return json.dumps({"url": "old.example/guide", "archived_snapshots": {"closest": closest}}).encode()


def test_the_question_names_the_whole_address() -> None:
    asked = availability_url("http://old.example/guide?a=1&b=2")
    assert asked == "https://archive.org/wayback/available?url=http%3A%2F%2Fold.example%2Fguide%3Fa%3D1%26b%3D2"
    assert "filter=statuscode%3A200" in last_alive_url("http://old.example/")


def test_a_saved_copy_is_named_with_its_day() -> None:
    found = read_availability(available())
    assert found is not None
    assert found.url == "https" + COPY.removeprefix("http")
    assert found.taken == datetime(2019, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert raw_copy_url(found) == "https://web.archive.org/web/20190203040506id_/http://old.example/guide?a=1"


@pytest.mark.parametrize("query", ["?id=3;part=2", "?q=a+b", "?q=a%20b", "?n=K%F6ln", "/(x)/a,b@c!*'$"])
def test_a_copy_is_asked_for_as_its_address_was_written(query: str) -> None:
    found = read_availability(available(url=f"http://web.archive.org/web/20190203040506/http://old.example/g{query}"))
    assert found is not None
    assert raw_copy_url(found).endswith(f"id_/http://old.example/g{query}")


def test_a_copy_of_a_plain_address_is_not_said_to_be_of_a_secure_one() -> None:
    found = read_availability(available(url="https" + COPY.removeprefix("http")))
    assert found is not None
    assert found.url.endswith("/http://old.example/guide?a=1")


@pytest.mark.parametrize(
    "body",
    [
        b'{"archived_snapshots": {}}',
        available(status="404"),
        available(available=False),
        available(timestamp="yesterday"),
        available(url="http://elsewhere.example/"),
        b"<html>busy</html>",
        b"[1]",
        b"",
    ],
)
def test_no_copy_and_no_answer_are_none(body: bytes) -> None:
    assert read_availability(body) is None


def test_the_last_living_copy_is_the_last_row() -> None:
    rows = [["timestamp", "original"], ["20180101000000", "http://old.example/guide"]]
    found = read_last_alive(json.dumps(rows).encode())
    assert found is not None
    assert found.url == "https://web.archive.org/web/20180101000000/http://old.example/guide"


@pytest.mark.parametrize("body", [b"[]", b'[["timestamp","original"]]', b'[["a"],["b"]]', b"{}", b"oops"])
def test_an_empty_history_is_none(body: bytes) -> None:
    assert read_last_alive(body) is None
