"""The database as commands need it: named by the environment, opened, and at the present schema."""

import os
from typing import TYPE_CHECKING

from linkfinder.storage.session import database_url, migrate, open_database

if TYPE_CHECKING:
    from sqlalchemy import Engine


def open_current_database() -> "Engine":
    """Return the database at the present schema. Raises StorageError with the remedy when it cannot be used."""
    engine = open_database(database_url(os.environ))
    migrate(engine)
    return engine
