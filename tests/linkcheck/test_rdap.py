"""What registries answer over RDAP, in the shapes of RFC 9083 and RFC 9224."""

import json

import pytest

from linkfinder.linkcheck.rdap import rdap_url, read_bootstrap, read_rdap_response
from linkfinder.model.dead_target import DomainAvailability

SERVICES = {"services": [[["example", "test"], ["http://plain.invalid/", "https://rdap.invalid/v1"]], [["other"], []]]}


def test_the_server_of_a_domain_comes_from_the_list() -> None:
    servers = read_bootstrap(json.dumps(SERVICES).encode())
    assert rdap_url("Old.Example", servers) == "https://rdap.invalid/v1/domain/old.example"
    assert rdap_url("old.other", servers) == ""


@pytest.mark.parametrize("body", [b"", b"[]", b'{"services": 3}', b'{"services": [[1]]}'])
def test_what_is_no_list_names_no_server(body: bytes) -> None:
    assert read_bootstrap(body) == {}


def answer(*states: str) -> bytes:
    events = [{"eventAction": "registration", "eventDate": "2001-02-03T00:00:00Z"}]
    return json.dumps({"objectClassName": "domain", "status": list(states), "events": events}).encode()


@pytest.mark.parametrize(
    ("status", "body", "wanted"),
    [
        (404, b"", DomainAvailability.FREE),
        (200, answer("active"), DomainAvailability.TAKEN),
        (200, answer("redemption period"), DomainAvailability.ENDING),
        (200, answer("pending delete"), DomainAvailability.ENDING),
        (429, b"", DomainAvailability.UNKNOWN),
        (500, b"", DomainAvailability.UNKNOWN),
        (200, b"<html>", DomainAvailability.UNKNOWN),
        (200, b'{"events": [3]}', DomainAvailability.UNKNOWN),
    ],
)
def test_only_a_clear_answer_is_believed(status: int, body: bytes, wanted: DomainAvailability) -> None:
    assert read_rdap_response(status, body).availability is wanted


def test_the_day_of_registration_is_kept() -> None:
    assert read_rdap_response(200, answer("active")).registered == "2001-02-03"
