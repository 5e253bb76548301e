"""Files that are complete or absent: written under another name, then renamed in one step."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from linkfinder.errors import ReportError

_REMEDIES = {
    errno.ENOENT: "its folder is missing; create it, or choose another file",
    errno.ENOTDIR: "its folder is a file; choose another place",
    errno.EACCES: "it may not be written; close it in other programs, and check who may write there",
    errno.EPERM: "it may not be written; close it in other programs, and check who may write there",
    errno.EBUSY: "another program has it open; close it there, and try again",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.ENOSPC: "the disk is full; delete files, and try again",
    errno.EROFS: "the disk is read-only; choose another place",
    errno.ENAMETOOLONG: "its name is too long; choose a shorter one",
}


@contextmanager
def atomic_file(path: Path) -> Iterator[Path]:
    """Yield a path to write to; the file written there becomes the file at `path`.

    Raises ReportError with the remedy when it cannot be written. The old file stays until the new one is complete.
    """
    # In the same folder, since a move is one step only on one disk; the process id keeps two reports apart.
    draft = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        yield draft
        _flush(draft)
        draft.replace(path)
    except OSError as error:
        raise ReportError(f"{path} cannot be written: {_remedy(error)}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Have the bytes on the disk before the move, so that a power cut leaves the old file or the new one."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _remedy(error: OSError) -> str:
    return _REMEDIES.get(error.errno or 0, f"{error.strerror or error}; choose another place")
