"""The first tables: what was visited, what was found there, and what is still to visit.

Why: everything linkfinder knows outlives the process that learned it. Addresses are stored once and pointed to by
number, so that millions of links fit on a small server; the frontier stands beside the results, so that a page's
results and the mark that it was visited are stored in one transaction.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

# SQLite only counts up by itself in columns of its plain INTEGER type.
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_niche()
    _create_run()
    _create_site()
    _create_page()
    _create_niche_page()
    _create_contact()
    _create_target()
    _create_link()
    _create_link_check()
    _create_opportunity()
    _create_sighting()
    _create_opportunity_event()
    _create_rejection()
    _create_frontier_site()
    _create_frontier()


def downgrade() -> None:
    for table in (
        "frontier",
        "frontier_site",
        "rejection",
        "opportunity_event",
        "sighting",
        "opportunity",
        "link_check",
        "link",
        "target",
        "contact",
        "niche_page",
        "page",
        "site",
        "run",
        "niche",
    ):
        op.drop_table(table)


def _create_niche() -> None:
    op.create_table(
        "niche",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_niche")),
        sa.UniqueConstraint("name", name=op.f("uq_niche_name")),
    )


def _create_run() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("niche_id", sa.Integer(), nullable=False),
        sa.Column("command", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("holder", sa.String(length=100), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heartbeat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["niche_id"], ["niche.id"], name=op.f("fk_run_niche_id_niche")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_niche_id"), "run", ["niche_id"], unique=False)


def _create_site() -> None:
    op.create_table(
        "site",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("domain", sa.String(length=255), nullable=False),
        sa.Column("authority", sa.Float(), nullable=True),
        sa.Column("authority_source", sa.String(length=100), nullable=False),
        sa.Column("audience", sa.Float(), nullable=True),
        sa.Column("audience_source", sa.String(length=100), nullable=False),
        sa.Column("registration", sa.String(length=10), nullable=False),
        sa.Column("registration_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("domain", name=op.f("uq_site_domain")),
    )


def _create_page() -> None:
    op.create_table(
        "page",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("site_id", BIG_ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_source", sa.String(length=60), nullable=False),
        sa.Column("modified", sa.Date(), nullable=True),
        sa.Column("modified_source", sa.String(length=60), nullable=False),
        sa.Column("page_class", sa.String(length=20), nullable=False),
        sa.Column("is_noindex", sa.Boolean(), nullable=False),
        sa.Column("is_nofollow", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.BigInteger(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.String(length=60), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_fetched", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_page_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("key", name=op.f("uq_page_key")),
    )
    op.create_index(op.f("ix_page_site_id"), "page", ["site_id"], unique=False)


def _create_niche_page() -> None:
    op.create_table(
        "niche_page",
        sa.Column("niche_id", sa.Integer(), nullable=False),
        sa.Column("page_id", BIG_ID, nullable=False),
        sa.Column("relevance", sa.Float(), nullable=False),
        sa.Column("relevance_reason", sa.Text(), nullable=False),
        sa.Column("risks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["niche_id"], ["niche.id"], name=op.f("fk_niche_page_niche_id_niche")),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_niche_page_page_id_page")),
        sa.PrimaryKeyConstraint("niche_id", "page_id", name=op.f("pk_niche_page")),
    )
    op.create_index(op.f("ix_niche_page_page_id"), "niche_page", ["page_id"], unique=False)


def _create_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("site_id", BIG_ID, nullable=False),
        sa.Column("page_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=500), nullable=False),
        sa.Column("found_by", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_contact_page_id_page")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_contact_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("site_id", "kind", "value", name=op.f("uq_contact_site_id_kind_value")),
    )
    op.create_index(op.f("ix_contact_page_id"), "contact", ["page_id"], unique=False)


def _create_target() -> None:
    op.create_table(
        "target",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("site_id", BIG_ID, nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("chain", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("confirmations", sa.Integer(), nullable=False),
        sa.Column("first_dead", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_checked", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_check", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archive", sa.JSON(), nullable=False),
        sa.Column("archive_due", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_target_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("key", name=op.f("uq_target_key")),
    )
    op.create_index(op.f("ix_target_next_check"), "target", ["next_check"], unique=False)
    op.create_index(op.f("ix_target_site_id"), "target", ["site_id"], unique=False)


def _create_link() -> None:
    op.create_table(
        "link",
        sa.Column("page_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target_id", BIG_ID, nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("rel", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("href", sa.Text(), nullable=False),
        sa.Column("is_image", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_link_page_id_page")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_link_target_id_target")),
        sa.PrimaryKeyConstraint("page_id", "position", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_target_id"), "link", ["target_id"], unique=False)


def _create_link_check() -> None:
    op.create_table(
        "link_check",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("target_id", BIG_ID, nullable=False),
        sa.Column("checked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("elapsed_ms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_link_check_target_id_target")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_check")),
    )
    op.create_index(op.f("ix_link_check_target_id"), "link_check", ["target_id"], unique=False)


def _create_opportunity() -> None:
    op.create_table(
        "opportunity",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("niche_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("page_id", BIG_ID, nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("score_parts", sa.JSON(), nullable=False),
        sa.Column("policy_risk", sa.Integer(), nullable=False),
        sa.Column("waste_risk", sa.Integer(), nullable=False),
        sa.Column("reject", sa.Text(), nullable=False),
        sa.Column("flag", sa.String(length=20), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_checked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_run_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["first_run_id"], ["run.id"], name=op.f("fk_opportunity_first_run_id_run")),
        sa.ForeignKeyConstraint(["niche_id"], ["niche.id"], name=op.f("fk_opportunity_niche_id_niche")),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_opportunity_page_id_page")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_opportunity_fingerprint")),
    )
    op.create_index(
        op.f("ix_opportunity_niche_id_kind_score"), "opportunity", ["niche_id", "kind", "score"], unique=False
    )
    op.create_index(op.f("ix_opportunity_page_id"), "opportunity", ["page_id"], unique=False)


def _create_sighting() -> None:
    op.create_table(
        "sighting",
        sa.Column("opportunity_id", BIG_ID, nullable=False),
        sa.Column("page_id", BIG_ID, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("contacts", sa.JSON(), nullable=False),
        sa.Column("risks", sa.JSON(), nullable=False),
        sa.Column("relevance", sa.Float(), nullable=False),
        sa.Column("relevance_reason", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("gone", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_sighting_opportunity_id_opportunity")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_sighting_page_id_page")),
        sa.PrimaryKeyConstraint("opportunity_id", "page_id", name=op.f("pk_sighting")),
    )
    op.create_index(op.f("ix_sighting_page_id"), "sighting", ["page_id"], unique=False)


def _create_opportunity_event() -> None:
    op.create_table(
        "opportunity_event",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("opportunity_id", BIG_ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_opportunity_event_opportunity_id_opportunity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity_event")),
    )
    op.create_index(op.f("ix_opportunity_event_opportunity_id"), "opportunity_event", ["opportunity_id"], unique=False)


def _create_rejection() -> None:
    op.create_table(
        "rejection",
        sa.Column("niche_id", sa.Integer(), nullable=False),
        sa.Column("page_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["niche_id"], ["niche.id"], name=op.f("fk_rejection_niche_id_niche")),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_rejection_page_id_page")),
        sa.PrimaryKeyConstraint("niche_id", "page_id", "kind", name=op.f("pk_rejection")),
    )


def _create_frontier_site() -> None:
    op.create_table(
        "frontier_site",
        sa.Column("niche_id", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("promise", sa.Float(), nullable=False),
        sa.Column("relevance", sa.Float(), nullable=True),
        sa.Column("cited_by", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.Integer(), nullable=False),
        sa.Column("fetched_ever", sa.Integer(), nullable=False),
        sa.Column("failed_in_row", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.Float(), nullable=False),
        sa.Column("lease_by", sa.String(length=80), nullable=False),
        sa.Column("lease_until", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["niche_id"], ["niche.id"], name=op.f("fk_frontier_site_niche_id_niche")),
        sa.PrimaryKeyConstraint("niche_id", "domain", name=op.f("pk_frontier_site")),
    )
    op.create_index(op.f("ix_frontier_site_niche_id_promise"), "frontier_site", ["niche_id", "promise"], unique=False)


def _create_frontier() -> None:
    op.create_table(
        "frontier",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("niche_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("domain", sa.String(length=255), nullable=False),
        sa.Column("priority", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("depth", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=60), nullable=False),
        sa.Column("next_at", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["niche_id"], ["niche.id"], name=op.f("fk_frontier_niche_id_niche")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frontier")),
        sa.UniqueConstraint("niche_id", "key", name=op.f("uq_frontier_niche_id_key")),
    )
    op.create_index(
        "ix_frontier_queued",
        "frontier",
        ["niche_id", "domain", sa.text("priority DESC"), "id"],
        unique=False,
        sqlite_where=sa.text("state = 0"),
        postgresql_where=sa.text("state = 0"),
    )
