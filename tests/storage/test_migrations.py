import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from linkfinder.errors import StorageError
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.page import Link
from linkfinder.storage import session as door
from linkfinder.storage.session import check_database, migrate, migrating, open_database, schema_drift, session
from linkfinder.storage.tables import PageRow, TableBase, TargetRow
from linkfinder.storage.targets import KeptCheck, store_checks

if TYPE_CHECKING:
    from tests.conftest import Crawl

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty(empty_url: str) -> Iterator[sa.Engine]:
    engine = open_database(empty_url)
    yield engine
    engine.dispose()


def alembic(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "alembic", *arguments],
        cwd=ROOT,
        env={**os.environ, "LINKFINDER_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def tables_of(engine: sa.Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names())


def test_migrating_makes_every_table_and_leaves_no_drift(empty: sa.Engine) -> None:
    migrate(empty)
    assert tables_of(empty) == {*TableBase.metadata.tables, "alembic_version"}
    assert schema_drift(empty) == []
    assert check_database(empty) == []


def test_migrating_again_changes_nothing(empty: sa.Engine) -> None:
    migrate(empty)
    migrate(empty)
    assert check_database(empty) == []


def test_alembic_alone_goes_up_checks_goes_down_and_up_again(empty_url: str, empty: sa.Engine) -> None:
    for step in (["upgrade", "head"], ["check"], ["downgrade", "base"], ["upgrade", "head"], ["check"]):
        done = alembic(empty_url, *step)
        assert done.returncode == 0, done.stderr
        if step[0] == "downgrade":
            assert tables_of(empty) == {"alembic_version"}
    assert check_database(empty) == []


def test_alembic_can_write_the_statements_down(empty_url: str, empty: sa.Engine) -> None:
    done = alembic(empty_url, "upgrade", "head", "--sql")
    assert "CREATE TABLE opportunity" in done.stdout
    assert tables_of(empty) == set()


def test_a_site_that_was_there_before_its_pages_worth_was_counted_keeps_all_its_promise(
    empty_url: str, empty: sa.Engine
) -> None:
    assert alembic(empty_url, "upgrade", "0002").returncode == 0
    names = (
        "niche_id, domain, state, reason, promise, relevance, weight, cited_by, found, is_chosen, allowed, fetched, "
        "fetched_ever, failed_in_row, next_at, lease_by, lease_until"
    )
    values = "1, 'read.example', 'member', '', 0.5, 0.4, 7, 0, 0, :no, 10, 7, 7, 0, 0, '', 0"
    with empty.begin() as connection:
        connection.execute(sa.text("INSERT INTO niche (id, name) VALUES (1, 'dental')"))
        connection.execute(sa.text(f"INSERT INTO frontier_site ({names}) VALUES ({values})"), {"no": False})
    assert alembic(empty_url, "upgrade", "head").returncode == 0
    with empty.connect() as connection:
        row = connection.execute(
            sa.text("SELECT promise, weight, tried, useful, share, is_stranger FROM frontier_site")
        ).one()
    assert tuple(row) == (0.5, 7, 0, 0, 1, False)
    assert check_database(empty) == []


def test_a_site_that_was_read_before_its_relevance_had_a_weight_keeps_what_was_known(
    empty_url: str, empty: sa.Engine
) -> None:
    assert alembic(empty_url, "upgrade", "0001").returncode == 0
    names = (
        "niche_id, domain, state, reason, promise, relevance, cited_by, found, is_chosen, allowed, fetched, "
        "fetched_ever, failed_in_row, next_at, lease_by, lease_until"
    )
    with empty.begin() as connection:
        connection.execute(sa.text("INSERT INTO niche (id, name) VALUES (1, 'dental')"))
        for domain, relevance in (("read.example", "0.4"), ("new.example", "NULL")):
            values = f"1, '{domain}', 'member', '', 0.5, {relevance}, 0, 0, :no, 10, 7, 7, 0, 0, '', 0"
            connection.execute(
                sa.text(f"INSERT INTO frontier_site ({names}) VALUES ({values})"),
                {"no": False},
            )
    assert alembic(empty_url, "upgrade", "head").returncode == 0
    with empty.connect() as connection:
        rows = connection.execute(sa.text("SELECT domain, relevance, weight FROM frontier_site ORDER BY domain")).all()
    assert [tuple(row) for row in rows] == [("new.example", None, 0), ("read.example", 0.4, 7)]
    assert check_database(empty) == []


def test_targets_that_were_kept_in_their_canonical_form_are_asked_as_their_pages_write_them(crawl: "Crawl") -> None:
    kept, plain, cut = (f"http://old.example/{end}" for end in ("view?a=b+c&z=1", "plain", "story"))
    written = "http://old.example/view?z=1&a=b%20c"
    links = (
        Link(kept, "view", href=f"{written}#top"),
        Link(kept, "again", href=kept),
        Link(plain, "x", href="//old.example/plain"),
    )
    crawl.store(crawl.visit(url="http://one.example/", links=links, etag='"1"'))
    crawl.store(crawl.visit(url="http://two.example/", links=(Link(cut, "story", href=f"{cut}?sid=412"),), etag='"2"'))
    with session(crawl.engine) as opened:
        dead = [LinkCheck(url, Verdict.DEAD_HTTP, "http_404", status=404) for url in (kept, plain, cut)]
        store_checks(opened, [KeptCheck(check, check) for check in dead], crawl.now)
        opened.execute(sa.text("UPDATE alembic_version SET version_num = '0005'"))
    migrate(crawl.engine)
    targets = {row["url"]: row["next_check"] for row in crawl.rows(TargetRow)}
    assert targets == {written: crawl.now, plain: None, cut: None}
    assert {row["url"]: row["etag"] for row in crawl.rows(PageRow)} == {
        "http://one.example/": '"1"',
        "http://two.example/": "",
    }


def test_two_programs_that_migrate_at_once_wait_for_each_other(empty_url: str, empty: sa.Engine) -> None:
    code = "import sys; from linkfinder.storage.session import *; migrate(open_database(sys.argv[1]))"
    both = [subprocess.Popen([sys.executable, "-W", "error", "-c", code, empty_url]) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert check_database(empty) == []


def test_drift_names_the_table_and_the_column(any_database: sa.Engine) -> None:
    with any_database.begin() as connection:
        connection.execute(sa.text("ALTER TABLE site ADD COLUMN colour VARCHAR(7)"))
        connection.execute(sa.text("DROP TABLE rejection"))
    drift = schema_drift(any_database)
    assert any("add table: rejection" in line for line in drift)
    assert any("remove column: site colour" in line for line in drift)
    assert check_database(any_database) == drift


def test_a_database_without_schema_is_told_to_upgrade(empty: sa.Engine) -> None:
    assert check_database(empty) == ["the schema is at nothing, the program needs 0006; run: linkfinder db upgrade"]


def test_a_newer_schema_is_refused(any_database: sa.Engine) -> None:
    with any_database.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (migrate, check_database):
        with pytest.raises(StorageError, match=r"a newer linkfinder made its schema \(9999\); update this one"):
            use(any_database)


def test_missing_migrations_are_said(database: sa.Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(door, "MIGRATIONS", tmp_path / "migrations")
    with pytest.raises(StorageError, match="the migrations are missing, so the installation is damaged"):
        migrate(database)


def test_a_step_that_orphans_rows_is_undone(database: sa.Engine) -> None:
    def orphan() -> None:
        with migrating(database) as connection:
            connection.execute(
                sa.text(
                    "INSERT INTO frontier_site "
                    "SELECT 7, 'a.example', '', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', 0, 0, 0, 0, 1, 0"
                )
            )

    with pytest.raises(StorageError, match="1 rows of frontier_site and others would lose their parent"):
        orphan()
    with database.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM frontier_site")) == 0
        assert connection.scalar(sa.text("PRAGMA foreign_keys")) == 1
