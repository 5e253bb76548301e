"""Advertising and analytics accounts of sites, and which sites share one."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.storage.batches import in_list, insert_missing, select_among
from linkfinder.storage.tables import SiteAccountRow, SiteRow

_MOST_SITES = 50
"""Sites of one account that have one owner; an account of more is that of a platform or of the maker of a template."""

_OF_SITES = sa.select(SiteAccountRow.site_id, SiteAccountRow.account).where(in_list(SiteAccountRow.site_id))
_SHARED = (
    sa.select(SiteAccountRow.account)
    .where(in_list(SiteAccountRow.account))
    .group_by(SiteAccountRow.account)
    .having(sa.func.count().between(2, _MOST_SITES))
)
_USING = (
    sa.select(SiteAccountRow.account, SiteRow.id, SiteRow.domain)
    .join(SiteRow, SiteRow.id == SiteAccountRow.site_id)
    .where(in_list(SiteAccountRow.account))
)


def store_accounts(session: Session, used: Iterable[tuple[int, str]]) -> None:
    """Store the numbers of sites with the accounts that their pages use; those known before stay."""
    rows = [{"site_id": site_id, "account": account} for site_id, account in sorted(set(used))]
    if rows:
        insert_missing(session, SiteAccountRow, rows, ["site_id", "account"])


def sites_of_same_owner(session: Session, site_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the domains of the other sites that share an account with each site, in order."""
    own = [(row.site_id, row.account) for row in select_among(session, _OF_SITES, site_ids)]
    shared = {row.account for row in select_among(session, _SHARED, {account for _, account in own})}
    using: dict[str, dict[int, str]] = {}
    for row in select_among(session, _USING, shared):
        using.setdefault(row.account, {})[row.id] = row.domain
    others: dict[int, set[str]] = {}
    for site_id, account in own:
        domains = {domain for number, domain in using.get(account, {}).items() if number != site_id}
        others.setdefault(site_id, set()).update(domains)
    return {site_id: tuple(sorted(domains)) for site_id, domains in others.items() if domains}
