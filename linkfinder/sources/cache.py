"""Answers of sources kept on disk for a set time, so that a second run asks, and pays, for nothing twice.

A file an answer: one line of JSON, then the body. The name is a hash of the ask; keys are no part of either.
"""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from linkfinder.sources.base import SourceRequest, SourceResponse

_MAX_AGE = timedelta(days=60)
"""Files older than this are deleted: twice the longest time that any source's answers are good for."""


@dataclass(frozen=True, slots=True)
class SourceCache:
    """A folder of answers, as seen at a moment (UTC)."""

    folder: Path
    now: datetime

    def get(self, request: SourceRequest, keep: timedelta) -> SourceResponse | None:
        """Return the kept answer when it is younger than `keep`."""
        try:
            head, _, body = self._path(request).read_bytes().partition(b"\n")
            kept = json.loads(head)
            at, status = datetime.fromisoformat(kept["at"]), int(kept["status"])
        except (OSError, ValueError, KeyError, TypeError):  # no such file, or not one of ours: ask again
            return None
        return SourceResponse(request, body, status) if timedelta(0) <= self.now - at < keep else None

    def put(self, answer: SourceResponse) -> None:
        """Keep an answer; it is there as a whole or not at all, also when the machine dies."""
        self.folder.mkdir(parents=True, exist_ok=True)
        head = json.dumps({"at": self.now.isoformat(), "status": answer.status, "ask": str(answer.request)})
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(head.encode() + b"\n" + answer.body)
        Path(name).replace(self._path(answer.request))

    def delete_old(self) -> None:
        """Delete the responses that are too old to be used."""
        oldest = (self.now - _MAX_AGE).timestamp()
        for path in self.folder.glob("*.*"):
            if path.suffix in {".answer", ".part"} and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def _path(self, request: SourceRequest) -> Path:
        parts = (
            request.method,
            request.url,
            *(f"{name}: {value}" for name, value in request.headers),
            request.body.hex(),
        )
        name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]
        return self.folder / f"{name}.answer"
