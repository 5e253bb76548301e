"""Brings the database to the present schema, and checks it."""

from dataclasses import dataclass

from linkfinder.app.environment import open_configured_database, open_current_database
from linkfinder.storage.session import check_database, database_name


@dataclass(frozen=True, slots=True)
class DatabaseCheck:
    """The database's name without its password, and what is wrong with it, each with its remedy."""

    name: str
    faults: tuple[str, ...] = ()


def upgrade_database() -> DatabaseCheck:
    """Bring the schema to the program's and keep all data. Raises StorageError when that is not possible."""
    engine = open_current_database()
    try:
        return DatabaseCheck(database_name(engine.url))
    finally:
        engine.dispose()


def inspect_database() -> DatabaseCheck:
    """Compare the schema with the program's and look for damage; nothing is changed. Raises StorageError."""
    engine = open_configured_database()
    try:
        return DatabaseCheck(database_name(engine.url), tuple(check_database(engine)))
    finally:
        engine.dispose()
