"""The web server and the settings of tests/net."""

from tests.net.conftest import http_settings, proxied, web

__all__ = ["http_settings", "proxied", "web"]
