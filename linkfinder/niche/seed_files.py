"""Lists of addresses beside the niche file: one address a line, or a table (CSV, TSV) with a column of addresses.

Exports of other tools are read as they come: comma, semicolon or tab, UTF-8 or UTF-16, bare domains (`example.org` is
read as `https://example.org/`), repeated lines. A line that is no address is a problem with its number.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from linkfinder.niche.checks import UnusableTextError, domain, web_address
from linkfinder.niche.problems import Problems
from linkfinder.urls import canonical

_MAX_SEED_FILE_BYTES = 50_000_000
"""About a million addresses: ten times the pages of a default run, small enough to be read into memory."""

_MAX_SHOWN_PROBLEMS = 5
"""A wrong list can have thousands of bad lines; five show the pattern and leave space for the file's other problems."""

_TABLES = {".csv", ".tsv"}
_COLUMNS = (
    "url", "address", "page", "page url", "link", "source url", "referring page url", "landing page", "website", "site",
    "domain", "referring domain", "host",
)  # fmt: skip
"""Names of the column that holds the addresses, most exact first: a page is worth more than its domain."""


def read_seed_file(path: Path, key: str, problems: Problems) -> tuple[str, ...]:
    """Return the addresses of a list as written, in its order, each once; what is wrong goes to `problems`."""
    try:
        lines = list(_cells(_read_text(path), path))
    except OSError as error:
        problems.add(
            key, f"{path} cannot be read ({error.strerror}); its place is counted from the niche file's folder"
        )
        return ()
    except (UnusableTextError, csv.Error) as error:
        problems.add(key, f"{path}: {error}")
        return ()
    found: dict[str, str] = {}
    wrong = []
    for number, cell in lines:
        try:
            address = _seed(cell)
            found.setdefault(canonical(address), address)
        except UnusableTextError as error:
            wrong.append(f"{path} line {number}: {error}")
    if not lines:
        wrong.append(f"{path} holds no address; write one a line")
    for message in wrong[:_MAX_SHOWN_PROBLEMS]:
        problems.add(key, message)
    if len(wrong) > _MAX_SHOWN_PROBLEMS:
        problems.add(key, f"{path}: {len(wrong) - _MAX_SHOWN_PROBLEMS} more lines are no addresses")
    return tuple(found.values())


def _read_text(path: Path) -> str:
    if path.stat().st_size > _MAX_SEED_FILE_BYTES:
        raise UnusableTextError(f"larger than {_MAX_SEED_FILE_BYTES // 1_000_000} MB; split it into several files")
    body = path.read_bytes()
    encoding = "utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise UnusableTextError(f"line {line} is not {error.encoding}; save the file as UTF-8") from error


def _cells(text: str, path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line number and the address as written, without empty lines and comments."""
    lines = _table_cells(text) if path.suffix.lower() in _TABLES else enumerate(text.splitlines(), 1)
    for number, cell in lines:
        # In a list a # begins a comment only after a space: addresses may hold one themselves.
        written = cell.split(" #", 1)[0].strip()
        if written and not written.startswith("#"):
            yield number, written


def _table_cells(text: str) -> Iterator[tuple[int, str]]:
    first_line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(rows, [])
    column = _address_column(header)
    if column is None:  # no header: the first row already holds an address
        column = 0
        yield 1, header[0] if header else ""
    for row in rows:
        yield rows.line_num, row[column] if column < len(row) else ""


def _address_column(header: list[str]) -> int | None:
    names = [name.strip().lower().replace("_", " ") for name in header]
    return next((names.index(wanted) for wanted in _COLUMNS if wanted in names), None)


def _seed(written: str) -> str:
    if "://" in written:
        return web_address(written)
    host, slash, path = written.partition("/")
    return web_address(f"https://{domain(host)}{slash}{path}")
