"""Sites keep the advertising and analytics accounts that their pages use.

Why: sites that share an account have one owner, and networks of sites that sell links are seen by that. Nothing that is
stored changes; accounts are added as pages are read.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "site_account",
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_site_account_site_id_site")),
        sa.PrimaryKeyConstraint("site_id", "account", name=op.f("pk_site_account")),
    )
    op.create_index(op.f("ix_site_account_account"), "site_account", ["account"])


def downgrade() -> None:
    op.drop_table("site_account")
