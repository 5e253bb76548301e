"""What the environment of the process sets: the database, proxies, allowed networks, keys of sources.

The only module of `app` that reads environment variables; docs/reference/commands.md names them.
"""

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.niche import Niche
from linkfinder.net.http_client import HttpSettings
from linkfinder.net.user_agent import user_agent_of
from linkfinder.storage.session import database_url, migrate, open_database

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Engine


def process_environment() -> "Mapping[str, str]":
    """Return the environment variables."""
    return os.environ


def open_configured_database() -> "Engine":
    """Return the database that LINKFINDER_DATABASE_URL names, whatever its schema. Raises StorageError."""
    return open_database(database_url(os.environ))


def open_current_database(url: str = "") -> "Engine":
    """Return the database at `url` (default: the one LINKFINDER_DATABASE_URL names) with the present schema.

    Raises StorageError with the remedy when it cannot be used.
    """
    engine = open_database(url) if url else open_configured_database()
    migrate(engine)
    return engine


def link_check_settings(niche: Niche | None = None) -> LinkCheckSettings:
    """Return how links are requested from this machine; user agent and timeout are the niche's when there is one.

    Raises NetworkSettingsError when a variable cannot be read.
    """
    if niche is None:
        return LinkCheckSettings.from_environ(os.environ)
    settings = LinkCheckSettings.from_environ(os.environ, user_agent_of(niche.sender))
    return replace(settings, timeout=niche.link_checks.timeout)


def http_settings(niche: Niche) -> HttpSettings:
    """Return how services and single pages are requested from this machine. Raises NetworkSettingsError."""
    return HttpSettings.from_environ(os.environ, user_agent_of(niche.sender))
