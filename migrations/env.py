"""How Alembic reaches the database: as the program does, so that both use the same one.

`linkfinder db upgrade` passes its connection; `alembic` on the command line opens LINKFINDER_DATABASE_URL. There is
no alembic.ini: the settings are in `pyproject.toml`.
"""

import os
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from linkfinder.storage.session import database_url, migrating, open_database
from linkfinder.storage.tables import TableBase


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write the database's type for a column type of ours: a migration must not change when the program does."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run(connection: Connection) -> None:
    """Run the requested steps on this connection."""
    context.configure(
        connection=connection,
        target_metadata=TableBase.metadata,
        render_as_batch=True,  # SQLite changes a table by rebuilding it
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_online() -> None:
    """Run the steps on the connection that was handed in, or on one of our own."""
    handed_in = context.config.attributes.get("connection")
    if handed_in is not None:
        run(handed_in)
        return
    engine = open_database(database_url(os.environ))
    try:
        with migrating(engine) as connection:
            run(connection)
    finally:
        engine.dispose()


def write_sql() -> None:
    """Print the statements instead of running them (`alembic upgrade head --sql`)."""
    context.configure(url=database_url(os.environ), target_metadata=TableBase.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    write_sql()
else:
    run_online()
