import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from linkfinder.errors import StorageError
from linkfinder.kinds.broken_link.facts import BrokenLink
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.dead_target import DeadTargetInfo, DomainAvailability
from linkfinder.model.opportunity import Evidence, OpportunityState
from linkfinder.model.page import Link, Place
from linkfinder.model.seed import Seed
from linkfinder.model.status import Status
from linkfinder.storage import session as schema
from linkfinder.storage.opportunities import load_records
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


def test_a_site_that_was_there_before_its_pages_worth_was_counted_keeps_its_priority(
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
            sa.text("SELECT priority, weight, tried, useful, yield_factor, is_unendorsed FROM frontier_site")
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
    assert alembic(crawl.engine.url.render_as_string(hide_password=False), "downgrade", "0005").returncode == 0
    migrate(crawl.engine)
    targets = {row["url"]: row["next_check"] for row in crawl.rows(TargetRow)}
    assert targets == {written: crawl.now, plain: None, cut: None}
    assert {row["url"]: row["etag"] for row in crawl.rows(PageRow)} == {
        "http://one.example/": '"1"',
        "http://two.example/": "",
    }


_OLD_NAMES = """
INSERT INTO niche (id, name) VALUES (1, 'dental');
INSERT INTO run (id, niche_id, command, state, holder, started, heartbeat, message, counts)
    VALUES (3, 1, 'crawl', 'done', '', '2026-11-02 08:00:00', '2026-11-02 08:10:00', 'done', '{"pages": 2}');
INSERT INTO site (id, domain, authority_source, audience_source, registration, first_seen)
    VALUES (1, 'list.example', '', '', 'unknown', '2026-11-02 08:00:00'),
           (2, 'died.example', '', '', 'free', '2026-11-02 08:00:00');
INSERT INTO page (id, key, url, site_id, title, description, language, author, words, published_source,
                  modified_source, page_class, is_noindex, is_nofollow, content_hash, http_status, etag, last_modified,
                  first_seen, last_fetched, last_changed)
    VALUES (1, 11, 'http://list.example/reading', 1, 'Reading', '', 'en', '', 80, '', '', 'normal', :no, :no, 5, 200,
            '', '', '2026-11-02 08:00:00', '2026-11-02 08:00:00', '2026-11-02 08:00:00');
INSERT INTO target (id, key, url, site_id, verdict, reason, final_url, chain, note, confidence, confirmations, archive)
    VALUES (1, 21, 'http://died.example/a', 2, 'dead_dns', 'dns_nxdomain', '', '[]', '', 0.9, 2, '{}'),
           (2, 22, 'http://list.example/b', 1, 'blocked', 'wall_cloudflare', '', '[]', '', 0.8, 1, '{}'),
           (3, 23, 'http://list.example/c', 1, 'dead_http', 'wallpaper', '', '[]', '', 0.8, 1, '{}');
INSERT INTO link_check (target_id, checked, verdict, reason, elapsed_ms)
    VALUES (2, '2026-11-02 09:00:00', 'blocked', 'wall_captcha', 120);
INSERT INTO opportunity (id, fingerprint, niche_id, kind, page_id, score_parts, policy_risk, waste_risk, reject, flag,
                         first_seen, last_seen, last_checked, status, note, owner)
    VALUES (1, 'aa', 1, 'broken_link', 1, '[]', 0, 0, '', '', '2026-11-02 08:00:00', '2026-11-02 08:00:00',
            '2026-11-02 08:00:00', 'contacted', 'wrote on Monday', 'Ada'),
           (2, 'bb', 1, 'guest_post', 1, '[]', 0, 0, '', '', '2026-11-02 08:00:00', '2026-11-02 08:00:00',
            '2026-11-02 08:00:00', 'new', '', '');
INSERT INTO sighting (opportunity_id, page_id, state, facts, evidence, contacts, risks, relevance, relevance_reason,
                      confidence)
    VALUES (1, 1, 'open', :broken, '[]', '[]', '[]', 0.5, '', 0.9),
           (2, 1, 'open', '{"cost": "free", "method": ["email"]}', :spoken, '[]', '[]', 0.5, '', 0.9);
INSERT INTO rejection (niche_id, page_id, kind, reason, detail, evidence, last_seen)
    VALUES (1, 1, 'unlinked_mention', 'own_site', '', :spoken, '2026-11-02 08:00:00');
INSERT INTO frontier_site (niche_id, domain, state, reason, promise, relevance, cited_by, found, is_chosen, allowed,
                           fetched, fetched_ever, failed_in_row, next_at, lease_by, lease_until, weight, tried, useful,
                           share, is_stranger)
    VALUES (1, 'list.example', 'member', 'a door', 0.25, 0.5, 4, 2, :no, 30, 3, 7, 0, 0, '', 0, 3.5, 6, 2, 0.5, :yes);
INSERT INTO frontier (id, niche_id, key, url, domain, priority, reason, source, depth, state, tries, crashes, outcome)
    VALUES (1, 1, 11, 'http://list.example/reading', 'list.example', 0.5, 'a door', 'link', 1, 1, 1, 0, ''),
           (2, 1, 12, 'http://list.example/p?n=9', 'list.example', 0.5, '', 'link', 1, 3, 0, 0, 'same_words');
"""
_GIVEN = {
    "no": False,
    "yes": True,
    "broken": json.dumps({
        "dead_url": "http://died.example/a", "verdict": "dead_dns", "reason": "dns_nxdomain",
        "sentence": 'It read: "former": {}', "former": {"title": "Teeth", "domain": "free"},
    }),
    "spoken": json.dumps([{"signal": "own_voice", "quote": '"signal": "own_voice"', "place": "body"}]),
}  # fmt: skip


def fill_at_0006(engine: sa.Engine) -> None:
    """Put rows into every table that the step after 0006 touches, with the statements of that time."""
    with engine.begin() as connection:
        for statement in _OLD_NAMES.strip().split(";\n"):
            text = sa.text(statement.rstrip(";"))
            connection.execute(text, {name: _GIVEN[name] for name in text._bindparams})


def everything(engine: sa.Engine) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables by the names that the database itself knows."""
    known = sa.MetaData()
    known.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(table.select().order_by(*table.primary_key))]
            for table in known.sorted_tables
            if table.name != "alembic_version"
        }


def test_columns_codes_and_facts_of_an_older_database_get_their_present_names_and_nothing_else_changes(
    empty_url: str, empty: sa.Engine
) -> None:
    assert alembic(empty_url, "upgrade", "0006").returncode == 0
    fill_at_0006(empty)
    before = everything(empty)
    migrate(empty)
    after = everything(empty)
    assert check_database(empty) == []

    expected = copy.deepcopy(before)
    (site,) = expected["frontier_site"]
    for old, new in (
        ("promise", "priority"),
        ("cited_by", "inlink_sites"),
        ("is_stranger", "is_unendorsed"),
        ("share", "yield_factor"),
    ):
        site[new] = site.pop(old)
    expected["frontier"][1]["outcome"] = "near_duplicate"
    expected["target"][1]["reason"] = "bot_protection_cloudflare"
    expected["link_check"][0]["reason"] = "bot_protection_captcha"
    facts = expected["sighting"][0]["facts"]
    facts["dead_target"] = facts.pop("former")
    for row in (expected["sighting"][1], expected["rejection"][0]):
        row["evidence"][0]["signal"] = "first_person"
    expected["site_account"] = []  # of migration 0008: accounts are known once pages are read again
    assert after == expected

    assert alembic(empty_url, "downgrade", "0006").returncode == 0
    assert everything(empty) == before


def test_the_facts_of_an_older_database_are_read_as_they_were_stored(empty_url: str, empty: sa.Engine) -> None:
    assert alembic(empty_url, "upgrade", "0006").returncode == 0
    fill_at_0006(empty)
    migrate(empty)
    with session(empty) as opened:
        broken, guest_post = load_records(opened, "dental")
    assert isinstance(broken.opportunity.facts, BrokenLink)
    assert broken.opportunity.facts.dead_target == DeadTargetInfo("Teeth", domain=DomainAvailability.FREE)
    assert (broken.status, broken.owner, broken.note) == (Status.CONTACTED, "Ada", "wrote on Monday")
    assert [each.signal for each in guest_post.opportunity.evidence] == ["first_person"]


def test_the_run_after_migrating_an_older_database_adds_nothing(crawl: "Crawl", any_database: sa.Engine) -> None:
    dead = LinkCheck("http://died.example/a", Verdict.DEAD_DNS, "dns_nxdomain")
    visit = crawl.visit(
        crawl.opportunity(evidence=(Evidence("first_person", "We publish articles of our readers."),)),
        crawl.opportunity(
            BrokenLink(dead.url, dead.verdict, dead.reason, dead_target=DeadTargetInfo("Teeth")),
            state=OpportunityState.OPEN,
        ),
        links=(Link(dead.url, "a guide", place=Place.LIST),),
        leads=(Seed("http://next.example/", "link", "why", 0.1, 1),),
    )
    crawl.store(visit)
    with session(crawl.engine) as opened:
        store_checks(opened, [KeptCheck(dead, dead)], crawl.now)
    url = any_database.url.render_as_string(hide_password=False)
    assert alembic(url, "downgrade", "0006").returncode == 0
    assert [row["facts"].get("former", {}).get("title") for row in everything(any_database)["sighting"]] in (
        ["Teeth", None],
        [None, "Teeth"],
    )
    migrate(any_database)

    counts, records = crawl.counts(), crawl.records()
    crawl.next_run()
    stored = crawl.store(replace(visit, fetched=crawl.now))
    assert (stored.new_pages, stored.changed_pages, dict(stored.found), stored.flagged) == (0, 0, {}, 0)
    assert crawl.counts() == counts | {"run": counts["run"] + 1}
    assert [record.opportunity for record in crawl.records()] == [record.opportunity for record in records]


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


def test_a_database_without_schema_gets_the_advice_to_upgrade(empty: sa.Engine) -> None:
    assert check_database(empty) == ["the schema is at nothing, the program needs 0008; run: linkfinder db upgrade"]


def test_a_newer_schema_is_refused(any_database: sa.Engine) -> None:
    with any_database.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (migrate, check_database):
        with pytest.raises(StorageError, match=r"a newer linkfinder made its schema \(9999\); update this one"):
            use(any_database)


def test_missing_migrations_are_said(database: sa.Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", tmp_path / "migrations")
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
