import resource
from dataclasses import replace
from pathlib import Path

import pytest

from linkfinder.errors import NetworkSettingsError
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.version import version


def test_an_empty_environment_is_enough() -> None:
    settings = LinkCheckSettings.from_environ({})
    assert settings.user_agent == f"linkfinder/{version()}"
    assert settings.networks.allowed == ()
    assert settings.proxies.http == ""


def test_what_the_environment_names_is_used(tmp_path: Path) -> None:
    environ = {
        "LINKFINDER_ALLOW_NETWORKS": "10.0.0.0/8",
        "https_proxy": "http://proxy.example:3128",
        "SSL_CERT_FILE": str(tmp_path / "own.pem"),
    }
    settings = replace(LinkCheckSettings.from_environ(environ, "linkfinder/9 (+mailto:a@b.example)"), timeout=5)
    assert settings.networks.refuses("10.1.1.1") == ""
    assert settings.proxies.proxy_for("https", "clinic.example") == "http://proxy.example:3128"
    assert settings.ca_file == str(tmp_path / "own.pem")
    assert settings.user_agent == "linkfinder/9 (+mailto:a@b.example)"
    assert settings.connect_timeout < settings.first_byte_timeout < settings.timeout == 5


def test_a_variable_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(NetworkSettingsError):
        LinkCheckSettings.from_environ({"LINKFINDER_ALLOW_NETWORKS": "everything"})


@pytest.mark.parametrize(("limit", "slots"), [(1024, 256), (300, 150), (100, 1), (-1, 256)])
def test_open_files_are_left_for_the_rest_of_the_process(
    monkeypatch: pytest.MonkeyPatch, limit: int, slots: int
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (limit, limit))
    assert LinkCheckSettings(concurrency=256).max_transfers == slots
