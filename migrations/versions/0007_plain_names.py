"""Columns, codes and keys of stored facts get the names that the field uses.

Why: the program's words are those of its glossary, and a reader of the database should meet the same ones. All data
stays. Texts that were written for people (the reasons of sites and addresses) keep the words of their day: the next
crawl writes them anew.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

_COLUMNS = {
    "promise": "priority",
    "cited_by": "inlink_sites",
    "is_stranger": "is_unendorsed",
    "share": "yield_factor",
}
_DUPLICATE = ("same_words", "near_duplicate")
_PROTECTION = ("wall_", "bot_protection_")
# In JSON, a quotation mark inside a text has a backslash before it, so these never match the words of a page.
_DEAD_TARGET = ('"former": ', '"dead_target": ')
_SIGNAL = ('"signal": "own_voice"', '"signal": "first_person"')


def upgrade() -> None:
    op.drop_index("ix_frontier_site_niche_id_promise", "frontier_site")
    for old, new in _COLUMNS.items():
        _rename_column(old, new)
    op.create_index("ix_frontier_site_niche_id_priority", "frontier_site", ["niche_id", "priority"])
    _rename_values(*_DUPLICATE)
    _rename_prefixes(*_PROTECTION)
    _rename_in_json("sighting", "facts", *_DEAD_TARGET)
    for table in ("sighting", "rejection"):
        _rename_in_json(table, "evidence", *_SIGNAL)


def downgrade() -> None:
    for table in ("sighting", "rejection"):
        _rename_in_json(table, "evidence", *reversed(_SIGNAL))
    _rename_in_json("sighting", "facts", *reversed(_DEAD_TARGET))
    _rename_prefixes(*reversed(_PROTECTION))
    _rename_values(*reversed(_DUPLICATE))
    op.drop_index("ix_frontier_site_niche_id_priority", "frontier_site")
    for old, new in _COLUMNS.items():
        _rename_column(new, old)
    op.create_index("ix_frontier_site_niche_id_promise", "frontier_site", ["niche_id", "promise"])


def _rename_column(old: str, new: str) -> None:
    """Rename a column in place: a batch operation would copy the table, which has a row for each known site."""
    op.execute(f"ALTER TABLE frontier_site RENAME COLUMN {old} TO {new}")


def _rename_values(old: str, new: str) -> None:
    frontier = sa.table("frontier", sa.column("outcome", sa.String))
    op.execute(sa.update(frontier).where(frontier.c.outcome == old).values(outcome=new))


def _rename_prefixes(old: str, new: str) -> None:
    for name in ("target", "link_check"):
        table = sa.table(name, sa.column("reason", sa.String))
        rest = sa.func.substr(table.c.reason, len(old) + 1)
        is_old = sa.func.substr(table.c.reason, 1, len(old)) == old
        op.execute(sa.update(table).where(is_old).values(reason=sa.literal(new) + rest))


def _rename_in_json(name: str, column: str, old: str, new: str) -> None:
    """Replace text in a JSON column, which both databases keep as it was written."""
    table = sa.table(name, sa.column(column, sa.JSON))
    text = sa.cast(table.c[column], sa.Text)
    renamed: sa.ColumnElement[str] = sa.func.replace(text, old, new, type_=sa.Text)
    if op.get_context().dialect.name == "postgresql":
        renamed = sa.cast(renamed, sa.JSON)
    is_old = sa.func.instr if op.get_context().dialect.name == "sqlite" else sa.func.strpos
    op.execute(sa.update(table).where(is_old(text, old) > 0).values({column: renamed}))
