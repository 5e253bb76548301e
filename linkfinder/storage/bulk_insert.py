"""Inserts of many rows: each statement is compiled once in a process, and values are converted column by column.

SQLAlchemy's own `execute` works out names, defaults and types anew for every row. A page of a crawl brings some 250
rows (links, addresses, sites), and with it storing them took 6.0 ms of CPU a page instead of 4.4: about a tenth of a
whole crawl. Updates, deletions and queries go through SQLAlchemy itself. This module reads the parts of a compiled
statement, so SQLAlchemy is pinned below its next major version, and a test compares what both of them store.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.storage.columns import CleanedString, clean_texts

RowValues = Mapping[str, Any]
ColumnValues = Mapping[str, Sequence[Any]]
"""Rows by their columns: of each name the values of all rows, in one order."""

_Writer = Callable[[Sequence[Any]], Iterable[Any]]

MAX_CACHED_STATEMENTS = 256
"""Compiled statements kept: the program has some twenty, for two databases at most."""


@dataclass(frozen=True, slots=True)
class _Value:
    """Where a value of a statement comes from: a name of the row, or a constant or default, the same for all rows."""

    name: str
    write: _Writer
    is_default: bool
    default: Any


@dataclass(frozen=True, slots=True)
class _Prepared:
    text: str
    values: tuple[_Value, ...]
    is_positional: bool


def insert_rows(session: Session, statement: sa.Insert, rows: Sequence[RowValues]) -> None:
    """Run the statement, which must be kept by its maker, for all rows; all rows name the same values."""
    if rows:
        insert_by_columns(session, statement, {name: list(map(itemgetter(name), rows)) for name in rows[0]})


def insert_by_columns(session: Session, statement: sa.Insert, columns: ColumnValues) -> None:
    """Run the statement for all rows; raises ValueError when the columns are not equally long."""
    connection = session.connection()
    prepared = _prepare(statement, tuple(columns), connection.dialect)
    number = len(next(iter(columns.values())))
    rows = list(zip(*(_written(value, columns, number) for value in prepared.values), strict=True))
    if prepared.is_positional:
        connection.exec_driver_sql(prepared.text, rows)
    else:
        names = [value.name for value in prepared.values]
        connection.exec_driver_sql(prepared.text, [dict(zip(names, row, strict=True)) for row in rows])


def _written(value: _Value, columns: ColumnValues, number: int) -> Iterable[Any]:
    """Return a column as the driver takes it."""
    return repeat(value.default, number) if value.is_default else value.write(columns[value.name])


@lru_cache(MAX_CACHED_STATEMENTS)
def _prepare(statement: sa.Insert, names: tuple[str, ...], dialect: sa.Dialect) -> _Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=True)
    binds = compiled.positiontup or list(compiled.binds)
    constants = {name: bind.value for name, bind in compiled.binds.items() if name not in names and not bind.required}
    defaults = constants | {column.key: _default(column) for column in compiled.insert_prefetch}
    values = (_value(name, _writer(compiled.binds[name].type, dialect), defaults) for name in binds)
    return _Prepared(compiled.string, tuple(values), compiled.positiontup is not None)


def _value(name: str, write: _Writer, defaults: Mapping[str, Any]) -> _Value:
    if name not in defaults:
        return _Value(name, write, is_default=False, default=None)
    return _Value(name, write, is_default=True, default=next(iter(write([defaults[name]]))))


def _default(column: sa.Column[Any]) -> Any:
    """Return the value of a column that the rows do not name; lists and dictionaries are made by a call."""
    default = cast("sa.ColumnDefault", column.default)
    return default.arg(None) if default.is_callable else default.arg


def _writer(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> _Writer:
    """Return what brings a column of values into the form in which the driver takes them."""
    if isinstance(kind, CleanedString):
        limit = kind.limit
        return lambda texts: clean_texts(texts, limit)
    write = kind.dialect_impl(dialect).bind_processor(dialect)
    return _unchanged if write is None else lambda values: map(write, values)


def _unchanged(values: Sequence[Any]) -> Sequence[Any]:
    return values
