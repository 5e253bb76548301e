"""What published lists say of sites."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.storage.session import session
from linkfinder.storage.sites import RankedSite, ensure_sites, known_domains, store_ranks
from linkfinder.storage.tables import SiteRow

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def listed(value: float, title: str = "Tranco", dated: str = "2026-01-01") -> RankedSite:
    return RankedSite("clinic.example", "audience", value, title, f"{title}, {dated}")


def audience(opened: Session) -> tuple[float | None, str]:
    row = opened.execute(sa.select(SiteRow.audience, SiteRow.audience_source).where(SiteRow.domain == "clinic.example"))
    value, source = row.one()
    return value, source


def test_only_known_sites_get_a_value(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        ensure_sites(opened, ["clinic.example"], NOW)
        unendorsed = RankedSite("unendorsed.example", "audience", 0.9, "Tranco", "Tranco, 2026-01-01")
        assert store_ranks(opened, [listed(0.5), unendorsed]) == 1
        assert audience(opened) == (0.5, "Tranco, 2026-01-01")
        assert known_domains(opened) == ["clinic.example"]


def test_a_list_replaces_its_own_value_and_says_nothing_twice(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        ensure_sites(opened, ["clinic.example"], NOW)
        store_ranks(opened, [listed(0.5)])
        assert store_ranks(opened, [listed(0.5)]) == 0
        assert store_ranks(opened, [listed(0.4, dated="2026-02-01")]) == 1
        assert audience(opened) == (0.4, "Tranco, 2026-02-01")


def test_another_list_is_believed_when_it_has_seen_more(any_database: sa.Engine) -> None:
    with session(any_database) as opened:
        ensure_sites(opened, ["clinic.example"], NOW)
        store_ranks(opened, [listed(0.5)])
        assert store_ranks(opened, [listed(0.3, title="CrUX top list")]) == 0
        assert store_ranks(opened, [listed(0.7, title="CrUX top list")]) == 1
        assert audience(opened)[0] == 0.7
