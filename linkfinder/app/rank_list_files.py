"""Opens a downloaded list for reading line by line, packed or not; it is never held in memory as a whole."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

from linkfinder.errors import ReadError


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
