"""What `doctor` checks on this machine. Nothing is requested from the web; of a proxy only the connection is tried."""

import re
import shutil
import socket
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from linkfinder.browser.chromium import find_browser
from linkfinder.errors import LinkfinderError
from linkfinder.net.networks import Networks
from linkfinder.net.proxies import Proxies, place_of
from linkfinder.niche.load import load_niche, niche_names
from linkfinder.niche.template import refuse_placeholders
from linkfinder.storage import session
from linkfinder.storage.session import database_name

if TYPE_CHECKING:
    from sqlalchemy import Engine

_MIN_PYTHON = (3, 11)

_MIN_FREE_BYTES = 1_000_000_000
"""A crawl of 100,000 pages stores a few hundred MB; below 1 GB the disk may fill up before it ends."""

_PROXY_CONNECT_SECONDS = 3.0
"""Seconds. A proxy is in the same network: one that does not answer in this time is down or its name is wrong."""

_NICHE = "niche"
"""The one part that does not belong to the machine: a file that a person fills in."""


class Health(StrEnum):
    """How well a part of the machine works."""

    OK = "ok"
    WARNING = "warning"  # works, but something is left out
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class DiagnosticResult:
    """One part, how well it works, and in `details` what to do when it does not."""

    part: str
    health: Health
    details: str


def run_diagnostics(environ: Mapping[str, str], niche: str = "") -> Iterator[DiagnosticResult]:
    """Yield what was found, part by part; with `niche`, only that niche file is read."""
    yield _python()
    yield _packages()
    yield _database(environ)
    yield _disk(environ)
    yield _browser()
    yield _proxy(environ)
    yield _networks(environ)
    yield from _niches(niche)


def _python() -> DiagnosticResult:
    text = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < _MIN_PYTHON:
        return DiagnosticResult(
            "Python", Health.BROKEN, f"{text}; linkfinder needs 3.11 or later: make PYTHON=/path/to/python"
        )
    return DiagnosticResult("Python", Health.OK, text)


def _packages() -> DiagnosticResult:
    wanted = [line for line in metadata.requires("linkfinder") or () if "extra ==" not in line]
    missing = [name for name in map(_package_name, wanted) if not _is_installed(name)]
    if missing:
        remedy = "install linkfinder again (in a checkout: make install)"
        return DiagnosticResult("packages", Health.BROKEN, f"missing: {', '.join(missing)}; {remedy}")
    return DiagnosticResult("packages", Health.OK, f"all {len(wanted)} are installed")


def _package_name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _database(environ: Mapping[str, str]) -> DiagnosticResult:
    url, file = session.database_url(environ), _sqlite_file(environ)
    try:
        if file and not file.exists():
            session.check_place(url)
            return DiagnosticResult("database", Health.OK, f"{file} will be created by the first command that needs it")
        return _opened_database(session.open_database(url))
    except LinkfinderError as error:
        return DiagnosticResult("database", Health.BROKEN, str(error))


def _opened_database(engine: "Engine") -> DiagnosticResult:
    try:
        session.check_writable(engine)
        faults = session.check_database(engine)
    finally:
        engine.dispose()
    name = database_name(engine.url)
    if faults:
        return DiagnosticResult("database", Health.WARNING, f"{name}: {'; '.join(faults)}")
    return DiagnosticResult("database", Health.OK, f"{name} answers and has the present schema")


def _sqlite_file(environ: Mapping[str, str]) -> Path | None:
    scheme, _, file = session.database_url(environ).partition(":///")
    return Path(file) if scheme.startswith("sqlite") and file else None


def _disk(environ: Mapping[str, str]) -> DiagnosticResult:
    file = _sqlite_file(environ) or Path("reports")
    folder = next(place for place in (*file.absolute().parents, Path("/")) if place.is_dir())
    free = shutil.disk_usage(folder).free
    text = f"{free / 1e9:.1f} GB free in {folder}"
    if free < _MIN_FREE_BYTES:
        return DiagnosticResult("disk", Health.WARNING, f"{text}; a large crawl may fill it")
    return DiagnosticResult("disk", Health.OK, text)


def _browser() -> DiagnosticResult:
    found = find_browser()
    if not found:
        remedy = "no Chromium; pages that need JavaScript are read without it. On Debian: apt-get install chromium"
        return DiagnosticResult("browser", Health.WARNING, remedy)
    return DiagnosticResult("browser", Health.OK, found)


def _proxy(environ: Mapping[str, str]) -> DiagnosticResult:
    try:
        proxies = Proxies.from_environ(environ)
    except LinkfinderError as error:
        return DiagnosticResult("proxy", Health.BROKEN, str(error))
    places = sorted({place_of(address) for address in (proxies.http, proxies.https) if address})
    if not places:
        return DiagnosticResult("proxy", Health.OK, "none; sites are contacted directly")
    faults = [fault for fault in map(_proxy_fault, places) if fault]
    if faults:
        return DiagnosticResult("proxy", Health.BROKEN, "; ".join(faults))
    return DiagnosticResult("proxy", Health.OK, ", ".join(_written(place) for place in places))


def _proxy_fault(place: tuple[str, int]) -> str:
    try:
        socket.create_connection(place, timeout=_PROXY_CONNECT_SECONDS).close()
    except (OSError, ValueError) as error:
        return f"{_written(place)} cannot be reached ({error})"
    return ""


def _written(place: tuple[str, int]) -> str:
    host, port = place
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _networks(environ: Mapping[str, str]) -> DiagnosticResult:
    try:
        Networks.from_environ(environ)
    except LinkfinderError as error:
        return DiagnosticResult("networks", Health.BROKEN, str(error))
    allowed = environ.get("LINKFINDER_ALLOW_NETWORKS", "").strip()
    return DiagnosticResult("networks", Health.OK, f"private networks allowed: {allowed or 'none'}")


def _niches(niche: str) -> Iterator[DiagnosticResult]:
    names = [niche] if niche else niche_names(Path("niches"))
    if not names:
        yield DiagnosticResult(_NICHE, Health.WARNING, "no niche file yet; linkfinder init NAME writes one")
    for name in names:
        try:
            loaded = load_niche(name)
            refuse_placeholders(loaded)
        except LinkfinderError as error:
            yield DiagnosticResult(_NICHE, Health.BROKEN, str(error))
        else:
            text = f"topics: {len(loaded.topics)}, seeds: {len(loaded.seed_urls)}, brands: {len(loaded.brands)}"
            yield DiagnosticResult(_NICHE, Health.OK, f"{loaded.name}: {text}")


def is_machine_fine(findings: Iterable[DiagnosticResult]) -> bool:
    """Tell whether nothing but a niche file keeps linkfinder from working."""
    return worst_health(found for found in findings if found.part != _NICHE) is not Health.BROKEN


def worst_health(findings: Iterable[DiagnosticResult]) -> Health:
    """Return the worst health among the findings."""
    order = list(Health)
    return max((finding.health for finding in findings), key=order.index, default=Health.OK)
