"""The way into the database: its address, its sessions, and its schema, which only migrations change.

SQLite has one writer at a time, so a session that may write takes its place in the queue when it begins
(`BEGIN IMMEDIATE`); one that only reads sees one moment of the database and blocks no writer.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session

import linkfinder
from linkfinder.errors import StorageError
from linkfinder.storage.tables import NicheRow, TableBase

DATABASE_URL_VARIABLE = "LINKFINDER_DATABASE_URL"

BUSY_SECONDS = 30
"""How long a writer waits for another one: several times the longest write of the program, 100,000 scores at once."""

_REMEDIES = (
    ("password authentication failed", f"the user or the password in {DATABASE_URL_VARIABLE} is wrong"),
    ("no password supplied", f"{DATABASE_URL_VARIABLE} has no password, but the server requires one"),
    (
        "does not exist",
        f"the database or the user in {DATABASE_URL_VARIABLE} does not exist; create it first (createdb, createuser)",
    ),
    ("Connection refused", f"no server listens there; start it, or correct host and port in {DATABASE_URL_VARIABLE}"),
    ("failed to resolve host", f"the host in {DATABASE_URL_VARIABLE} does not exist"),
    ("timeout", f"the server does not respond; correct host and port in {DATABASE_URL_VARIABLE}, or wait"),
    ("not a database", "the file is no SQLite database; move it away or name another file"),
    ("readonly database", "the file may only be read; change its owner or its permissions"),
    ("unable to open", "the file or its folder may not be written; change the permissions or name another file"),
    ("is locked", f"another program has been writing for {BUSY_SECONDS} seconds; try again when it has ended"),
    ("is full", "the disk is full; delete something and start again, nothing stored so far is lost"),
    ("malformed", "the file is damaged; restore a backup, or recover it with: sqlite3 FILE .recover"),
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


_DEFAULT_FOLDER = Path("data")
_DEFAULT_URL = f"sqlite:///{_DEFAULT_FOLDER}/linkfinder.db"
_PACKAGE = Path(linkfinder.__file__).parent
MIGRATIONS = next(
    (found for found in (_PACKAGE / "migrations", _PACKAGE.parent / "migrations") if (found / "env.py").is_file()),
    _PACKAGE / "migrations",
)
"""In the package when it was installed from a wheel, at the top of the repository in a checkout."""

_CONNECT_SECONDS = 10
"""A server in the same network responds in milliseconds; one that takes longer than this is down or elsewhere."""

_CACHE_KIB = 64_000
"""SQLite's page cache: the indexes of a million links fit, and a crawl stays far below its 400 MB."""

_READING = "linkfinder_reading"
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def database_url(environ: Mapping[str, str]) -> str:
    """Return the address of the database that the environment names, by default a file below `data/`."""
    return environ.get(DATABASE_URL_VARIABLE, "").strip() or _DEFAULT_URL


def open_database(url: str) -> sa.Engine:
    """Return an engine whose database answers; a missing SQLite file is made, a missing folder only if it is `data`.

    Raises StorageError, never with a password in it, when the database cannot be used.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        _check_folder(address)
        if _folder_of(address) == _DEFAULT_FOLDER:
            _make_folder(address)
        engine = sa.create_engine(address, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        # A connection that died in the night is replaced before it is used, not by the error of a whole batch.
        engine = sa.create_engine(
            address, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_SECONDS}
        )
    with storage_errors(engine.url), engine.connect():
        return engine


@contextmanager
def session(engine: sa.Engine) -> Iterator[Session]:
    """Give a session whose work is stored as a whole at the end, or not at all when anything is raised.

    Raises StorageError when the database fails.
    """
    with storage_errors(engine.url), Session(engine) as opened, opened.begin():
        yield opened


@contextmanager
def read_only_session(engine: sa.Engine) -> Iterator[Session]:
    """Give a session that only reads, sees one moment of the database, and blocks no writer.

    Raises StorageError when the database fails.
    """
    options: dict[str, Any] = {_READING: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with storage_errors(engine.url), Session(engine.execution_options(**options)) as opened, opened.begin():
        yield opened


def migrate(engine: sa.Engine) -> None:
    """Bring the schema up to the program's and keep all data; nothing happens when it is there already.

    Raises StorageError when the schema is newer than the program, or the migrations are missing.
    """
    script = _script()
    if _revision(engine, script) == script.get_current_head():
        return
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with migrating(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def migrating(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give the one connection on which tables may be rebuilt, in one transaction; a second program waits.

    SQLite rebuilds a table by dropping it, which with foreign keys on would empty its children: they are off, and
    checked before the end. Raises StorageError when a row lost its parent.
    """
    with storage_errors(engine.url), engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        if connection.dialect.name == "sqlite":
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext("linkfinder schema"))))
                yield connection
                _refuse_orphans(connection)
        finally:
            if connection.dialect.name == "sqlite":
                driver.execute("PRAGMA foreign_keys=ON")


def schema_drift(engine: sa.Engine) -> list[str]:
    """Return in words what differs between the database's schema and the program's tables; empty when nothing does."""
    with storage_errors(engine.url), engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), TableBase.metadata)
    return sorted(_in_words(difference) for difference in differences)


def check_database(engine: sa.Engine) -> list[str]:
    """Return what is wrong with the database, each with its remedy: version, schema, damage; empty when all is well.

    Raises StorageError when the schema is newer than the program, or the database fails.
    """
    script = _script()
    revision, head = _revision(engine, script), script.get_current_head()
    if revision != head:
        return [f"the schema is at {revision or 'nothing'}, the program needs {head}; run: linkfinder db upgrade"]
    return schema_drift(engine) + _damage(engine)


def check_writable(engine: sa.Engine) -> None:
    """Change nothing, but in a way that only a writer may. Raises StorageError when the database can only be read."""
    with storage_errors(engine.url), engine.begin() as connection:  # SQLite already refuses here: it begins as a writer
        if sa.inspect(connection).has_table(NicheRow.__tablename__):
            connection.execute(sa.update(NicheRow).where(sa.false()).values(name=""))


def check_place(url: str) -> None:
    """Raise StorageError when a SQLite file that is not there yet could not be made: folder missing or not writable."""
    address = _address(url)
    _check_folder(address)
    folder = next(place for place in (_folder_of(address), Path()) if place.exists())
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise StorageError(
            f"{database_name(address)}: no file can be made in {folder.absolute()}; "
            "change the folder's owner or permissions "
            f"or name another file in {DATABASE_URL_VARIABLE}"
        )


def _script() -> ScriptDirectory:
    if not (MIGRATIONS / "env.py").is_file():
        raise StorageError(
            f"{MIGRATIONS}: the migrations are missing, so the installation is damaged; install linkfinder again"
        )
    return ScriptDirectory(str(MIGRATIONS))


def _revision(engine: sa.Engine, script: ScriptDirectory) -> str | None:
    with storage_errors(engine.url), engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in script.walk_revisions()}
    if revision is not None and revision not in known:
        raise StorageError(
            f"{database_name(engine.url)}: a newer linkfinder made its schema ({revision}); update this one "
            "(in a checkout: git pull && make install)"
        )
    return revision


def _refuse_orphans(connection: sa.Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        raise StorageError(
            f"{database_name(connection.engine.url)}: {len(orphans)} rows of {orphans[0][0]} and others would "
            "lose their "
            "parent; nothing was changed"
        )


def _damage(engine: sa.Engine) -> list[str]:
    if engine.dialect.name != "sqlite":
        return []  # PostgreSQL checks its own pages
    with storage_errors(engine.url), read_only_session(engine) as opened:
        said = opened.scalars(sa.text("PRAGMA quick_check")).all()
        orphans = opened.execute(sa.text("PRAGMA foreign_key_check")).all()
    lines = [f"the file is damaged: {line}; restore a backup" for line in said if line != "ok"]
    return lines + [f"{row[0]} row {row[1]} has no parent in {row[2]}" for row in orphans]


def _in_words(difference: Any) -> str:
    """Return one line for a difference as Alembic gives it: an operation and its objects, or a list of them."""
    if isinstance(difference, list):
        return "; ".join(_in_words(part) for part in difference)
    operation, *objects = difference
    names = [str(getattr(thing, "name", thing)) for thing in objects if not isinstance(thing, dict | None)]
    return f"{str(operation).replace('_', ' ')}: {' '.join(names)}"


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (exc.ArgumentError, ValueError):
        raise StorageError(
            f"{DATABASE_URL_VARIABLE} is not a database address; write sqlite:///folder/file.db "
            "or postgresql://user:password@host/database"
        ) from None  # what could not be read as a port may be a part of the password
    driver = _DRIVERS.get(address.get_backend_name())
    if driver is None:
        raise StorageError(f"{DATABASE_URL_VARIABLE}: {address.drivername} is not known here; use sqlite or postgresql")
    if driver == "sqlite" and address.database in {None, "", ":memory:"}:
        raise StorageError(
            f"{DATABASE_URL_VARIABLE}: a database in memory keeps nothing; write sqlite:///folder/file.db"
        )
    return address.set(drivername=driver)


def _folder_of(address: URL) -> Path:
    return Path(str(address.database)).parent


def _check_folder(address: URL) -> None:
    """Raise StorageError when a folder other than the default one is missing: its name may be a typing error."""
    folder = _folder_of(address)
    if folder != _DEFAULT_FOLDER and not folder.exists():
        raise StorageError(
            f"{database_name(address)}: the folder {folder} does not exist; "
            f"correct the path in {DATABASE_URL_VARIABLE}, or make the "
            f"folder: mkdir -p {folder}"
        )


def _make_folder(address: URL) -> None:
    folder = _folder_of(address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{database_name(address)}: the folder {folder} cannot be created ({error.strerror}); "
            f"change its permissions or name another file in {DATABASE_URL_VARIABLE}"
        ) from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; `_begin_sqlite` does
    for setting in (
        "journal_mode=WAL",  # readers and the writer do not wait for each other
        "synchronous=NORMAL",  # a power cut may cost the last commits, a killed process nothing; never damage
        "foreign_keys=ON",
        f"cache_size=-{_CACHE_KIB}",
        "temp_store=MEMORY",
        "wal_autocheckpoint=4000",  # pages; most are written several times before they must go to their place
        "journal_size_limit=67108864",  # the log shrinks back to 64 MB after a large write
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: sa.Connection) -> None:
    is_reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
