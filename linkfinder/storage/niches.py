"""The niches that were ever run, by name."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.errors import StorageError
from linkfinder.storage.batches import insert_missing
from linkfinder.storage.tables import NicheRow


def ensure_niche(session: Session, name: str) -> int:
    """Return the niche's number, after adding it when it is new."""
    insert_missing(session, NicheRow, [{"name": name}], ["name"])
    return find_niche(session, name)


def find_niche(session: Session, name: str) -> int:
    """Return the niche's number; raises StorageError, naming those there are, when it was never run."""
    found = session.scalar(sa.select(NicheRow.id).where(NicheRow.name == name))
    if found is None:
        known = ", ".join(niche_names(session)) or "none yet"
        raise StorageError(f"niche {name}: nothing is stored of it (there are: {known}); run: linkfinder crawl {name}")
    return found


def niche_names(session: Session) -> list[str]:
    """Return the names of all niches, in order."""
    return list(session.scalars(sa.select(NicheRow.name).order_by(NicheRow.name)))
