"""Targets are asked as the pages write them.

Why: addresses were kept in their canonical form and asked in it (query sorted, escapes written anew), which old systems
answer with an error, so living links were called dead. Here a target gets the address that stands in the first link to
it, and is due at once; its verdict stands until then. A link whose address lost a parameter (`sid=412`) or an escape
has a target of its own from now on: its page is fetched whole when it is next due, which brings the right target.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from linkfinder.urls import absolute, url_key

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

_LINKS = sa.text(
    "SELECT link.page_id, page.url, link.href, target.id, target.key, target.url FROM link "
    "JOIN page ON page.id = link.page_id JOIN target ON target.id = link.target_id "
    "WHERE link.href <> '' ORDER BY link.page_id, link.position"
)
_ASKED_SO = sa.text("UPDATE target SET url = :url, next_check = last_checked WHERE id = :id")
_FETCHED_WHOLE = sa.text("UPDATE page SET etag = '', last_modified = '' WHERE id = :id")


def upgrade() -> None:
    if op.get_context().as_sql:  # the statements are only written down: there is nothing to read
        return
    written: dict[int, str] = {}
    misread: set[int] = set()
    for page_id, page, href, target_id, key, target in _links():
        address = absolute(href, page)
        if address is None or address == target:
            continue
        if url_key(address) == key:
            written.setdefault(target_id, address)
        elif address.partition("?")[0] == target.partition("?")[0]:
            misread.add(page_id)  # else it counts from a <base>, which is not known any more
    _run(_ASKED_SO, [{"id": number, "url": url} for number, url in sorted(written.items())])
    _run(_FETCHED_WHOLE, [{"id": number} for number in sorted(misread)])


def _links() -> Iterator[tuple[int, str, str, int, int, str]]:
    for row in op.get_bind().execute(_LINKS.execution_options(yield_per=1_000)):
        yield row[0], row[1], row[2], row[3], row[4], row[5]


def _run(statement: sa.TextClause, rows: list[dict[str, object]]) -> None:
    if rows:
        op.get_bind().execute(statement, rows)


def downgrade() -> None:
    """Leave the addresses: earlier versions ask whatever stands there."""
