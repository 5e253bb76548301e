"""Many values in one condition, alike on both databases."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from linkfinder.storage.in_list import in_list
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.tables import SiteRow

NOW = datetime(2026, 11, 20, tzinfo=UTC)
DOMAINS = ["a.example", "it's.example", "\N{SNOWMAN}.example", "b.example"]


@pytest.fixture
def sites(any_database: sa.Engine) -> sa.Engine:
    with session(any_database) as opened:
        opened.add_all(SiteRow(id=number, domain=domain, first_seen=NOW) for number, domain in enumerate(DOMAINS, 1))
    return any_database


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([], set()),
        (["never.example"], set()),
        (DOMAINS[:3], set(DOMAINS[:3])),
        ([f"{number}.example" for number in range(5_000)] + ["b.example"], {"b.example"}),
    ],
)
def test_texts_are_found_in_any_number(sites: sa.Engine, wanted: list[str], found: set[str]) -> None:
    with read_only_session(sites) as opened:
        assert set(opened.scalars(sa.select(SiteRow.domain).where(in_list(SiteRow.domain, wanted)))) == found


@pytest.mark.parametrize(("wanted", "found"), [([], set()), ([2**62, 2, 3, 9], {2, 3})])
def test_numbers_are_found_in_any_number(sites: sa.Engine, wanted: list[int], found: set[int]) -> None:
    with read_only_session(sites) as opened:
        chosen = sa.select(SiteRow.id).where(in_list(SiteRow.id, wanted), SiteRow.first_seen == NOW)
        assert set(opened.scalars(chosen)) == found


def test_rows_are_changed_and_removed_by_it(sites: sa.Engine) -> None:
    with session(sites) as opened:
        opened.execute(sa.update(SiteRow).where(in_list(SiteRow.id, [1, 2])).values(registration="free"))
        opened.execute(sa.delete(SiteRow).where(in_list(SiteRow.domain, DOMAINS[1:3])))
    with read_only_session(sites) as opened:
        rows = opened.execute(sa.select(SiteRow.id, SiteRow.registration).order_by(SiteRow.id))
        assert [tuple(row) for row in rows] == [(1, "free"), (4, "unknown")]


def test_sqlite_looks_the_values_up_in_its_index(migrated_file: object) -> None:
    engine = sa.create_engine(f"sqlite:///{migrated_file}")
    chosen = sa.select(SiteRow.id).where(in_list(SiteRow.domain, DOMAINS), SiteRow.id > 0)
    with engine.connect() as connection:
        compiled = str(chosen.compile(engine))
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", ("[]", 0))]
    engine.dispose()
    assert plan[0].startswith("SEARCH site")
