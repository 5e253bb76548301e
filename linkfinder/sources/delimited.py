"""Tables that other programs wrote: rows of a CSV or TSV file, whatever its encoding, delimiter and first lines.

Exports come as UTF-8, UTF-16 (with tabs) and Windows-1252; some begin with a title or a `sep=;` line.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from linkfinder.sources.addresses import absolute_url_or_none

TableRows = Sequence[Mapping[str, str]]

_SAMPLED_ROWS = 50  # rows; enough to tell a column of addresses from one that holds an address now and then
_MOSTLY = 0.6  # of a column's filled cells; some tools put `-` or a note where a page is gone

_MAX_ROWS = 1_000_000
"""More than the largest export plan of any tool gives in one file."""

_MAX_CELL = 131_072  # csv's own limit; a longer cell is a quote that was never closed
_SAMPLED_LINES = 20  # lines that show which delimiter it is and where the header stands
_DELIMITERS = (",", ";", "\t", "|")


def decode(body: bytes) -> str:
    """Return the text of a file: by its byte-order mark, as UTF-8, or as Windows-1252. Never raises."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def read_rows(body: bytes) -> Iterator[Mapping[str, str]]:
    """Yield every row as header name (lower case, single spaces) to cell; rows that are empty are passed over.

    The header is the first line that has as many cells as the lines after it. A file without a delimiter is one column.
    """
    lines = [line for line in decode(body).replace("\x00", "").splitlines(keepends=True) if len(line) < _MAX_CELL]
    delimiter = _announced(lines) or _delimiter(lines)
    if _announced(lines):
        lines = lines[1:]
    rows = csv.reader(lines[_header_at(lines, delimiter) :], delimiter=delimiter)
    try:
        header = [column_name(cell) for cell in next(rows, [])]
        for row in islice(rows, _MAX_ROWS):
            if any(cell.strip() for cell in row):
                yield {name: cell.strip() for name, cell in zip(header, row, strict=False)}
    except csv.Error:  # a cell beyond every limit: what stands before it was read
        return


def column_name(text: str) -> str:
    """Return a header name in the form rows are keyed by."""
    return " ".join(re.sub(r"[_\s]+", " ", text.strip().strip('"#').casefold()).split())


def _announced(lines: list[str]) -> str:
    """Return the delimiter that a first line `sep=;` announces, or an empty string."""
    first = lines[0].strip('\r\n"').casefold() if lines else ""
    return first[-1] if first.startswith("sep=") and len(first) == len("sep=,") else ""


def _delimiter(lines: list[str]) -> str:
    head = lines[:_SAMPLED_LINES]
    return max(_DELIMITERS, key=lambda delimiter: _regularity(head, delimiter))


def _regularity(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Return how many lines share the commonest number of cells (above one), and that number."""
    widths = [width for width in _widths(lines, delimiter) if width > 1]
    common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return widths.count(common), common


def _header_at(lines: list[str], delimiter: str) -> int:
    widths = _widths(lines[:_SAMPLED_LINES], delimiter)
    common = _regularity(lines[:_SAMPLED_LINES], delimiter)[1]
    return next((place for place, width in enumerate(widths) if width == common), 0)


def _widths(lines: list[str], delimiter: str) -> list[int]:
    try:
        return [len(next(csv.reader([line], delimiter=delimiter), [])) for line in lines]
    except csv.Error:
        return []


def column_named(rows: TableRows, names: Sequence[str]) -> str:
    """Return the first of the names that the table has, or an empty string."""
    header = rows[0] if rows else {}
    return next((name for name in names if name in header), "")


def address_column(rows: TableRows) -> str:
    """Return the first column whose cells are mostly addresses with a scheme, or an empty string."""
    filled: Counter[str] = Counter()
    addresses: Counter[str] = Counter()
    for row in rows[:_SAMPLED_ROWS]:
        for name, cell in row.items():
            filled[name] += bool(cell)
            addresses[name] += absolute_url_or_none(cell) is not None
    return next((name for name in filled if addresses[name] and addresses[name] >= _MOSTLY * filled[name]), "")
