"""The link checkers that are measured: ours, and those `make bench` installs aside into `.bench`, where they could be.

Each is run as its users run it, with its own defaults, and says which addresses it calls broken.
"""

import csv
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from linkfinder.model.check import DEAD_VERDICTS

_ASIDE = Path(__file__).parent.parent / ".bench"


@dataclass(frozen=True, slots=True)
class Checker:
    """A link checker: its program, the arguments after that, and how its output names what is broken.

    `most` is how many links it is given: some would keep a bench waiting for minutes.
    """

    name: str
    program: str
    arguments: tuple[str, ...]
    broken: Callable[[str], set[str]]
    most: int = 1_000_000

    @property
    def command(self) -> list[str] | None:
        """The command to run, or None when the program is not installed."""
        program = shutil.which(self.program)
        return [program, *self.arguments] if program else None


def write_lists(folder: Path, urls: Sequence[str]) -> None:
    """Write a list in the forms that the checkers read: lines, Markdown and a page."""
    (folder / "links.txt").write_text("".join(f"{url}\n" for url in urls), encoding="ascii")
    (folder / "links.md").write_text("".join(f"<{url}>\n" for url in urls), encoding="ascii")
    anchors = "".join(f'<a href="{url}">link</a>\n' for url in urls)
    (folder / "links.html").write_text(f"<!doctype html><title>Links</title>\n{anchors}", encoding="ascii")


def _of_linkfinder(output: str) -> set[str]:
    if not output:
        raise ValueError("no line a link")
    checks = map(json.loads, output.splitlines())
    return {check["url"] for check in checks if check["verdict"] in DEAD_VERDICTS}


def _of_lychee(output: str) -> set[str]:
    found: Mapping[str, Mapping[str, Iterable[Mapping[str, str]]]] = json.loads(output)
    maps = (found.get(name, {}) for name in ("error_map", "timeout_map"))
    return {entry["url"] for entry in chain.from_iterable(chain.from_iterable(part.values()) for part in maps)}


def _of_linkinator(output: str) -> set[str]:
    return {link["url"] for link in json.loads(output)["links"] if link["state"] == "BROKEN"}


def _of_linkchecker(output: str) -> set[str]:
    lines = (line for line in output.splitlines() if not line.startswith("#"))
    rows = csv.DictReader(lines, delimiter=";")
    if "urlname" not in (rows.fieldnames or ()):
        raise ValueError("no table of links")
    return {row["urlname"] for row in rows if row["valid"] == "False"}


LINKFINDER = Checker(
    "linkfinder",
    sys.executable,
    ("-m", "linkfinder", "check-links", "--urls", "links.txt", "--format", "jsonl"),
    _of_linkfinder,
)
LYCHEE = Checker(
    "lychee", str(_ASIDE / "python/bin/lychee"), ("--no-progress", "--format", "json", "links.md"), _of_lychee
)
LINKINATOR = Checker(
    "linkinator",
    str(_ASIDE / "node/node_modules/.bin/linkinator"),
    ("links.html", "--format", "json"),
    _of_linkinator,
    most=1000,
)
LINKCHECKER = Checker(
    "LinkChecker",
    str(_ASIDE / "python/bin/linkchecker"),
    ("--no-status", "--stdin", "--recursion-level", "0", "--output", "csv/utf_8"),
    _of_linkchecker,
    most=300,
)
CHECKERS = (LINKFINDER, LYCHEE, LINKINATOR, LINKCHECKER)
