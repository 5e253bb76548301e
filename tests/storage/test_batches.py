"""Rows in and out in batches, alike on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import exc

from linkfinder.storage.batches import (
    MAX_IN_VALUES,
    chunks,
    core_table,
    ensure,
    ids,
    in_list,
    insert,
    insert_columns,
    insert_missing,
    select_among,
    update,
    upsert,
    upsert_higher,
)
from linkfinder.storage.bulk_insert import ColumnValues, RowValues
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.tables import SiteRow, TargetRow

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def site(domain: str, authority: float | None = None, *, days: int = 0) -> RowValues:
    return {"domain": domain, "authority": authority, "first_seen": NOW + timedelta(days=days)}


def stored(engine: sa.Engine) -> dict[str, tuple[float | None, int]]:
    with read_only_session(engine) as opened:
        rows = opened.execute(sa.select(SiteRow.domain, SiteRow.authority, SiteRow.first_seen))
        return {row.domain: (row.authority, (row.first_seen - NOW).days) for row in rows}


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (5, [2, 2, 1])])
def test_items_come_in_runs(count: int, sizes: list[int]) -> None:
    assert [len(part) for part in chunks(range(count), 2)] == sizes


def test_nothing_to_store_is_no_statement(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        insert(opened, SiteRow, [])
        insert_missing(opened, SiteRow, [], ["domain"])
        upsert(opened, SiteRow, [], ["domain"])
        upsert_higher(opened, SiteRow, [], ["domain"], "authority")
        update(opened, SiteRow, [])
        assert ensure(opened, SiteRow, "domain", []) == {}
    assert stored(any_database) == {}


@pytest.mark.parametrize("number", [1, 2, 1_500])
def test_rows_are_added_in_any_number(any_database: sa.Engine, number: int) -> None:
    rows = [site(f"{each}.example", each / 1000) for each in range(number)]
    with session(any_database) as opened:
        insert(opened, SiteRow, rows)
    assert stored(any_database) == {row["domain"]: (row["authority"], 0) for row in rows}


def test_rows_may_be_given_by_their_columns(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        columns: ColumnValues = {
            "domain": ["a.example", "b.example"],
            "authority": [0.1, None],
            "first_seen": [NOW] * 2,
        }
        insert_columns(opened, SiteRow, columns)
    assert stored(any_database) == {"a.example": (0.1, 0), "b.example": (None, 0)}


def test_columns_of_different_length_are_no_rows(any_database: sa.Engine) -> None:
    with session(any_database) as opened, pytest.raises(ValueError, match="shorter"):
        insert_columns(opened, SiteRow, {"domain": ["a.example"], "first_seen": []})


def test_among_many_a_row_rises_but_never_falls(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        insert(opened, SiteRow, [site("5.example", 0.9), site("6.example", 0.1)])
        rows = [site(f"{each}.example", 0.5) for each in range(300)]
        upsert_higher(opened, SiteRow, rows, ["domain"], by="authority")
    found = stored(any_database)
    assert (found["5.example"], found["6.example"], found["7.example"]) == ((0.9, 0), (0.5, 0), (0.5, 0))
    assert len(found) == 300


def test_a_kept_statement_finds_rows_in_any_number(any_database: sa.Engine) -> None:
    domains = [f"{each}.example" for each in range(MAX_IN_VALUES + 5)]
    chosen = sa.select(SiteRow.domain).where(in_list(SiteRow.domain), SiteRow.authority > sa.bindparam("least"))
    with session(any_database) as opened:
        insert(opened, SiteRow, [site(domain, 0.0 if domain == "3.example" else 0.5) for domain in domains])
        found = {row[0] for row in select_among(opened, chosen, [*domains, "never.example"], least=0.1)}
        assert found == {*domains} - {"3.example"}
        assert list(select_among(opened, chosen, [], least=0.1)) == []


def test_a_row_that_is_there_stays_as_it_is(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        insert(opened, SiteRow, [site("a.example", 0.1)])
        insert_missing(opened, SiteRow, [site("a.example", 0.9, days=1), site("b.example", 0.9)], ["domain"])
    assert stored(any_database) == {"a.example": (0.1, 0), "b.example": (0.9, 0)}


def test_a_row_that_is_there_takes_the_new_values_but_those_that_are_kept(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        insert(opened, SiteRow, [site("a.example", 0.1)])
        rows = [site("a.example", 0.9, days=1), site("b.example", None)]
        upsert(opened, SiteRow, rows, ["domain"], kept=["first_seen"])
    assert stored(any_database) == {"a.example": (0.9, 0), "b.example": (None, 0)}


def test_a_row_rises_but_never_falls(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        insert(opened, SiteRow, [site("a.example", 0.5), site("b.example", 0.5)])
        rows = [site("a.example", 0.4, days=1), site("b.example", 0.6, days=1)]
        upsert_higher(opened, SiteRow, rows, ["domain"], by="authority")
    assert stored(any_database) == {"a.example": (0.5, 0), "b.example": (0.6, 1)}


def test_rows_are_changed_by_their_key(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        insert(opened, SiteRow, [site("a.example", 0.1), site("b.example", 0.1)])
        update(opened, SiteRow, [{"domain": "b.example", "authority": 0.7}], "domain")
    assert stored(any_database) == {"a.example": (0.1, 0), "b.example": (0.7, 0)}


def test_columns_that_are_not_named_take_their_defaults(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        numbers = ensure(opened, SiteRow, "domain", [site("a.example")])
        insert(opened, TargetRow, [{"key": 1, "url": "http://a.example/", "site_id": numbers["a.example"]}])
    with read_only_session(any_database) as opened:
        row = opened.scalars(sa.select(TargetRow)).one()
        assert (row.verdict, row.confirmations, row.chain, row.archive, row.status) == ("", 0, [], {}, None)


def test_numbers_are_found_or_made_past_the_size_of_one_statement(any_database: sa.Engine) -> None:
    domains = [f"{number}.example" for number in range(MAX_IN_VALUES + 10)]
    with session(any_database) as opened:
        first = ensure(opened, SiteRow, "domain", [site(domain) for domain in domains[:5]])
        every = ensure(opened, SiteRow, "domain", [site(domain) for domain in domains])
        assert ids(opened, SiteRow, "domain", [*domains, "never.example"]) == every
    assert set(every) == set(domains)
    assert {domain: every[domain] for domain in domains[:5]} == first


def test_a_row_that_breaks_a_rule_is_refused(any_database: sa.Engine) -> None:
    with pytest.raises(exc.IntegrityError), session(any_database) as opened:
        insert(opened, TargetRow, [{"key": 1, "url": "http://a.example/", "site_id": 99}])


def test_rows_are_stored_as_sqlalchemy_itself_stores_them(any_database: sa.Engine) -> None:
    """Fails when a new SQLAlchemy compiles statements otherwise than `bulk_insert` reads them."""
    texts = ["http://a.example/", "with NUL\0 and a lone surrogate \ud800", "zähne 歯 " + "long " * 10_000]
    rows = [
        {"key": number, "url": text, "site_id": 1, "status": None, "chain": [{"url": "é"}], "first_dead": NOW, **extra}
        for number, text in enumerate(texts)
        for extra in [{"confidence": 0.5, "verdict": "dead_dns"}]
    ]
    found = []
    for store in (
        lambda opened: insert(opened, TargetRow, rows),
        lambda opened: insert_missing(opened, TargetRow, rows, ["key"]),
        lambda opened: upsert(opened, TargetRow, rows, ["key"]),
        lambda opened: opened.connection().execute(sa.insert(core_table(TargetRow)), rows),
    ):
        with session(any_database) as opened:
            opened.execute(sa.delete(TargetRow))
            ensure(opened, SiteRow, "domain", [{"domain": "a.example", "first_seen": NOW}])
            store(opened)
        with read_only_session(any_database) as opened:
            columns = [column for column in core_table(TargetRow).c if column.name != "id"]
            found.append([tuple(row) for row in opened.execute(sa.select(*columns).order_by(TargetRow.key))])
    assert len(found[0]) == len(texts)
    assert all(each == found[-1] for each in found)


def test_sqlite_finds_a_list_of_values_by_its_index(database: sa.Engine) -> None:
    chosen = sa.select(SiteRow.id).where(in_list(SiteRow.domain))
    with database.connect() as connection:
        compiled = chosen.params(values=["a.example", "b.example"]).compile(
            connection, compile_kwargs={"literal_binds": True}
        )
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all()
    assert str(plan[0][3]).startswith("SEARCH site")
