"""A site remembers that nobody vouched for it when it joined.

Why: a crawl goes on looking at such sites as long as some of them turn out to belong to the niche, so it counts what
became of them. Those that wait unread are known by their promise; how a site that was read had joined is not known any
more, and it is not counted.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    with op.batch_alter_table("frontier_site") as table:
        table.add_column(sa.Column("is_stranger", sa.Boolean(), nullable=False, server_default=sa.false()))
    unread = "state = 'candidate' AND fetched_ever = 0 AND promise <= 0.2"
    op.execute(f"UPDATE frontier_site SET is_stranger = {_true()} WHERE {unread}")  # noqa: S608 (no outside values)
    with op.batch_alter_table("frontier_site") as table:
        table.alter_column("is_stranger", server_default=None)


def _true() -> str:
    return "true" if op.get_context().dialect.name == "postgresql" else "1"


def downgrade() -> None:
    with op.batch_alter_table("frontier_site") as table:
        table.drop_column("is_stranger")
