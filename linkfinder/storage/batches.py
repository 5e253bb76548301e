"""Rows in and out in batches, in the same words on SQLite and PostgreSQL.

Rows go through SQLAlchemy's Core, many to a statement: a row at a time through the ORM is thirty times slower.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from linkfinder.storage import tables

Item = TypeVar("Item")
Value = TypeVar("Value", int, str)
Row = Mapping[str, Any]

ROWS = 1_000
"""Values in one IN list, and rows fetched at a time: past this the statement grows and nothing gets faster."""


def chunks(items: Sequence[Item], size: int = ROWS) -> Iterator[Sequence[Item]]:
    """Yield the items in runs of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def core(table: type[tables.Table]) -> sa.Table:
    """Return the Core table behind an ORM class."""
    return cast("sa.Table", table.__table__)


def insert(session: Session, table: type[tables.Table], rows: Sequence[Row]) -> None:
    """Add rows that are known to be new."""
    _execute(session, sa.insert(core(table)), rows)


def insert_missing(session: Session, table: type[tables.Table], rows: Sequence[Row], keys: Sequence[str]) -> None:
    """Add the rows whose `keys` are not there yet, and leave the others as they are."""
    _execute(session, _insert(session, table).on_conflict_do_nothing(index_elements=list(keys)), rows)


def upsert(
    session: Session, table: type[tables.Table], rows: Sequence[Row], keys: Sequence[str], kept: Sequence[str] = ()
) -> None:
    """Add the rows; where `keys` are there already, set every column that the rows name, but those in `kept`."""
    if not rows:
        return
    statement = _insert(session, table)
    changes = {name: statement.excluded[name] for name in rows[0] if name not in (*keys, *kept)}
    _execute(session, statement.on_conflict_do_update(index_elements=list(keys), set_=changes), rows)


def upsert_higher(
    session: Session, table: type[tables.Table], rows: Sequence[Row], keys: Sequence[str], by: str
) -> None:
    """Add the rows; where `keys` are there already with a lower `by`, set every other column that the rows name."""
    if not rows:
        return
    statement = _insert(session, table)
    changes = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    is_lower = core(table).c[by] < statement.excluded[by]
    _execute(session, statement.on_conflict_do_update(index_elements=list(keys), set_=changes, where=is_lower), rows)


def update(session: Session, table: type[tables.Table], rows: Sequence[Row], key: str = "id") -> None:
    """Set in each row, found by `key`, the other columns that the rows name."""
    if not rows:
        return
    columns = core(table).c
    values = {name: sa.bindparam(f"new_{name}", type_=columns[name].type) for name in rows[0] if name != key}
    statement = sa.update(core(table)).where(columns[key] == sa.bindparam("old_key")).values(values)
    named = [(f"new_{name}", name) for name in values]
    _execute(session, statement, [{"old_key": row[key], **{new: row[name] for new, name in named}} for row in rows])


def ids(session: Session, table: type[tables.Table], column: str, values: Collection[Value]) -> dict[Value, int]:
    """Return the `id` of every row whose `column` is one of `values`, by that value."""
    columns = core(table).c
    return {
        row[0]: row[1]
        for part in chunks(sorted(set(values)))
        for row in session.execute(sa.select(columns[column], columns.id).where(columns[column].in_(part)))
    }


def ensure(session: Session, table: type[tables.Table], column: str, rows: Iterable[Row]) -> dict[Any, int]:
    """Return the `id` of each row by its `column`, after adding those that were missing."""
    wanted = {row[column]: row for row in rows}
    known = ids(session, table, column, wanted)
    missing = sorted(wanted.keys() - known.keys())
    if not missing:
        return known
    insert_missing(session, table, [wanted[value] for value in missing], [column])
    return known | ids(session, table, column, missing)


def _execute(session: Session, statement: sa.Insert | sa.Update, rows: Sequence[Row]) -> None:
    """Run the statement once for each row.

    `Session.execute` would work out names, defaults and types anew for every row, half of the time of a batch. Here
    that is done once; every value still goes through the type of its column.
    """
    if not rows:
        return
    connection = session.connection()
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]), for_executemany=True)
    defaults = {column.key: _default(column) for column in compiled.insert_prefetch}
    columns = []
    for name in compiled.positiontup or compiled.binds:
        write = compiled.binds[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        values = repeat(defaults[name], len(rows)) if name in defaults else [row[name] for row in rows]
        columns.append(values if write is None else map(write, values))
    if compiled.positiontup is None:
        connection.exec_driver_sql(
            compiled.string, [dict(zip(compiled.binds, row, strict=True)) for row in zip(*columns, strict=True)]
        )
    else:
        connection.exec_driver_sql(compiled.string, list(zip(*columns, strict=True)))


def _default(column: sa.Column[Any]) -> Any:
    """Return the value of a column that the rows do not name; lists and dictionaries are made by a call."""
    default = cast("sa.ColumnDefault", column.default)
    return default.arg(None) if default.is_callable else default.arg


def _insert(session: Session, table: type[tables.Table]) -> sqlite.Insert | postgresql.Insert:
    maker = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return maker(core(table))
