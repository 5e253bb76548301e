"""Files beside the niche file: lists, exports and saved pages, and what is said of lines that name no address."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.sources.base import FetchMethod, SkippedInput, SourceRequest, SourceResponse

_MAX_FILE_BYTES = 500 * 1024 * 1024
"""Bytes of a list or export; the largest export of any tool has a million rows."""

_MAX_FILES = 100
"""Files that one pattern may name."""

_QUOTED_LINES = 3
"""Lines quoted: enough to see what is wrong with the others."""


def file_requests(niche: Niche, names: Sequence[str], purpose: str) -> Iterator[SourceRequest]:
    """Yield an ask for every file name or pattern, counted from the niche file's folder."""
    folder = PurePath(niche.path).parent if niche.path else PurePath()
    for name in names:
        yield SourceRequest(str(folder / name), f"{purpose} {name}", FetchMethod.FILE)


def skipped_lines(answer: SourceResponse, lines: Sequence[str]) -> SkippedInput:
    """Return the remark that these lines or rows name no address."""
    more = f" and {len(lines) - _QUOTED_LINES} more" if len(lines) > _QUOTED_LINES else ""
    where = f"{answer.request.url}: " if answer.request.url else f"{answer.request.purpose}: "
    return SkippedInput(
        f"{where}no address in {'; '.join(lines[:_QUOTED_LINES])}{more}; write https://example.org/ or example.org"
    )


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
    """Yield the content of every file a request names; raise DiscoveryError for none and for one that is too large."""
    for each in files_named(request.url)[:_MAX_FILES]:
        if each.stat().st_size > _MAX_FILE_BYTES:
            raise DiscoveryError(f"{each}: larger than {_MAX_FILE_BYTES // 1024 // 1024} MB; split it")
        yield SourceResponse(request, each.read_bytes())
