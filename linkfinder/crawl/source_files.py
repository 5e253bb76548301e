"""Files that sources name: lists, exports and saved pages on this machine."""

from collections.abc import Iterator
from pathlib import Path

from linkfinder.discovery.base import Answer, Ask
from linkfinder.errors import DiscoveryError

MAX_FILE = 500 * 1024 * 1024
"""Bytes of a list or export; the largest export of any tool has a million rows."""

MAX_FILES = 100
"""Files that one pattern may name."""


def files_named(name: str) -> list[Path]:
    """Return the files that a path or a pattern names, in the order of their names; raise DiscoveryError for none."""
    path = Path(name)
    if path.is_dir():
        raise DiscoveryError(f"{path}: a folder; name its files, for example {path}/*.csv")
    found = sorted(path.parent.glob(path.name)) if "*" in path.name else [path]
    if not found or not found[0].is_file():
        raise DiscoveryError(f"{path}: no such file; its place is counted from the niche file's folder")
    return found


def read_files(ask: Ask) -> Iterator[Answer]:
    """Yield the content of every file an ask names; raise DiscoveryError for none and for one that is too large."""
    for each in files_named(ask.url)[:MAX_FILES]:
        if each.stat().st_size > MAX_FILE:
            raise DiscoveryError(f"{each}: larger than {MAX_FILE // 1024 // 1024} MB; split it")
        yield Answer(ask, each.read_bytes())
