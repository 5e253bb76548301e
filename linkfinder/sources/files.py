"""Files that sources name: lists, exports and saved pages on this machine."""

from collections.abc import Iterator
from pathlib import Path

from linkfinder.errors import DiscoveryError
from linkfinder.sources.base import SourceRequest, SourceResponse

_MAX_FILE_BYTES = 500 * 1024 * 1024
"""Bytes of a list or export; the largest export of any tool has a million rows."""

_MAX_FILES = 100
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


def read_files(request: SourceRequest) -> Iterator[SourceResponse]:
    """Yield the content of every file an ask names; raise DiscoveryError for none and for one that is too large."""
    for each in files_named(request.url)[:_MAX_FILES]:
        if each.stat().st_size > _MAX_FILE_BYTES:
            raise DiscoveryError(f"{each}: larger than {_MAX_FILE_BYTES // 1024 // 1024} MB; split it")
        yield SourceResponse(request, each.read_bytes())
