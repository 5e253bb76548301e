"""The runs of a niche: one at a time, each written down however it ends, and listed later."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from linkfinder.errors import LinkfinderError
from linkfinder.model.run import Run, RunState
from linkfinder.storage import runs
from linkfinder.storage.session import read_only_session, session

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(slots=True)
class HeldRun:
    """A run that holds its niche. `counts` and `is_interrupted` are stored as they stand at its end."""

    id: int
    counts: dict[str, int]
    is_interrupted: bool = False


@contextmanager
def held_run(engine: "Engine", niche: str, command: str) -> Iterator[HeldRun]:
    """Hold the niche for one run. Raises NicheBusyError when another run holds it."""
    with session(engine) as opened:
        run = runs.start(opened, niche, command, datetime.now(UTC))
    held = HeldRun(run.id, run.counts)
    state, message = RunState.FAILED, ""
    try:
        yield held
        state = RunState.INTERRUPTED if held.is_interrupted else RunState.DONE
    except KeyboardInterrupt:
        state = RunState.INTERRUPTED
        raise
    except LinkfinderError as error:
        message = str(error)
        raise
    finally:
        with session(engine) as opened:
            runs.finish(opened, replace(run, state=state, message=message, ended=datetime.now(UTC)))


def send_heartbeat(engine: "Engine", run_id: int) -> None:
    """Note that the run lives; to be called at least once a minute."""
    with session(engine) as opened:
        runs.heartbeat(opened, run_id, datetime.now(UTC))


def list_runs(engine: "Engine", niche: str = "", limit: int = 20) -> list[Run]:
    """Return the last runs, newest first; of all niches when `niche` is empty."""
    with read_only_session(engine) as opened:
        return runs.list_runs(opened, niche, limit)


def run_as_json(run: Run) -> dict[str, Any]:
    """Return the line of `runs --json`; times are ISO 8601 in UTC."""
    return {
        "id": run.id,
        "niche": run.niche,
        "command": run.command,
        "state": str(run.state),
        "started": run.started.isoformat(),
        "ended": run.ended.isoformat() if run.ended else None,
        "message": run.message,
        "counts": run.counts,
    }
