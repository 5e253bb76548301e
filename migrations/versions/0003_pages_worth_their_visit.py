"""A site knows how many of its pages were worth their visit, in this and earlier runs.

Why: a site on which page after page shows nothing is to fall behind those that yield. Of the sites that are there it is
not known what their pages showed: they start with a clean sheet, and all their promise.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

_COLUMNS = {"tried": "0", "useful": "0", "share": "1"}


def upgrade() -> None:
    with op.batch_alter_table("frontier_site") as table:
        for name, value in _COLUMNS.items():
            table.add_column(sa.Column(name, sa.Float(), nullable=False, server_default=value))
    with op.batch_alter_table("frontier_site") as table:
        for name in _COLUMNS:
            table.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("frontier_site") as table:
        for name in _COLUMNS:
            table.drop_column(name)
