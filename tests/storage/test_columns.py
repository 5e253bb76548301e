"""What may stand in a column, on both databases."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.storage.columns import clean_text, finite
from linkfinder.storage.session import read_only_session, session
from linkfinder.storage.tables import NicheRow, OpportunityRow, PageRow, RunRow, SiteRow

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
HOSTILE = "a\0b \ud800 \N{PILE OF POO} " + "é" * 50_000


@given(st.text(st.characters(), max_size=50), st.integers(0, 60))
def test_clean_text_can_be_stored_and_fits(text: str, limit: int) -> None:
    kept = clean_text(text, limit)
    assert len(kept) <= limit
    assert "\0" not in kept
    assert kept.encode().decode() == kept


def test_clean_text_keeps_every_letter_that_can_be_kept() -> None:
    assert clean_text("zähne\0\udfff 歯", 99) == "zähne 歯"


@pytest.mark.parametrize(("number", "kept"), [(0.5, 0.5), (float("nan"), 0.0)])
def test_numbers_without_meaning_are_not_stored(number: float, kept: float) -> None:
    assert finite(number) == kept


def test_endless_numbers_become_the_largest_there_are() -> None:
    assert finite(float("inf")) == -finite(float("-inf")) > 1e308


def test_hostile_text_is_cleaned_and_cut_in_every_kind_of_column(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        opened.add(SiteRow(id=1, domain=HOSTILE, first_seen=NOON))
        opened.flush()
        opened.add(
            PageRow(key=1, url=HOSTILE, site_id=1, title=HOSTILE, first_seen=NOON, last_fetched=NOON, last_changed=NOON)
        )
    with read_only_session(any_database) as opened:
        domain, url, title = opened.execute(
            sa.select(SiteRow.domain, PageRow.url, PageRow.title).join(PageRow, PageRow.site_id == SiteRow.id)
        ).one()
    assert domain.startswith("ab  \N{PILE OF POO} éé")
    assert (len(domain), len(title), len(url)) == (253, 3_998, 39_998)


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-8))])
def test_a_moment_comes_back_the_same_and_in_utc(any_database: sa.Engine, zone: timezone) -> None:
    moment = datetime(2026, 7, 1, 12, 0, 0, 123456, zone)
    with session(any_database) as opened:
        opened.add(SiteRow(id=1, domain="a.example", first_seen=moment))
    with read_only_session(any_database) as opened:
        stored = opened.scalars(sa.select(SiteRow.first_seen)).one()
        assert stored == moment
        assert stored.tzinfo is UTC
        assert opened.scalar(sa.select(SiteRow.id).where(SiteRow.first_seen <= moment)) == 1


def test_a_moment_without_a_zone_is_refused(any_database: sa.Engine) -> None:
    with pytest.raises(sa.exc.StatementError, match="has no time zone"), session(any_database) as opened:
        opened.add(SiteRow(id=1, domain="a.example", first_seen=NOON.replace(tzinfo=None)))


def test_days_and_missing_moments_stay_what_they_are(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        opened.add(NicheRow(id=1, name="dental"))
        opened.add(SiteRow(id=1, domain="a.example", first_seen=NOON))
        opened.flush()
        opened.add(RunRow(id=1, niche_id=1, command="crawl", state="running", started=NOON, heartbeat=NOON))
        facts = {"first_seen": NOON, "last_fetched": NOON, "last_changed": NOON}
        opened.add(PageRow(id=1, key=1, url="http://a.example/", site_id=1, published=date(2026, 2, 3), **facts))
    with read_only_session(any_database) as opened:
        assert opened.scalar(sa.select(PageRow.published)) == date(2026, 2, 3)
        assert opened.scalar(sa.select(RunRow.ended)) is None
        assert opened.scalar(sa.select(sa.func.count()).select_from(OpportunityRow)) == 0
