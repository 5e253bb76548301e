"""The tables. Addresses are stored once and found by their 63-bit key; a crawl never writes what people typed.

Schema changes are migrations (`migrations/versions`); `linkfinder db check` compares the two.
`docs/reference/database.md` describes each table.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from linkfinder.storage.columns import MAX_URL_LENGTH, BigId, LongText, ShortText, UtcDateTime

_NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class TableBase(DeclarativeBase):
    """The base of every table; its metadata carries the naming convention that migrations rely on."""

    metadata = MetaData(naming_convention=_NAMING_CONVENTION)
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON, datetime: UtcDateTime, date: Date}  # noqa: RUF012 (SQLAlchemy's name)


class NicheRow(TableBase):
    """A niche that was ever run."""

    __tablename__ = "niche"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(ShortText(100), unique=True)


class RunRow(TableBase):
    """One run of one command for one niche; `heartbeat` and `holder` tell a living run from a dead one."""

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    niche_id: Mapped[int] = mapped_column(ForeignKey("niche.id"), index=True)
    command: Mapped[str] = mapped_column(ShortText(30))
    state: Mapped[str] = mapped_column(ShortText(20))
    holder: Mapped[str] = mapped_column(ShortText(100), default="")  # the process that runs it; see storage.runs
    started: Mapped[datetime]
    heartbeat: Mapped[datetime]
    ended: Mapped[datetime | None]
    message: Mapped[str] = mapped_column(LongText, default="")
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class SiteRow(TableBase):
    """A registrable domain and what is known of it beside its pages."""

    __tablename__ = "site"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    domain: Mapped[str] = mapped_column(ShortText(255), unique=True)
    authority: Mapped[float | None] = mapped_column(Float)
    authority_source: Mapped[str] = mapped_column(ShortText(100), default="")
    audience: Mapped[float | None] = mapped_column(Float)
    audience_source: Mapped[str] = mapped_column(ShortText(100), default="")
    registration: Mapped[str] = mapped_column(ShortText(10), default="unknown")  # free, ending, taken, once looked up
    registration_due: Mapped[datetime | None]  # when the registry is due to be asked again; None: it never was
    first_seen: Mapped[datetime]


class PageRow(TableBase):
    """A page that was fetched: its facts as of the last fetch, never its HTML."""

    __tablename__ = "page"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, unique=True)
    url: Mapped[str] = mapped_column(LongText(MAX_URL_LENGTH))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    title: Mapped[str] = mapped_column(LongText, default="")
    description: Mapped[str] = mapped_column(LongText, default="")
    language: Mapped[str] = mapped_column(ShortText(10), default="")
    author: Mapped[str] = mapped_column(LongText, default="")
    words: Mapped[int] = mapped_column(Integer, default=0)
    published: Mapped[date | None]
    published_source: Mapped[str] = mapped_column(ShortText(60), default="")
    modified: Mapped[date | None]
    modified_source: Mapped[str] = mapped_column(ShortText(60), default="")
    page_class: Mapped[str] = mapped_column(ShortText(20), default="normal")
    is_noindex: Mapped[bool] = mapped_column(default=False)
    is_nofollow: Mapped[bool] = mapped_column(default=False)
    content_hash: Mapped[int] = mapped_column(BigInteger, default=0)
    http_status: Mapped[int] = mapped_column(Integer, default=200)
    etag: Mapped[str] = mapped_column(LongText, default="")
    last_modified: Mapped[str] = mapped_column(ShortText(60), default="")
    first_seen: Mapped[datetime]
    last_fetched: Mapped[datetime]
    last_changed: Mapped[datetime]


class NichePageRow(TableBase):
    """What a page means to a niche: how relevant it is there."""

    __tablename__ = "niche_page"
    niche_id: Mapped[int] = mapped_column(ForeignKey("niche.id"), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), primary_key=True, index=True)
    relevance: Mapped[float] = mapped_column(Float, default=0.0)
    relevance_reason: Mapped[str] = mapped_column(LongText, default="")
    risks: Mapped[list[Any]] = mapped_column(JSON, default=list)


class TargetRow(TableBase):
    """An outbound address that some page links to, and the last verdict about it."""

    __tablename__ = "target"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, unique=True)
    url: Mapped[str] = mapped_column(LongText(MAX_URL_LENGTH))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    verdict: Mapped[str] = mapped_column(ShortText(20), default="")  # empty: never checked
    reason: Mapped[str] = mapped_column(ShortText(60), default="")
    status: Mapped[int | None] = mapped_column(Integer)
    final_url: Mapped[str] = mapped_column(LongText(MAX_URL_LENGTH), default="")
    chain: Mapped[list[Any]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(LongText, default="")
    confidence: Mapped[float] = mapped_column(Float, default=0.0)
    confirmations: Mapped[int] = mapped_column(Integer, default=0)
    first_dead: Mapped[datetime | None]
    last_checked: Mapped[datetime | None]
    next_check: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    archive: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # what the page used to be, once looked up
    archive_due: Mapped[datetime | None]  # when the archive is due to be asked again; None: it never was


class CheckRow(TableBase):
    """Every check of a target, append only: the history behind a verdict."""

    __tablename__ = "link_check"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    checked: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(ShortText(20))
    reason: Mapped[str] = mapped_column(ShortText(60))
    status: Mapped[int | None] = mapped_column(Integer)
    elapsed_ms: Mapped[int] = mapped_column(Integer, default=0)


class LinkRow(TableBase):
    """An outbound link on a page, in its surroundings. A page's links are replaced when the page is fetched again."""

    __tablename__ = "link"
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    anchor: Mapped[str] = mapped_column(LongText, default="")
    rel: Mapped[str] = mapped_column(ShortText(60), default="")
    place: Mapped[str] = mapped_column(ShortText(20))
    sentence: Mapped[str] = mapped_column(LongText, default="")
    heading: Mapped[str] = mapped_column(LongText, default="")
    href: Mapped[str] = mapped_column(LongText(MAX_URL_LENGTH), default="")
    is_image: Mapped[bool] = mapped_column(default=False)


class ContactRow(TableBase):
    """A contact of a site, once, and the page it was first found on: a footer's address is one row, not one a page."""

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("site_id", "kind", "value"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), index=True)
    kind: Mapped[str] = mapped_column(ShortText(20))
    value: Mapped[str] = mapped_column(ShortText(500))
    found_by: Mapped[str] = mapped_column(ShortText(40))
    role: Mapped[str] = mapped_column(ShortText(40), default="")
    place: Mapped[str] = mapped_column(ShortText(20))
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]


class SiteAccountRow(TableBase):
    """An advertising or analytics account that a page of a site uses: sites that share one have one owner."""

    __tablename__ = "site_account"
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    account: Mapped[str] = mapped_column(ShortText(40), primary_key=True, index=True)


class OpportunityRow(TableBase):
    """An opportunity for a link. `fingerprint` is its identity; status, note and owner belong to people.

    Its facts are those of the sighting on `page_id`: of the pages that show it now, the one that shows it best.
    """

    __tablename__ = "opportunity"
    __table_args__ = (Index(None, "niche_id", "kind", "score"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(32), unique=True)
    niche_id: Mapped[int] = mapped_column(ForeignKey("niche.id"))
    kind: Mapped[str] = mapped_column(ShortText(30))
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), index=True)
    score: Mapped[float | None] = mapped_column(Float)
    score_parts: Mapped[list[Any]] = mapped_column(JSON, default=list)
    policy_risk: Mapped[int] = mapped_column(Integer, default=0)
    waste_risk: Mapped[int] = mapped_column(Integer, default=0)
    reject: Mapped[str] = mapped_column(LongText, default="")
    flag: Mapped[str] = mapped_column(ShortText(20), default="")
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    last_checked: Mapped[datetime]
    first_run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    status: Mapped[str] = mapped_column(ShortText(20), default="new")
    note: Mapped[str] = mapped_column(LongText, default="")
    owner: Mapped[str] = mapped_column(ShortText(100), default="")


class SightingRow(TableBase):
    """What one page shows of an opportunity, as several pages of a site may; `gone` is when this one ceased to."""

    __tablename__ = "sighting"
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id"), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), primary_key=True, index=True)
    state: Mapped[str] = mapped_column(ShortText(20))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)  # of its kind; see storage.codec
    evidence: Mapped[list[Any]] = mapped_column(JSON)
    contacts: Mapped[list[Any]] = mapped_column(JSON)
    risks: Mapped[list[Any]] = mapped_column(JSON)
    relevance: Mapped[float] = mapped_column(Float)
    relevance_reason: Mapped[str] = mapped_column(LongText)
    confidence: Mapped[float] = mapped_column(Float)
    gone: Mapped[datetime | None]


class OpportunityEventRow(TableBase):
    """The history of an opportunity, append only: found, flagged by a crawl, moved by a person."""

    __tablename__ = "opportunity_event"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id"), index=True)
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(ShortText(20))  # found, changed, flag, status
    before: Mapped[str] = mapped_column(ShortText(20), default="")
    after: Mapped[str] = mapped_column(ShortText(20), default="")
    note: Mapped[str] = mapped_column(LongText, default="")


class RejectionRow(TableBase):
    """A rejected candidate, with the reason: one a niche, page and kind."""

    __tablename__ = "rejection"
    niche_id: Mapped[int] = mapped_column(ForeignKey("niche.id"), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(ShortText(30), primary_key=True)
    reason: Mapped[str] = mapped_column(ShortText(60))
    detail: Mapped[str] = mapped_column(LongText, default="")
    evidence: Mapped[list[Any]] = mapped_column(JSON)
    last_seen: Mapped[datetime]


class FrontierSiteRow(TableBase):
    """A site in a niche's crawl: its priority, its quota, and which worker holds it now."""

    __tablename__ = "frontier_site"
    __table_args__ = (Index(None, "niche_id", "priority"),)  # finds the next site without reading all of them
    niche_id: Mapped[int] = mapped_column(ForeignKey("niche.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(ShortText(255), primary_key=True)
    state: Mapped[str] = mapped_column(ShortText(20), default="candidate")  # candidate, member, dropped
    reason: Mapped[str] = mapped_column(LongText, default="")
    priority: Mapped[float] = mapped_column(
        Float, default=0.0
    )  # of its best queued page, by `yield_factor`; 0: none is queued
    relevance: Mapped[float | None] = mapped_column(Float)  # of its pages read so far; None: none read
    weight: Mapped[float] = mapped_column(Float, default=0.0)  # pages' worth of text that the relevance rests on
    inlink_sites: Mapped[int] = mapped_column(Integer, default=0)  # member sites that link to it
    found: Mapped[int] = mapped_column(Integer, default=0)  # opportunities found on it
    is_chosen: Mapped[bool] = mapped_column(default=False)  # the user listed it
    is_unendorsed: Mapped[bool] = mapped_column(default=False)  # no endorsement when it joined
    allowed: Mapped[int] = mapped_column(Integer, default=0)  # pages a run may fetch of it; 0: not judged yet
    fetched: Mapped[int] = mapped_column(Integer, default=0)  # pages fetched in the present run
    fetched_ever: Mapped[int] = mapped_column(Integer, default=0)
    tried: Mapped[float] = mapped_column(Float, default=0.0)  # pages read or missing; earlier runs count half and less
    useful: Mapped[float] = mapped_column(Float, default=0.0)  # of these, pages with a finding or on the topic
    yield_factor: Mapped[float] = mapped_column(Float, default=1.0)  # how much its waiting pages count for that, 0 to 1
    failed_in_row: Mapped[int] = mapped_column(Integer, default=0)
    next_at: Mapped[float] = mapped_column(Float, default=0.0)  # Unix time before which nothing may be fetched from it
    lease_by: Mapped[str] = mapped_column(ShortText(80), default="")
    lease_until: Mapped[float] = mapped_column(Float, default=0.0)


class FrontierRow(TableBase):
    """An address to visit: queued, done, failed or dropped; unique for a niche by its canonical address."""

    __tablename__ = "frontier"
    __table_args__ = (UniqueConstraint("niche_id", "key"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    niche_id: Mapped[int] = mapped_column(ForeignKey("niche.id"))
    key: Mapped[int] = mapped_column(BigInteger)
    url: Mapped[str] = mapped_column(LongText(MAX_URL_LENGTH))
    domain: Mapped[str] = mapped_column(ShortText(255))
    priority: Mapped[float] = mapped_column(Float, default=0.0)
    reason: Mapped[str] = mapped_column(LongText, default="")
    source: Mapped[str] = mapped_column(ShortText(60), default="")
    depth: Mapped[int] = mapped_column(SmallInteger, default=0)
    state: Mapped[int] = mapped_column(SmallInteger, default=0)  # 0 queued, 1 done, 2 failed, 3 dropped
    tries: Mapped[int] = mapped_column(SmallInteger, default=0)
    crashes: Mapped[int] = mapped_column(SmallInteger, default=0)  # processes that died in a row while they read it
    outcome: Mapped[str] = mapped_column(ShortText(60), default="")  # why it failed or was dropped
    next_at: Mapped[float | None] = mapped_column(Float)  # Unix time when it is due again


# Only what is queued: the index stays small however much was visited, and the best page of a site is its first entry.
Index(
    "ix_frontier_queued",
    FrontierRow.niche_id,
    FrontierRow.domain,
    FrontierRow.priority.desc(),
    FrontierRow.id,
    sqlite_where=text("state = 0"),
    postgresql_where=text("state = 0"),
)
