"""Holds a niche while a command works on it, and writes down how the run ended, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linkfinder.errors import LinkfinderError
from linkfinder.model.run import Run, RunState
from linkfinder.storage import runs
from linkfinder.storage.session import session

if TYPE_CHECKING:
    from sqlalchemy import Engine


@contextmanager
def held_run(engine: "Engine", niche: str, command: str) -> Iterator[Run]:
    """Hold the niche for one run, whose `counts` are kept as they stand at the end.

    Raises NicheBusyError when another run holds it.
    """
    with session(engine) as opened:
        run = runs.start(opened, niche, command, datetime.now(UTC))
    state, message = RunState.FAILED, ""
    try:
        yield run
        state = RunState.DONE
    except KeyboardInterrupt:
        state = RunState.INTERRUPTED
        raise
    except LinkfinderError as error:
        message = str(error)
        raise
    finally:
        with session(engine) as opened:
            runs.finish(opened, replace(run, state=state, message=message, ended=datetime.now(UTC)))


def send_heartbeat(engine: "Engine", run: Run) -> None:
    """Note that the run lives; to be called at least once a minute."""
    with session(engine) as opened:
        runs.heartbeat(opened, run.id, datetime.now(UTC))
