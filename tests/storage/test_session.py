"""The way into the database, and what is said when it is barred."""

import os
import pwd
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import make_url

from linkfinder.errors import StorageError
from linkfinder.storage.runs import ensure_niche, niche_names
from linkfinder.storage.session import (
    check_place,
    check_writable,
    database_url,
    open_database,
    read_only_session,
    session,
)
from tests.conftest import NewDatabase

if TYPE_CHECKING:
    from tests.conftest import PostgresServer

SECRET = "s3cret"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.parametrize(
    ("environ", "url"),
    [
        ({}, "sqlite:///data/linkfinder.db"),
        ({"LINKFINDER_DATABASE_URL": " "}, "sqlite:///data/linkfinder.db"),
        ({"LINKFINDER_DATABASE_URL": "postgresql://db.example/links"}, "postgresql://db.example/links"),
    ],
)
def test_the_environment_names_the_database(environ: dict[str, str], url: str) -> None:
    assert database_url(environ) == url


def test_the_folder_of_the_default_database_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_database(database_url({})).dispose()
    assert (tmp_path / "data" / "linkfinder.db").is_file()


def test_any_other_folder_must_be_there_so_that_a_slip_makes_no_second_database(tmp_path: Path) -> None:
    with pytest.raises(
        StorageError, match=r"the folder .*/dta does not exist; correct the path in LINKFINDER_DATABASE"
    ):
        open_database(f"sqlite:///{tmp_path}/dta/links.db")
    assert list(tmp_path.iterdir()) == []


def test_sqlite_is_set_up_for_readers_beside_a_writer(database: sa.Engine) -> None:
    with read_only_session(database) as opened:
        settings = {
            name: opened.scalar(sa.text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 30_000}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "LINKFINDER_DATABASE_URL is not a database address; write sqlite:///folder/file.db"),
        (f"postgresql://user:{SECRET}/x@host:port/links", "is not a database address"),
        ("mysql://host/links", "mysql is not known here; use sqlite or postgresql"),
        ("sqlite://", "a database in memory keeps nothing"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(url: str, said: str) -> None:
    with pytest.raises(StorageError, match=said) as caught:
        open_database(url)
    assert SECRET not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").write_text("a file stands where the folder should be")
    with pytest.raises(
        StorageError, match=r"the folder data cannot be created \(File exists\); change its permissions"
    ):
        open_database(database_url({}))


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user may enter, so that a test can be somebody else than root."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be nobody for a while: root may write everywhere."""
    if os.geteuid():
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_only_be_read_is_noticed(migrated_file: Path, shared_folder: Path) -> None:
    file = Path(shutil.copy(migrated_file, shared_folder / "links.db"))
    shared_folder.chmod(0o777)
    file.chmod(0o444)
    with without_privileges():
        engine = open_database(f"sqlite:///{file}")
        with pytest.raises(StorageError, match="the file may only be read"):
            check_writable(engine)
        engine.dispose()


def test_a_folder_where_no_file_can_be_made_is_noticed(shared_folder: Path) -> None:
    check_place(f"sqlite:///{shared_folder}/links.db")
    shared_folder.chmod(0o555)
    with without_privileges(), pytest.raises(StorageError, match="no file can be made in"):
        check_place(f"sqlite:///{shared_folder}/links.db")


@pytest.mark.postgres
def test_a_user_who_may_only_read_is_noticed(postgres_server: "PostgresServer", postgres_database: NewDatabase) -> None:
    url = postgres_database("migrated")
    check_writable(writer := open_database(url))
    with writer.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE reader LOGIN PASSWORD '{SECRET}'")
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    reader = open_database(make_url(url).set(username="reader", password=SECRET).render_as_string(hide_password=False))
    with pytest.raises(StorageError, match="it may only be read") as caught:
        check_writable(reader)
    assert SECRET not in str(caught.value)
    reader.dispose()
    with writer.begin() as connection:
        connection.exec_driver_sql("DROP OWNED BY reader")
        connection.exec_driver_sql("DROP ROLE reader")
    writer.dispose()


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="the file or its folder may not be written"):
        open_database(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "links.db").write_text("not a database at all" * 50)
    with pytest.raises(StorageError, match="the file is no SQLite database; move it away or name another file"):
        open_database(f"sqlite:///{tmp_path}/links.db")


def test_a_database_without_tables_asks_for_an_upgrade(empty_url: str) -> None:
    engine = open_database(empty_url)
    said = "its schema is not the program's; run: linkfinder db upgrade"
    with pytest.raises(StorageError, match=said), read_only_session(engine) as opened:
        niche_names(opened)
    engine.dispose()


def test_a_server_that_is_down_is_said() -> None:
    port = free_port()
    with pytest.raises(
        StorageError, match=rf"database links of me at 127.0.0.1:{port}: no server listens there"
    ) as caught:
        open_database(f"postgres://me:{SECRET}@127.0.0.1:{port}/links")
    assert SECRET not in str(caught.value)


@pytest.mark.postgres
def test_a_wrong_password_and_a_missing_database_are_told_apart(postgres_server: "PostgresServer") -> None:
    port = postgres_server.port
    with pytest.raises(StorageError, match="the user or the password in LINKFINDER_DATABASE_URL is wrong") as caught:
        open_database(f"postgresql://tester:{SECRET}@127.0.0.1:{port}/postgres")
    assert SECRET not in str(caught.value)
    with pytest.raises(StorageError, match="the database or the user in LINKFINDER_DATABASE_URL does not exist"):
        open_database(postgres_server.url("nowhere"))


def test_a_session_that_fails_stores_nothing(any_database: sa.Engine) -> None:
    def fail_half_way() -> None:
        with session(any_database) as opened:
            ensure_niche(opened, "dental")
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    with read_only_session(any_database) as opened:
        assert niche_names(opened) == []


def test_a_wrong_statement_is_a_fault_of_the_program_and_seen_whole(any_database: sa.Engine) -> None:
    with pytest.raises(exc.DBAPIError), session(any_database) as opened:
        opened.execute(sa.text("INSERT INTO niche (id, name) VALUES (1, NULL)"))


def test_a_reader_sees_one_moment_and_holds_no_writer_up(any_database: sa.Engine) -> None:
    with read_only_session(any_database) as reader:
        assert niche_names(reader) == []
        with session(any_database) as writer:
            ensure_niche(writer, "dental")
        assert niche_names(reader) == []
    with read_only_session(any_database) as reader:
        assert niche_names(reader) == ["dental"]


def test_two_writers_wait_for_each_other(any_database: sa.Engine) -> None:
    names = [f"niche {number}" for number in range(8)]
    all_there = threading.Barrier(len(names))

    def write(name: str) -> None:
        all_there.wait()
        with session(any_database) as opened:
            known = len(niche_names(opened))  # read first: without a place in the queue, SQLite would refuse the write
            ensure_niche(opened, f"{name} after {min(known, 0)}")

    threads = [threading.Thread(target=write, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with read_only_session(any_database) as opened:
        assert len(niche_names(opened)) == len(names)


def test_a_writer_that_never_gets_its_turn_is_told_why(database: sa.Engine) -> None:
    impatient = open_database(str(database.url))
    with impatient.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
    with session(database) as slow:
        ensure_niche(slow, "dental")
        with pytest.raises(StorageError, match="another program has been writing for 30 seconds"):
            write_niche(impatient)
    impatient.dispose()


def write_niche(engine: sa.Engine) -> None:
    with session(engine) as opened:
        ensure_niche(opened, "gardens")
