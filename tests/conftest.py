"""What tests share: databases built by the migrations, on SQLite and on a PostgreSQL server of their own.

`database` is SQLite; `any_database` runs a test once on each. The server lives on a private port and folder, and ends
with the tests.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from linkfinder.storage.session import migrate, open_database

PASSWORD = "only-for-tests"


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server; `url(name)` is the address of one of its databases."""

    port: int

    def url(self, name: str) -> str:
        return f"postgresql://tester:{PASSWORD}@127.0.0.1:{self.port}/{name}"

    def run(self, statement: str) -> None:
        engine = open_database(self.url("postgres"))
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


def programs_folder() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs, or None when there is none."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr/local/pgsql").glob("bin")]
    servers = [folder for folder in folders if (folder / "initdb").is_file() and (folder / "postgres").is_file()]
    return max(servers, key=lambda folder: folder.parent.name.zfill(4), default=None)


def unprivileged_user() -> str | None:
    """Return whom the server runs as: the server refuses root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def running_server(programs: Path) -> Iterator[PostgresServer]:
    """Start a server in a new folder, and stop it and remove the folder at the end."""
    folder, user = Path(tempfile.mkdtemp(prefix="linkfinder-postgres-")), unprivileged_user()
    if user is not None:
        shutil.chown(folder, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = PostgresServer(probe.getsockname()[1])

    def run(*command: str | Path) -> None:
        subprocess.run(command, user=user, cwd=folder, check=True, stdin=subprocess.DEVNULL, capture_output=True)

    password = folder / "password"
    password.write_text(PASSWORD)
    if user is not None:
        shutil.chown(password, user)
    options = f"-p {server.port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c max_connections=50"
    control = (programs / "pg_ctl", "-D", folder / "data", "-w")
    try:
        run(programs / "initdb", "-D", folder / "data", "-U", "tester", "-A", "scram-sha-256", f"--pwfile={password}",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        run(*control, "-l", folder / "log", "-o", options, "start")
        try:
            yield server
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    programs = programs_folder()
    if programs is None:
        pytest.skip("PostgreSQL's programs (initdb, postgres) are not installed; on Debian: apt-get install postgresql")
    with running_server(programs) as server:
        server.run("CREATE DATABASE migrated")
        engine = open_database(server.url("migrated"))
        migrate(engine)
        engine.dispose()
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at the newest schema; tests take copies of it."""
    path = tmp_path_factory.mktemp("database") / "migrated.db"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def database(migrated_file: Path, tmp_path: Path) -> Iterator[sa.Engine]:
    """An empty SQLite database at the newest schema."""
    engine = open_database(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'linkfinder.db')}")
    yield engine
    engine.dispose()


NewDatabase = Callable[[str], str]
_NUMBERS = count(1)


@pytest.fixture
def postgres_database(postgres_server: PostgresServer) -> Iterator[NewDatabase]:
    """Gives the address of a new database, a copy of the one named (`migrated`, or `template0` for an empty one)."""
    made: list[str] = []

    def new(template: str) -> str:
        made.append(f"test_{next(_NUMBERS)}")
        postgres_server.run(f"CREATE DATABASE {made[-1]} TEMPLATE {template}")
        return postgres_server.url(made[-1])

    yield new
    for name in made:
        postgres_server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_database(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    """An empty database at the newest schema: a test that asks for it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("database")
        return
    engine = open_database(request.getfixturevalue("postgres_database")("migrated"))
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    url: str = request.getfixturevalue("postgres_database")("template0")
    return url
