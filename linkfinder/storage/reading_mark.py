"""Which page is being read, kept in a file that outlives the process: a page must not kill its readers for ever.

A process that runs out of memory, crashes in a parser or is killed writes nothing more. So the number of each page is
put into a small file before it is read and taken out afterwards; what the operating system holds of a file outlives the
process. That costs microseconds, names one page and not all that were in flight, and an ordinary end leaves nothing.
"""

import hashlib
import logging
import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.engine import make_url

_FORM = struct.Struct("<qq")

log = logging.getLogger(__name__)


class Mark(NamedTuple):
    """The frontier's number of a page, and the key of its address, so that no other page can be meant."""

    page: int
    key: int


def mark_path(database_url: str, niche_id: int, environ: Mapping[str, str]) -> Path:
    """Return where a niche's mark stands: beside an SQLite database, else in the user's folder for state (XDG)."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database and not url.database.startswith((":memory:", "file:")):
        return Path(f"{url.database}-reading-{niche_id}")
    home = environ.get("XDG_STATE_HOME") or str(Path(environ.get("HOME") or "~").expanduser() / ".local" / "state")
    name = hashlib.sha256(url.render_as_string(hide_password=True).encode()).hexdigest()[:16]
    return Path(home) / "linkfinder" / f"{name}-reading-{niche_id}"


def left_mark(path: Path) -> Mark | None:
    """Return the page at which an earlier process died, or None when it died elsewhere or not at all."""
    try:
        mark = Mark(*_FORM.unpack(path.read_bytes()))
    except (OSError, struct.error):
        return None
    return mark if mark.page else None


class ReadingMark:
    """The mark of a running crawl. Where no file can be written there is none, and the log says so."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._file = -1
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            log.warning("%s cannot be written (%s): a page that ends the process is not noticed", path, error)
        self._write(0, 0)

    @contextmanager
    def at(self, page: int, key: int) -> Iterator[None]:
        """Mark a page for as long as the block runs."""
        self._write(page, key)
        try:
            yield
        finally:
            self._write(0, 0)

    def _write(self, page: int, key: int) -> None:
        if self._file >= 0:
            with suppress(OSError):  # a full disk: what is to be stored says so
                os.pwrite(self._file, _FORM.pack(page, key), 0)

    def remove(self) -> None:
        """Take the mark away: the process has read its last page."""
        if self._file >= 0 and self._path is not None:
            os.close(self._file)
            self._file = -1
            with suppress(OSError):
                self._path.unlink()
