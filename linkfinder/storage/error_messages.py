"""What a database says when it fails, in words that help: which database, what is wrong, what to do.

A statement that is wrong is a fault of this program and is let through, to be seen whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc
from sqlalchemy.engine import URL

from linkfinder.errors import StorageError

DATABASE_URL_VARIABLE = "LINKFINDER_DATABASE_URL"

BUSY_SECONDS = 30
"""How long a writer waits for another one: several times the longest write of the house, 100,000 scores at once."""

_REMEDIES = (
    ("password authentication failed", f"the user or the password in {DATABASE_URL_VARIABLE} is wrong"),
    ("no password supplied", f"{DATABASE_URL_VARIABLE} holds no password and the server asks for one"),
    (
        "does not exist",
        f"the database or the user in {DATABASE_URL_VARIABLE} does not exist; create it first (createdb, createuser)",
    ),
    ("Connection refused", f"no server listens there; start it, or mend host and port in {DATABASE_URL_VARIABLE}"),
    ("failed to resolve host", f"the host in {DATABASE_URL_VARIABLE} does not exist"),
    ("timeout", f"the server does not answer; mend host and port in {DATABASE_URL_VARIABLE}, or wait"),
    ("not a database", "the file is no SQLite database; move it away or name another file"),
    ("readonly database", "the file may only be read; mend its owner or its rights"),
    ("unable to open", "the file or its folder may not be written; mend the rights or name another file"),
    ("is locked", f"another program has been writing for {BUSY_SECONDS} seconds; try again when it has ended"),
    ("is full", "the disk is full; make room and start again, nothing stored so far is lost"),
    ("malformed", "the file is damaged; bring back a copy, or rescue it with: sqlite3 FILE .recover"),
)
_MAY_ONLY_READ = ("InsufficientPrivilege", "ReadOnlySqlTransaction")
"""PostgreSQL's names for: this user, or this server, does not write there (SQLSTATE 42501 and 25006)."""
_NO_SCHEMA = ("no such table", "no such column", "UndefinedTable", "UndefinedColumn")


@contextmanager
def storage_errors(address: URL) -> Iterator[None]:
    """Turn the failures of the database at `address` into StorageError; other errors pass."""
    try:
        yield
    except exc.SQLAlchemyError as error:
        message = _message(address, error)
        if message is None:
            raise
        raise StorageError(message) from error


def database_name(address: URL) -> str:
    """Return how messages call a database: its file, or name, user and host, without password and options."""
    if address.get_backend_name() == "sqlite":
        return f"database {address.database}"
    port = f":{address.port}" if address.port else ""
    return (
        f"database {address.database or ''} of {address.username or 'nobody'} at {address.host or 'this machine'}{port}"
    )


def _message(address: URL, error: exc.SQLAlchemyError) -> str | None:
    cause = getattr(error, "orig", None) or error
    said = str(cause).strip()
    if any(sign in f"{type(cause).__name__} {said}" for sign in _NO_SCHEMA):
        return (
            f"{database_name(address)}: its schema is not the program's; "
            f"run: linkfinder db upgrade ({_first_line(said)})"
        )
    if any(sign in type(cause).__name__ for sign in _MAY_ONLY_READ):
        return (
            f"{database_name(address)}: it may only be read ({_first_line(said)}); grant this user the right to write, "
            f"or name another user or server in {DATABASE_URL_VARIABLE}"
        )
    # The drivers give a damaged or foreign file the bare DatabaseError, and a wrong statement one of its children.
    if not isinstance(error, exc.OperationalError | exc.InterfaceError | exc.TimeoutError) and (
        type(error) is not exc.DatabaseError
    ):
        return None
    remedy = next((remedy for sign, remedy in _REMEDIES if sign in said), "it cannot be used")
    if address.password:
        said = said.replace(str(address.password), "***")
    return f"{database_name(address)}: {remedy} ({_first_line(said)})"


def _first_line(text: str) -> str:
    return text.partition("\n")[0]
