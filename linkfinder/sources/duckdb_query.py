"""DuckDB queries of sources, run: over the user's own Parquet files or Common Crawl's published ones.

DuckDB is an optional extra; it is imported only when a query is there to run. It fetches published files by itself, so
only Common Crawl's address is let through.
"""

import importlib
import json
from types import ModuleType
from typing import Any

from linkfinder.errors import DiscoveryError
from linkfinder.sources.base import SourceRequest
from linkfinder.sources.named_files import files_named

_PUBLISHED = "https://data.commoncrawl.org/"
_MEMORY = "1GB"  # the query groups hosts, of which a part of the index holds some hundred thousand
_RETRIES = 20  # Common Crawl answers busy moments with 403 and 503


def run_duckdb_query(request: SourceRequest, proxy: str = "") -> bytes:
    """Return the rows as JSON Lines; raise DiscoveryError that says what to do when the query cannot run."""
    duckdb = _duckdb()
    query = json.loads(request.body)
    paths = query["parameters"][0]
    if any("://" in path and not path.startswith(_PUBLISHED) for path in paths):
        raise DiscoveryError(f"{request.purpose}: only local files and {_PUBLISHED} can be read")
    for path in paths:
        if "://" not in path:
            files_named(path)
    try:
        with duckdb.connect(config=_settings(proxy)) as connection:
            if any("://" in path for path in paths):
                connection.execute("INSTALL httpfs; LOAD httpfs;")
                connection.execute(f"SET http_retries = {_RETRIES}")
            cursor = connection.execute(query["sql"], query["parameters"])
            names = [column[0] for column in cursor.description]
            return b"".join(_line(names, row) for row in cursor.fetchall())
    except duckdb.Error as error:
        raise DiscoveryError(f"{request.purpose}: {str(error).splitlines()[0][:300]}") from error


def _duckdb() -> ModuleType:
    try:
        return importlib.import_module("duckdb")
    except ImportError as error:
        raise DiscoveryError("DuckDB is not installed; run: .venv/bin/pip install duckdb") from error


def _settings(proxy: str) -> dict[str, str | bool]:
    settings: dict[str, str | bool] = {"memory_limit": _MEMORY, "autoinstall_known_extensions": False}
    return settings | {"http_proxy": proxy.partition("://")[2].rstrip("/")} if proxy else settings


def _line(names: list[str], row: tuple[Any, ...]) -> bytes:
    return json.dumps(dict(zip(names, row, strict=True)), default=str).encode() + b"\n"
