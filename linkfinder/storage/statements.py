"""Statements that run for many rows at a time: compiled once in a process, and every value written by its column.

`Session.execute` would work out names, defaults and types anew for every row, half of the time of a batch, and compile
the statement anew for every batch. A statement is known again by its identity, so whoever makes one keeps it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, repeat
from operator import itemgetter
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.storage.columns import CleanedString, clean_texts

RowValues = Mapping[str, Any]
ColumnValues = Mapping[str, Sequence[Any]]
"""Rows that lie the other way: of each name the values of all rows, in one order."""

_Writer = Callable[[Sequence[Any]], Iterable[Any]]

MAX_CACHED_STATEMENTS = 256
"""Compiled statements kept: the program has some forty, for two databases at most."""

MAX_BOUND_VALUES = 999
"""Values that any SQLite takes in one step (SQLITE_MAX_VARIABLE_NUMBER before 3.32). Python lets other threads in at
every step, which costs more than a row: so many rows are added in one."""


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
    rows: int = 1  # that one step takes
    many: str = ""  # the text for so many


def execute(session: Session, statement: sa.Insert | sa.Update, rows: Sequence[RowValues]) -> None:
    """Run the statement once for each row; all rows name the same values."""
    if rows:
        execute_columns(session, statement, {name: list(map(itemgetter(name), rows)) for name in rows[0]})


def execute_columns(session: Session, statement: sa.Insert | sa.Update, columns: ColumnValues) -> None:
    """Run the statement once for each row; there must be one."""
    connection = session.connection()
    prepared = _prepare(statement, tuple(columns), connection.dialect)
    number = len(next(iter(columns.values())))
    rows = list(zip(*(_written(value, columns, number) for value in prepared.values), strict=True))
    if prepared.is_positional:
        _run(connection, prepared, rows)
    else:
        names = [value.name for value in prepared.values]
        connection.exec_driver_sql(prepared.text, [dict(zip(names, row, strict=True)) for row in rows])


def _run(connection: sa.Connection, prepared: _Prepared, rows: Sequence[tuple[Any, ...]]) -> None:
    size = prepared.rows
    whole = len(rows) - len(rows) % size if size > 1 else 0
    if whole:
        steps = [tuple(chain.from_iterable(rows[start : start + size])) for start in range(0, whole, size)]
        connection.exec_driver_sql(prepared.many, steps)
    if whole < len(rows):
        connection.exec_driver_sql(prepared.text, list(rows[whole:]))


def _written(value: _Value, columns: ColumnValues, number: int) -> Iterable[Any]:
    """Return a column as the driver takes it."""
    return repeat(value.default, number) if value.is_default else value.write(columns[value.name])


@lru_cache(MAX_CACHED_STATEMENTS)
def _prepare(statement: sa.Insert | sa.Update, names: tuple[str, ...], dialect: sa.Dialect) -> _Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=True)
    binds = compiled.positiontup or list(compiled.binds)
    constants = {name: bind.value for name, bind in compiled.binds.items() if name not in names and not bind.required}
    defaults = constants | {column.key: _default(column) for column in compiled.insert_prefetch}
    values = (_value(name, _writer(compiled.binds[name].type, dialect), defaults) for name in binds)
    prepared = _Prepared(compiled.string, tuple(values), compiled.positiontup is not None)
    return _for_many(prepared) if prepared.is_positional and isinstance(statement, sa.Insert) else prepared


def _for_many(prepared: _Prepared) -> _Prepared:
    """Return an insert that also takes many rows in one step."""
    row = f"({', '.join('?' * len(prepared.values))})"
    rows = MAX_BOUND_VALUES // len(prepared.values)
    return replace(
        prepared, rows=rows, many=prepared.text.replace(f"VALUES {row}", f"VALUES {', '.join([row] * rows)}")
    )


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
    return _as_they_are if write is None else lambda values: map(write, values)


def _as_they_are(values: Sequence[Any]) -> Sequence[Any]:
    return values
