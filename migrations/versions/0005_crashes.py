"""A page remembers how many processes died in a row while they read it.

Why: a page that ends its reader (no memory left, a fault in a parser) was met again by every run. After three it is set
aside for a month. What was counted before is nothing.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    with op.batch_alter_table("frontier") as table:
        table.add_column(sa.Column("crashes", sa.SmallInteger(), nullable=False, server_default=sa.text("0")))
    with op.batch_alter_table("frontier") as table:
        table.alter_column("crashes", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("frontier") as table:
        table.drop_column("crashes")
