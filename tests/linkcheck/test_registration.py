"""What registries answer over RDAP, in the shapes of RFC 9083 and RFC 9224."""

import json

import pytest

from linkfinder.linkcheck.registration import read_answer, read_bootstrap, request
from linkfinder.model.former import Availability

SERVICES = {"services": [[["example", "test"], ["http://plain.invalid/", "https://rdap.invalid/v1"]], [["other"], []]]}


def test_the_server_of_a_domain_comes_from_the_list() -> None:
    servers = read_bootstrap(json.dumps(SERVICES).encode())
    assert request("Old.Example", servers) == "https://rdap.invalid/v1/domain/old.example"
    assert request("old.other", servers) == ""


@pytest.mark.parametrize("body", [b"", b"[]", b'{"services": 3}', b'{"services": [[1]]}'])
def test_what_is_no_list_names_no_server(body: bytes) -> None:
    assert read_bootstrap(body) == {}


def answer(*states: str) -> bytes:
    events = [{"eventAction": "registration", "eventDate": "2001-02-03T00:00:00Z"}]
    return json.dumps({"objectClassName": "domain", "status": list(states), "events": events}).encode()


@pytest.mark.parametrize(
    ("status", "body", "wanted"),
    [
        (404, b"", Availability.FREE),
        (200, answer("active"), Availability.TAKEN),
        (200, answer("redemption period"), Availability.ENDING),
        (200, answer("pending delete"), Availability.ENDING),
        (429, b"", Availability.UNKNOWN),
        (500, b"", Availability.UNKNOWN),
        (200, b"<html>", Availability.UNKNOWN),
        (200, b'{"events": [3]}', Availability.UNKNOWN),
    ],
)
def test_only_a_clear_answer_is_believed(status: int, body: bytes, wanted: Availability) -> None:
    assert read_answer(status, body).availability is wanted


def test_the_day_of_registration_is_kept() -> None:
    assert read_answer(200, answer("active")).registered == "2001-02-03"
