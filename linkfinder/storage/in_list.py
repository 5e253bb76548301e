"""`column IN (many values)`, as one value: the statement stays the same however many there are.

With a parameter for every value, SQLAlchemy writes the statement anew each time, which costs more than the look-up. A
statement that is kept, and given its values when it runs, costs a fourth of one that is made each time.
"""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from linkfinder.storage.columns import CleanedString

_Scalar = int | str


class _Values(TypeDecorator[Any]):
    """A list of values: JSON for SQLite, an array for PostgreSQL."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, is_text: bool) -> None:  # noqa: FBT001 (SQLAlchemy copies a type by its arguments)
        super().__init__()
        self.is_text = is_text

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        """Return the database's own type."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(postgresql.ARRAY(sa.Text() if self.is_text else sa.BigInteger()))

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        """Return the list as the database takes it."""
        return value if dialect.name == "postgresql" else json.dumps(value)


class _InList(FunctionElement[bool]):
    """Whether a column's value is one of a list."""

    inherit_cache = True
    type = sa.Boolean()

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002 (SQLAlchemy's name)
        """Return the condition as it is: SQLAlchemy would add `= 1` for SQLite, which then uses no index."""
        return self


def in_list(
    column: sa.ColumnElement[Any] | sa.orm.InstrumentedAttribute[Any], values: Iterable[_Scalar] | None = None
) -> _InList:
    """Return the condition that the column's value is one of `values`, in any number.

    Without them, the statement asks for a list of that name when it runs (see `batches.select_among`).
    """
    kind = _Values(isinstance(column.type, CleanedString | sa.String))
    given = sa.bindparam("values", type_=kind) if values is None else sa.bindparam(None, list(values), type_=kind)
    return _InList(column, given)


@compiles(_InList, "sqlite")
def _in_sqlite(element: _InList, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 (values are bound)


@compiles(_InList, "postgresql")
def _in_postgresql(element: _InList, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} = ANY ({values})"
