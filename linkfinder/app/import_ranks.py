"""Keeps what a downloaded list of ranks says of the sites in the database.

A list is read line by line, packed or not; it is never held in memory as a whole.
"""

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from linkfinder.errors import ReadError
from linkfinder.sources.ranks import RANK_LISTS, read_ranks
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.sites import RankedSite, known_domains, store_ranks

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class RankImport:
    """The list's title, how many sites are known, how many of them it holds, and how many values changed."""

    title: str
    known: int
    listed: int
    changed: int


def import_ranks(engine: "Engine", name: str, file: Path, dated: date | None = None) -> RankImport:
    """Store the ranks of the known sites, as of `dated` (default: the day the file was written).

    Raises ReadError when the file cannot be read, DiscoveryError when no list has this name.
    """
    with read_only_session(engine) as opened:
        domains = known_domains(opened)
    with rank_list_lines(file) as lines:
        found = read_ranks(name, lines, domains, dated or day_of(file))
    title = RANK_LISTS[name].title
    ranked = [RankedSite(rank.site, str(rank.measure), rank.value, title, rank.source) for rank in found]
    with session(engine) as opened:
        changed = store_ranks(opened, ranked)
    return RankImport(title, len(domains), len(found), changed)


@contextmanager
def rank_list_lines(file: Path) -> Iterator[Iterator[str]]:
    """Give the lines of a plain, .gz or .zip file. Raises ReadError when it cannot be read."""
    try:
        with _unpacked(file) as packed, io.TextIOWrapper(packed, encoding="utf-8", errors="replace") as lines:
            yield iter(lines)
    except (OSError, EOFError, zipfile.BadZipFile, gzip.BadGzipFile) as error:
        raise ReadError(f"{file}: cannot be read ({error}); name the list as it was downloaded") from error


@contextmanager
def _unpacked(file: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    if file.suffix == ".gz":
        with gzip.open(file) as packed:
            yield packed
    elif file.suffix == ".zip":
        with zipfile.ZipFile(file) as archive, archive.open(archive.namelist()[0]) as packed:
            yield packed
    else:
        with file.open("rb") as plain:
            yield plain


def day_of(file: Path) -> date:
    """Return the day the file was written, which a download keeps or sets. Raises ReadError when there is none."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    except OSError as error:
        raise ReadError(f"{file}: cannot be read ({error.strerror}); name the list as it was downloaded") from error
