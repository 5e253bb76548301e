"""The one thread through which a crawl speaks to the database, so that the event loop never waits for it.

One thread, because SQLite has one writer: a second would only wait for the first. A database that is busy or full for a
moment is tried again; meanwhile nothing is marked done.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from linkfinder.errors import StorageError
from linkfinder.storage.session import open_database, session

_RETRY_PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds between tries: a backup, or clearing a full disk, takes some seconds; after that a person is needed."""

log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


class DatabaseThread:
    """Runs pieces of work, each in one transaction, one after another."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")

    @classmethod
    def open(cls, url: str) -> Self:
        """Return the thread of the database at this address; raise StorageError when it cannot be used."""
        return cls(open_database(url))

    def do(self, work: Callable[[Session], _Result]) -> _Result:
        """Return what the work returns, and wait for it: for what comes before and after the event loop."""
        return self._thread.submit(self._try, work).result()

    async def run(self, work: Callable[[Session], _Result]) -> _Result:
        """Return what the work returns, once its transaction is stored; raise StorageError when the database fails."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._try, work)

    def _try(self, work: Callable[[Session], _Result]) -> _Result:
        for pause in _RETRY_PAUSES:
            try:
                return self._once(work)
            except StorageError as error:
                log.warning("%s; trying again in %.0f s", error, pause)
                time.sleep(pause)
        return self._once(work)

    def _once(self, work: Callable[[Session], _Result]) -> _Result:
        with session(self._engine) as opened:
            return work(opened)

    def close(self) -> None:
        """Let the thread end after what it was given, and close the database's connections."""
        self._thread.shutdown()
        self._engine.dispose()
