"""Labelled pages: a folder with `pages.jsonl` (id, url, file) and `labels.jsonl` (the same ids).

A set of pages that are all alike, such as ordinary ones, needs no `labels.jsonl`.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.kinds.judge import judge_page
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import ContactKind, Page


class CorpusError(Exception):
    """A set that cannot be measured: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Case:
    """A page as linkfinder reads and judges it, with its label and the CPU time it took, in milliseconds."""

    label: dict[str, Any]
    html: str
    page: Page
    niche: Niche
    judgement: Judgement
    cpu_ms: float
    size: int

    @property
    def name(self) -> str:
        """The id of the page and its title, to find it again."""
        return f"{self.label['id']} {self.page.title[:60]}"


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, or nothing when there is none; a CorpusError names a broken line."""
    if not path.is_file():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            found.append(_object(line, path, number))
    return found


def _object(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise CorpusError(f"{path}, line {number}: not valid JSON ({error})") from error
    if not isinstance(found, dict):
        raise CorpusError(f"{path}, line {number}: write one JSON object on each line")
    return found


def _body(folder: Path, row: dict[str, Any]) -> bytes:
    missing = [key for key in ("id", "url", "file") if not isinstance(row.get(key), str)]
    if missing:
        raise CorpusError(f"{folder / 'pages.jsonl'}: a page without {', '.join(missing)}: {json.dumps(row)[:200]}")
    try:
        return (folder / str(row["file"])).read_bytes()
    except OSError as error:
        raise CorpusError(f"{folder / 'pages.jsonl'}: page {row['id']}: {row['file']}: {error.strerror}") from error


def emails_of(page: Page) -> set[str]:
    """Return the e-mail addresses of a page in lower case."""
    return {contact.value.lower() for contact in page.contacts if contact.kind is ContactKind.EMAIL}


def judge_folder(folder: Path, niche: Niche) -> Iterator[Case]:
    """Yield every labelled page of a folder, read and judged; every page when the folder has no labels at all."""
    rows = read_lines(folder / "pages.jsonl")
    has_labels = (folder / "labels.jsonl").is_file()
    labels = {label.get("id"): label for label in (read_lines(folder / "labels.jsonl") if has_labels else rows)}
    for row in rows:
        if row.get("id") in labels:
            body = _body(folder, row)
            started = time.process_time()
            html = decode_html(body)
            page = read_page(html, row["url"])
            judgement = judge_page(page, niche)
            yield Case(
                labels[row["id"]], html, page, niche, judgement, (time.process_time() - started) * 1000, len(body)
            )
