"""Rows in and out in batches, in the same words on SQLite and PostgreSQL.

Rows go through SQLAlchemy's Core, many to a statement: a row at a time through the ORM is thirty times slower. New
rows, which are most, go through `bulk_insert`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from linkfinder.storage import tables
from linkfinder.storage.bulk_insert import (
    MAX_CACHED_STATEMENTS,
    ColumnValues,
    RowValues,
    insert_by_columns,
    insert_rows,
)

_Item = TypeVar("_Item")
_Value = TypeVar("_Value", int, str)
AnyRow = sa.Row[*tuple[Any, ...]]

MAX_IN_VALUES = 1_000
"""Values in one IN list, and rows fetched at a time: past this the statement grows and nothing gets faster."""


def chunks(items: Sequence[_Item], size: int = MAX_IN_VALUES) -> Iterator[Sequence[_Item]]:
    """Yield the items in runs of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def core_table(table: type[tables.TableBase]) -> sa.Table:
    """Return the Core table behind an ORM class."""
    return cast("sa.Table", table.__table__)


def insert(session: Session, table: type[tables.TableBase], rows: Sequence[RowValues]) -> None:
    """Add rows that are known to be new."""
    insert_rows(session, _inserting(table), rows)


def insert_columns(session: Session, table: type[tables.TableBase], columns: ColumnValues) -> None:
    """Add rows that are known to be new, given by their columns: for those that come by the thousand."""
    insert_by_columns(session, _inserting(table), columns)


def insert_missing(
    session: Session, table: type[tables.TableBase], rows: Sequence[RowValues], keys: Sequence[str]
) -> None:
    """Add the rows whose `keys` are not there yet, and leave the others as they are."""
    insert_rows(session, _adding(_dialect(session), table, tuple(keys)), rows)


def upsert(
    session: Session,
    table: type[tables.TableBase],
    rows: Sequence[RowValues],
    keys: Sequence[str],
    kept: Sequence[str] = (),
) -> None:
    """Add the rows; where `keys` are there already, set every column that the rows name, but those in `kept`."""
    if rows:
        changed = tuple(name for name in rows[0] if name not in kept)
        insert_rows(session, _replacing(_dialect(session), table, tuple(keys), changed), rows)


def upsert_higher(
    session: Session,
    table: type[tables.TableBase],
    rows: Sequence[RowValues],
    keys: Sequence[str],
    by: str,
    kept: Sequence[str] = (),
) -> None:
    """Add the rows; where `keys` are there already with a lower `by`, set every other column but those in `kept`."""
    if rows:
        changed = tuple(name for name in rows[0] if name not in kept)
        insert_rows(session, _replacing(_dialect(session), table, tuple(keys), changed, by), rows)


def update(session: Session, table: type[tables.TableBase], rows: Sequence[RowValues], key: str = "id") -> None:
    """Set in each row, found by `key`, the other columns that the rows name."""
    if not rows:
        return
    named = [(f"new_{name}", name) for name in rows[0] if name != key]
    statement = _updating(table, key, tuple(name for _, name in named))
    update_rows(session, statement, [{"old_key": row[key], **{new: row[name] for new, name in named}} for row in rows])


def update_rows(session: Session, statement: sa.Update, rows: Sequence[RowValues]) -> None:
    """Run a statement with parameters once for each row."""
    if rows:
        session.connection().execute(statement, rows)


def in_list(column: sa.ColumnElement[Any] | sa.orm.InstrumentedAttribute[Any]) -> sa.ColumnElement[bool]:
    """Return the condition that the column's value is one of the list that `select_among` gives the statement."""
    return column.in_(sa.bindparam("values", expanding=True))


def ids(session: Session, table: type[tables.TableBase], column: str, values: Collection[_Value]) -> dict[_Value, int]:
    """Return the `id` of every row whose `column` is one of `values`, by that value."""
    found: dict[_Value, int] = dict(select_among(session, _identifying(table, column), values))
    return found


def select_among(
    session: Session, chosen: sa.Select[*tuple[Any, ...]], values: Collection[_Value], **others: object
) -> Iterator[AnyRow]:
    """Yield the rows that a cached statement with `in_list(column)` finds; `others` are its parameters."""
    for part in chunks(sorted(set(values))):
        # All at once: row by row, Python would let other threads in between, which costs more than the row.
        yield from session.execute(chosen, {"values": part, **others}).all()


def ensure(session: Session, table: type[tables.TableBase], column: str, rows: Iterable[RowValues]) -> dict[Any, int]:
    """Return the `id` of each row by its `column`, after adding those that were missing."""
    wanted = {row[column]: row for row in rows}
    known = ids(session, table, column, wanted)
    missing = sorted(wanted.keys() - known.keys())
    if not missing:
        return known
    insert_missing(session, table, [wanted[value] for value in missing], [column])
    return known | ids(session, table, column, missing)


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


@lru_cache(MAX_CACHED_STATEMENTS)
def _inserting(table: type[tables.TableBase]) -> sa.Insert:
    return sa.insert(core_table(table))


@lru_cache(MAX_CACHED_STATEMENTS)
def _identifying(table: type[tables.TableBase], column: str) -> sa.Select[Any, int]:
    columns = core_table(table).c
    return sa.select(columns[column], columns.id).where(in_list(columns[column]))


@lru_cache(MAX_CACHED_STATEMENTS)
def _adding(dialect: str, table: type[tables.TableBase], keys: tuple[str, ...]) -> sa.Insert:
    return _insert(dialect, table).on_conflict_do_nothing(index_elements=keys)


@lru_cache(MAX_CACHED_STATEMENTS)
def _replacing(
    dialect: str, table: type[tables.TableBase], keys: tuple[str, ...], changed: tuple[str, ...], by: str = ""
) -> sa.Insert:
    statement = _insert(dialect, table)
    changes = {name: statement.excluded[name] for name in changed if name not in keys}
    is_lower = core_table(table).c[by] < statement.excluded[by] if by else None
    return statement.on_conflict_do_update(index_elements=keys, set_=changes, where=is_lower)


@lru_cache(MAX_CACHED_STATEMENTS)
def _updating(table: type[tables.TableBase], key: str, names: tuple[str, ...]) -> sa.Update:
    columns = core_table(table).c
    values = {name: sa.bindparam(f"new_{name}", type_=columns[name].type) for name in names}
    return sa.update(core_table(table)).where(columns[key] == sa.bindparam("old_key")).values(values)


def _insert(dialect: str, table: type[tables.TableBase]) -> sqlite.Insert | postgresql.Insert:
    maker = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return maker(core_table(table))
