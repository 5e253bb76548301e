import asyncio

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.errors import StorageError
from linkfinder.storage import database_thread as module
from linkfinder.storage.database_thread import DatabaseThread
from linkfinder.storage.tables import NicheRow


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RETRY_PAUSES", (0.0, 0.0))


def names(engine: sa.Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(sa.select(NicheRow.name)))


def run(engine: sa.Engine, work: object) -> object:
    thread = DatabaseThread(engine)
    try:
        return asyncio.run(thread.run(work))  # type: ignore[arg-type]
    finally:
        thread.close()


def test_work_is_stored_when_it_ends_well(database: sa.Engine) -> None:
    run(database, lambda session: session.add(NicheRow(name="dental")))
    assert names(database) == ["dental"]


def test_work_that_fails_leaves_nothing_behind(database: sa.Engine) -> None:
    def fail(session: Session) -> None:
        session.add(NicheRow(name="dental"))
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(database, fail)
    assert names(database) == []


def test_a_database_in_trouble_is_tried_again(database: sa.Engine) -> None:
    tries = []

    def busy(session: Session) -> str:
        tries.append(1)
        if len(tries) < 3:
            raise StorageError("the disk is full")
        session.add(NicheRow(name="dental"))
        return "done"

    assert run(database, busy) == "done"
    assert names(database) == ["dental"]


def test_a_database_that_stays_in_trouble_is_said(database: sa.Engine) -> None:
    def full(_session: Session) -> None:
        raise StorageError("the disk is full")

    with pytest.raises(StorageError, match="the disk is full"):
        run(database, full)
