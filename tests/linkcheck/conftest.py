import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from linkfinder.linkcheck.check import check_links
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import LinkCheck
from linkfinder.net.networks import Networks
from tests.linkcheck.hostile import Web

LOOPBACK = Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "127.0.0.0/8"})


@pytest.fixture(scope="session")
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.close()


def no_such_name(host: str) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_NONAME, f"{host}: Name or service not known")


SETTINGS = LinkCheckSettings(timeout=2.0, host_delay=0.0, max_retry_after=3.0, networks=LOOPBACK, look_up=no_such_name)


@pytest.fixture
def settings() -> LinkCheckSettings:
    return SETTINGS


@pytest.fixture
def check() -> Callable[..., LinkCheck]:
    """Checks one address; keyword arguments change the settings."""

    def one(url: str, **changes: object) -> LinkCheck:
        answers = list(check_links([url], replace(SETTINGS, **changes)))  # type: ignore[arg-type]
        assert len(answers) == 1
        return answers[0]

    return one
