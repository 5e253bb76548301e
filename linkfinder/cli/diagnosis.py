"""What `doctor` looks at on this machine. Nothing is asked of the web; a proxy is only knocked at."""

import re
import shutil
import socket
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from linkfinder.crawl.browser import find_browser
from linkfinder.errors import LinkfinderError
from linkfinder.linkcheck.networks import Networks
from linkfinder.niche.load import load_niche, niche_names
from linkfinder.storage import session
from linkfinder.storage.failures import name_of

MIN_PYTHON = (3, 11)

MIN_FREE_BYTES = 1_000_000_000
"""A crawl of 100,000 pages stores a few hundred MB; below 1 GB the disk may fill up before it ends."""

KNOCK_SECONDS = 3.0
"""A proxy stands near; one that does not open a connection in this time is down or misspelt."""


class Health(StrEnum):
    """How a part of the machine is."""

    FINE = "fine"
    LOOK = "look"  # works, but something is left out
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, how it is, and what to do about it when it is not fine."""

    part: str
    health: Health
    what: str


def examine(environ: Mapping[str, str], niche: str = "") -> Iterator[Finding]:
    """Yield what was found, part by part; with `niche`, only that niche file is read."""
    yield _python()
    yield _packages()
    yield _database(environ)
    yield _disk(environ)
    yield _browser()
    yield _proxy(environ)
    yield _networks(environ)
    yield from _niches(niche)


def _python() -> Finding:
    told = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < MIN_PYTHON:
        return Finding("Python", Health.BROKEN, f"{told}; linkfinder needs 3.11 or later: make PYTHON=/path/to/python")
    return Finding("Python", Health.FINE, told)


def _packages() -> Finding:
    wanted = [line for line in metadata.requires("linkfinder") or () if "extra ==" not in line]
    missing = [name for name in map(_package_name, wanted) if not _is_installed(name)]
    if missing:
        return Finding("packages", Health.BROKEN, f"missing: {', '.join(missing)}; run: make install")
    return Finding("packages", Health.FINE, f"all {len(wanted)} are installed")


def _package_name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _database(environ: Mapping[str, str]) -> Finding:
    file = _sqlite_file(environ)
    if file and not file.exists():
        return Finding("database", Health.FINE, f"{file} will be made by the first command that needs it")
    try:
        engine = session.open_database(session.database_url(environ))
        faults = session.check(engine)
    except LinkfinderError as error:
        return Finding("database", Health.BROKEN, str(error))
    name = name_of(engine.url)
    engine.dispose()
    if faults:
        return Finding("database", Health.LOOK, f"{name}: {'; '.join(faults)}")
    return Finding("database", Health.FINE, f"{name} answers, at the present schema")


def _sqlite_file(environ: Mapping[str, str]) -> Path | None:
    scheme, _, file = session.database_url(environ).partition(":///")
    return Path(file) if scheme.startswith("sqlite") and file else None


def _disk(environ: Mapping[str, str]) -> Finding:
    file = _sqlite_file(environ) or Path("reports")
    folder = next(place for place in (*file.absolute().parents, Path("/")) if place.is_dir())
    free = shutil.disk_usage(folder).free
    told = f"{free / 1e9:.1f} GB free in {folder}"
    if free < MIN_FREE_BYTES:
        return Finding("disk", Health.LOOK, f"{told}; a large crawl may fill it")
    return Finding("disk", Health.FINE, told)


def _browser() -> Finding:
    found = find_browser()
    if not found:
        remedy = "no Chromium; pages drawn by JavaScript are counted, not read. On Debian: apt-get install chromium"
        return Finding("browser", Health.LOOK, remedy)
    return Finding("browser", Health.FINE, found)


def _proxy(environ: Mapping[str, str]) -> Finding:
    names = ("http_proxy", "https_proxy", "HTTPS_PROXY")  # as libcurl does: HTTP_PROXY may come from a web request
    addresses = {environ[name] for name in names if environ.get(name)}
    if not addresses:
        return Finding("proxy", Health.FINE, "none; sites are contacted directly")
    faults = [fault for fault in map(_proxy_fault, sorted(addresses)) if fault]
    if faults:
        return Finding("proxy", Health.BROKEN, "; ".join(faults))
    return Finding("proxy", Health.FINE, ", ".join(sorted(_place(address) for address in addresses)))


def _proxy_fault(address: str) -> str:
    try:
        host, port = urlsplit(address).hostname, urlsplit(address).port
        if not host:
            return f"{_place(address)} names no host; write http://host:port"
        socket.create_connection((host, port or 80), timeout=KNOCK_SECONDS).close()
    except (OSError, ValueError) as error:
        return f"{_place(address)} cannot be reached ({error})"
    return ""


def _place(address: str) -> str:
    """Return a proxy's address without the password that may stand in it."""
    return address.rpartition("@")[2].removeprefix("http://")


def _networks(environ: Mapping[str, str]) -> Finding:
    try:
        Networks.from_environ(environ)
    except LinkfinderError as error:
        return Finding("networks", Health.BROKEN, str(error))
    allowed = environ.get("LINKFINDER_ALLOW_NETWORKS", "").strip()
    return Finding("networks", Health.FINE, f"private networks allowed: {allowed or 'none'}")


def _niches(niche: str) -> Iterator[Finding]:
    names = [niche] if niche else niche_names(Path("niches"))
    if not names:
        yield Finding("niche", Health.LOOK, "no niche file yet; linkfinder init NAME writes one")
    for name in names:
        try:
            loaded = load_niche(name)
        except LinkfinderError as error:
            yield Finding("niche", Health.BROKEN, str(error))
        else:
            told = f"{len(loaded.topics)} topics, {len(loaded.seed_urls)} seeds, {len(loaded.brands)} brands"
            yield Finding("niche", Health.FINE, f"{loaded.name}: {told}")


def worst(findings: Iterable[Finding]) -> Health:
    """Return the worst health among the findings."""
    order = list(Health)
    return max((finding.health for finding in findings), key=order.index, default=Health.FINE)
