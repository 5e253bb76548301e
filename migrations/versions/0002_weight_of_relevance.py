"""A site's relevance knows how many pages' worth of text it rests on.

Why: a contact page or a picture with a caption says little of what a site is about. The pages of a site are weighed by
their words, and a site of which too little was read is not off-topic but unknown. Until now every page counted as one.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    with op.batch_alter_table("frontier_site") as table:
        table.add_column(sa.Column("weight", sa.Float(), nullable=False, server_default="0"))
    op.execute("UPDATE frontier_site SET weight = fetched_ever WHERE relevance IS NOT NULL")
    with op.batch_alter_table("frontier_site") as table:
        table.alter_column("weight", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("frontier_site") as table:
        table.drop_column("weight")
