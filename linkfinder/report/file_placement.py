"""Puts finished report files into their folder, and never over a file that people may have changed.

A small JSON file in the folder holds the SHA-256 and the size of every file as it was written. A file that differs
from its entry was edited (spreadsheet programs write the whole file anew, so marks inside it would not last), a file
without an entry is not known to be ours, and a lock beside a file means that a program has it open. None of these is
replaced: the report takes the next free name.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from linkfinder.report.atomic_file import atomic_file

WRITTEN_FILES_RECORD = ".linkfinder-reports.json"
"""The file in the reports' folder that holds what was written there."""

_LOCKS = (".~lock.{}#", "~${}")
"""Beside an open file: LibreOffice's lock and Excel's."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was not replaced, and why, in words that follow its name."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class PlacedFiles:
    """Where the files of a report are, and what was left as it was."""

    files: tuple[Path, ...]
    kept: tuple[KeptFile, ...]


def place_files(drafts: Sequence[tuple[Path, str]], folder: Path, stem: str) -> PlacedFiles:
    """Move the drafts, each given with its suffix, into the folder as `stem`, or as `stem-2`, `stem-3` and so on.

    All take the same stem: the first under which none of them replaces a file that may have been edited. Raises
    ReportError with the remedy when a file cannot be written.
    """
    known = _load(folder)
    kept: list[KeptFile] = []
    for name in _names(stem):
        targets = [folder / f"{name}{suffix}" for _, suffix in drafts]
        taken = [KeptFile(path, reason) for path in targets if (reason := _why_kept(path, known))]
        if not taken:
            break
        kept += taken
    for (draft, _), target in zip(drafts, targets, strict=True):
        known[target.name] = _fingerprint(draft)
        with atomic_file(target) as aside:
            draft.replace(aside)
        _save(folder, known)
    return PlacedFiles(tuple(targets), tuple(kept))


def _names(stem: str) -> Iterator[str]:
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"


def _why_kept(path: Path, known: dict[str, Any]) -> str:
    """Return why a file must not be replaced, or an empty string."""
    if any(path.with_name(lock.format(path.name)).exists() for lock in _LOCKS):
        return "is open in another program"
    if not path.is_file():
        return ""  # a folder of that name is reported as an error when the file is written
    if path.name not in known:
        return "is not known to be written by linkfinder"
    return "" if known[path.name] == _fingerprint(path) else "was edited after it was written"


def _fingerprint(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"size": path.stat().st_size, "sha256": digest}


def _load(folder: Path) -> dict[str, Any]:
    """Return what was written; a record that is missing or damaged knows nothing, so that every file is kept."""
    try:
        known = json.loads((folder / WRITTEN_FILES_RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _save(folder: Path, known: dict[str, Any]) -> None:
    there = {name: entry for name, entry in sorted(known.items()) if (folder / name).exists()}
    with atomic_file(folder / WRITTEN_FILES_RECORD) as aside:
        aside.write_text(json.dumps(there, indent=1) + "\n", encoding="utf-8")
