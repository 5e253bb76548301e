"""What tests share: databases built by the migrations, on SQLite and on a PostgreSQL server of their own.

`database` is SQLite; `any_database` runs a test once on each. The server lives on a private port and folder, and ends
with the tests. `crawl` stores visits in such a database and looks at what became of them.
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
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.kinds.guest_post.facts import GUEST_POST, GuestPost
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.opportunity import Evidence, Judgement, Mention, MentionState, Opportunity, OpportunityState
from linkfinder.model.page import Link, Page
from linkfinder.model.record import OpportunityRecord
from linkfinder.model.run import Run, RunState
from linkfinder.model.visit import Outcome, Visit
from linkfinder.storage import runs
from linkfinder.storage.opportunities import load_records
from linkfinder.storage.runs import find_niche
from linkfinder.storage.session import migrate, open_database, read_only_session, session
from linkfinder.storage.tables import TableBase
from linkfinder.storage.visits import StoredCounts, store_visits
from linkfinder.urls import site_of

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


KINDS = {
    GuestPost: GUEST_POST,
    BrokenLink: BROKEN_LINK,
    Mention: UNLINKED_MENTION,
}
PAGE = "http://blog.example/write-for-us"


class Crawl:
    """A crawl of a niche without a web: visits go in, records come out."""

    start = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)

    def __init__(self, engine: sa.Engine, niche: str = "dental") -> None:
        self.engine = engine
        self.niche = niche
        self.now = self.start
        self.run = self.begin()
        with read_only_session(engine) as opened:
            self.niche_id = find_niche(opened, self.niche)

    def begin(self, command: str = "crawl") -> Run:
        with session(self.engine) as opened:
            self.run = runs.start(opened, self.niche, command, self.now)
        return self.run

    def end(self, state: RunState = RunState.DONE) -> None:
        with session(self.engine) as opened:
            runs.finish(opened, Run(self.run.id, self.niche, self.run.command, state, self.run.started, self.now))

    def next_run(self, command: str = "crawl", *, days: int = 1) -> None:
        """End the run, and begin another one days later."""
        self.end()
        self.now += timedelta(days=days)
        self.begin(command)

    def opportunity(
        self, facts: GuestPost | BrokenLink | Mention | None = None, url: str = PAGE, **words: Any
    ) -> Opportunity:
        facts = GuestPost() if facts is None else facts
        sure: dict[str, Any] = {
            "evidence": (Evidence("invite", "Send us your article"),),
            "state": OpportunityState.OPEN,
            "relevance": 0.7,
            "relevance_reason": "implants",
            "confidence": 0.8,
        }
        return Opportunity(KINDS[type(facts)], self.niche, url, site_of(url), facts, **(sure | words))

    def mention(self, brand: str = "Acme", url: str = PAGE, **words: Any) -> Opportunity:
        return self.opportunity(Mention(brand, MentionState.UNLINKED, f"{brand} was named here."), url, **words)

    def visit(self, *opportunities: Opportunity, url: str = PAGE, links: tuple[Link, ...] = (), **words: Any) -> Visit:
        """A page that was read; `words` are further facts of the visit, `page` among them."""
        page = Page(url, title="A page", language="en", links=links, content_hash=7)
        facts: dict[str, Any] = {
            "page": page,
            "http_status": 200,
            "relevance": 0.7,
            "judgement": Judgement(opportunities),
        }
        return Visit(0, url, self.now, **({"outcome": Outcome.FETCHED} | facts | words))

    def store(self, *visits: Visit) -> StoredCounts:
        with session(self.engine) as opened:
            return store_visits(opened, self.niche_id, self.run.id, visits)

    def records(self, **chosen: Any) -> list[OpportunityRecord]:
        with read_only_session(self.engine) as opened:
            return load_records(opened, self.niche, **chosen)

    def record(self) -> OpportunityRecord:
        (only,) = self.records()
        return only

    def counts(self) -> dict[str, int]:
        """How many rows stand in each table."""
        with read_only_session(self.engine) as opened:
            return {
                table.name: opened.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                for table in TableBase.metadata.sorted_tables
            }

    def rows(self, table: type[TableBase]) -> list[dict[str, Any]]:
        columns = table.__table__.columns
        with read_only_session(self.engine) as opened:
            return [dict(row._mapping) for row in opened.execute(sa.select(*columns).order_by(*columns[:2]))]


@pytest.fixture
def crawl(any_database: sa.Engine) -> Crawl:
    return Crawl(any_database)
