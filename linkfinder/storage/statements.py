"""Statements that run for many rows at a time: compiled once in a process, and every value written by its column.

`Session.execute` would work out names, defaults and types anew for every row, half of the time of a batch, and compile
the statement anew for every batch. A statement is known again by its identity, so whoever makes one keeps it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.storage.columns import Cleaned, clean_all

Row = Mapping[str, Any]
Write = Callable[[Sequence[Any]], Iterable[Any]]

KEPT = 256
"""Compiled statements kept: the program has some forty, for two databases at most."""


@dataclass(frozen=True, slots=True)
class _Value:
    """Where one value of a statement comes from: a name of the row, or a default that is the same for all rows."""

    name: str
    write: Write
    is_default: bool
    default: Any


@dataclass(frozen=True, slots=True)
class _Prepared:
    text: str
    values: tuple[_Value, ...]
    is_positional: bool


def execute(session: Session, statement: sa.Insert | sa.Update, rows: Sequence[Row]) -> None:
    """Run the statement once for each row; all rows name the same values."""
    if not rows:
        return
    connection = session.connection()
    prepared = _prepare(statement, tuple(rows[0]), connection.dialect)
    columns = [_column(value, rows) for value in prepared.values]
    if prepared.is_positional:
        connection.exec_driver_sql(prepared.text, list(zip(*columns, strict=True)))
    else:
        names = [value.name for value in prepared.values]
        connection.exec_driver_sql(
            prepared.text, [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        )


def _column(value: _Value, rows: Sequence[Row]) -> Iterable[Any]:
    if value.is_default:
        return repeat(value.default, len(rows))
    return value.write(list(map(itemgetter(value.name), rows)))


@lru_cache(KEPT)
def _prepare(statement: sa.Insert | sa.Update, names: tuple[str, ...], dialect: sa.Dialect) -> _Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=True)
    defaults = {column.key: _default(column) for column in compiled.insert_prefetch}
    binds = compiled.positiontup or list(compiled.binds)
    values = (_value(name, _writer(compiled.binds[name].type, dialect), defaults) for name in binds)
    return _Prepared(compiled.string, tuple(values), compiled.positiontup is not None)


def _value(name: str, write: Write, defaults: Mapping[str, Any]) -> _Value:
    if name not in defaults:
        return _Value(name, write, is_default=False, default=None)
    return _Value(name, write, is_default=True, default=next(iter(write([defaults[name]]))))


def _default(column: sa.Column[Any]) -> Any:
    """Return the value of a column that the rows do not name; lists and dictionaries are made by a call."""
    default = cast("sa.ColumnDefault", column.default)
    return default.arg(None) if default.is_callable else default.arg


def _writer(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Write:
    """Return what brings a column of values into the form in which the driver takes them."""
    if isinstance(kind, Cleaned):
        limit = kind.limit
        return lambda texts: clean_all(texts, limit)
    write = kind.dialect_impl(dialect).bind_processor(dialect)
    return _as_they_are if write is None else lambda values: map(write, values)


def _as_they_are(values: Sequence[Any]) -> Sequence[Any]:
    return values
