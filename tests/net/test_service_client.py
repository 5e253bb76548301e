"""A service elsewhere: how fast it is asked, and when it is left alone."""

from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from linkfinder.errors import FetchError
from linkfinder.net.http_client import FetchedResponse
from linkfinder.net.service_client import RequestPace, ServiceClient


@dataclass(slots=True)
class Clock:
    """Time that passes only while somebody waits."""

    time: float = 0.0
    waits: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    @property
    def pace(self) -> RequestPace:
        return RequestPace(1.0, lambda: self.time, self.wait)


def test_a_service_is_asked_once_a_second() -> None:
    clock = Clock()
    service = ServiceClient(lambda _: FetchedResponse(200, b""), clock.pace)
    for _ in range(3):
        service.get("https://slow.example/")
    assert clock.waits == [1.0, 1.0]


def test_an_answer_between_failures_forgives_them() -> None:
    answers = iter([503, 503, 200, 503, 503, 403])
    service = ServiceClient(lambda _: FetchedResponse(next(answers), b""), Clock().pace)
    troubles = []
    for _ in range(6):
        with suppress(FetchError):
            service.get("https://slow.example/")
        troubles.append(service.closed_reason)
    assert troubles == ["", "", "", "", "", "https://slow.example/: it answered with HTTP 403"]


def test_an_answer_that_is_meant_to_be_is_no_failure() -> None:
    service = ServiceClient(lambda _: FetchedResponse(404, b"none"), Clock().pace)
    assert service.get("https://rdap.example/", {404}).body == b"none"
    with pytest.raises(FetchError, match="HTTP 404"):
        service.get("https://rdap.example/")
