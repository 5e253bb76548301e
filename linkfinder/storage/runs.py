"""The record of every run, the niches that were ever run, and the rule that a niche has one run at a time.

A run names the process that holds it, so that a run whose process was killed can be taken over at once. A holder is
`machine:pid:start`. The machine is this boot and this process namespace: the same number in another container or after
a restart is another process. Where the system gives neither, only the heartbeat counts.
"""

import hashlib
import os
import socket
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from linkfinder.errors import NicheBusyError, StorageError
from linkfinder.model.run import Run, RunState
from linkfinder.storage.batches import insert_missing
from linkfinder.storage.tables import NicheRow, RunRow


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


_START_FIELD = 19
"""Of the fields after the name in /proc/PID/stat: when the process started, in ticks since boot (proc_pid_stat(5))."""


def this_process() -> str:
    """Return the holder that names this process."""
    return f"{_machine()}:{os.getpid()}:{_start_of(os.getpid())}"


def has_ended(holder: str) -> bool:
    """Tell whether the holder certainly runs no more; False when it cannot be known from here."""
    machine, _, process = holder.partition(":")
    number, _, start = process.partition(":")
    if not start or machine != _machine():
        return False
    return _start_of(int(number)) != start


def _machine() -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        namespace = Path("/proc/self/ns/pid").readlink()
    except OSError:
        return ""
    return hashlib.sha256(f"{socket.gethostname()} {boot} {namespace}".encode()).hexdigest()[:16]


def _start_of(pid: int) -> str:
    """Return when a process started, or an empty string when there is none or the system does not say."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()  # the name before may hold spaces and brackets
    return "" if fields[0] in "ZX" else fields[_START_FIELD]


HEARTBEAT_INTERVAL = timedelta(seconds=20)
"""How often a run should say that it lives."""

_STALE_AFTER = timedelta(minutes=2)
"""A run silent for six heartbeats is dead: no batch and no garbage collection lasts so long."""


def start(session: Session, niche: str, command: str, now: datetime) -> Run:
    """Return a new run that holds the niche; runs that died are marked interrupted.

    Raises NicheBusyError when another run of the niche lives.
    """
    niche_id = ensure_niche(session, niche)
    # Two runs that start at the same moment wait for each other here (SQLite's writers always do).
    session.execute(sa.select(NicheRow.id).where(NicheRow.id == niche_id).with_for_update())
    running = sa.select(RunRow).where(RunRow.niche_id == niche_id, RunRow.state == RunState.RUNNING)
    for row in session.scalars(running.order_by(RunRow.id)):
        if now - row.heartbeat < _STALE_AFTER and not has_ended(row.holder):
            raise NicheBusyError(
                f"niche {niche}: run {row.id} ({row.command}) holds it since {row.started:%Y-%m-%d %H:%M} UTC; "
                f"wait until it has ended, or end it "
                f"(one that was killed is given up after {_STALE_AFTER.seconds} seconds)"
            )
        row.state, row.ended, row.message = RunState.INTERRUPTED, row.heartbeat, "ended without saying so"
    row = RunRow(
        niche_id=niche_id,
        command=command,
        state=RunState.RUNNING,
        holder=this_process(),
        started=now,
        heartbeat=now,
        counts={},
    )
    session.add(row)
    session.flush()
    return _run(row, niche)


def heartbeat(session: Session, run_id: int, now: datetime) -> bool:
    """Note that the run lives; False when it no longer holds the niche, and then it must stop."""
    return _set(session, run_id, heartbeat=now)


def finish(session: Session, run: Run) -> bool:
    """Store how the run ended: its state, time, message and counts; False when another run has taken over."""
    return _set(
        session,
        run.id,
        state=run.state,
        ended=run.ended,
        heartbeat=run.ended,
        message=run.message,
        counts=dict(run.counts),
    )


def list_runs(session: Session, niche: str = "", limit: int = 20) -> list[Run]:
    """Return the last runs, newest first; of all niches when none is named."""
    chosen = sa.select(RunRow, NicheRow.name).join(NicheRow).order_by(RunRow.id.desc()).limit(limit)
    if niche:
        chosen = chosen.where(NicheRow.name == niche)
    return [_run(row, name) for row, name in session.execute(chosen)]


def first_run_of_last_crawl(session: Session, niche_id: int) -> int:
    """Return the number of the run with which the niche's last crawl began, or 0 when there was none.

    A crawl that was interrupted and started again is one crawl, so what its first part found is still new.
    """
    crawls = sa.select(RunRow.id).where(RunRow.niche_id == niche_id, RunRow.command == "crawl")
    last = session.scalar(crawls.order_by(RunRow.id.desc()).limit(1))
    if last is None:
        return 0
    done = crawls.where(RunRow.state == RunState.DONE, RunRow.id < last).order_by(RunRow.id.desc()).limit(1)
    before = session.scalar(done) or 0
    return session.scalar(crawls.where(RunRow.id > before).order_by(RunRow.id).limit(1)) or 0


def _set(session: Session, run_id: int, **values: datetime | str | Mapping[str, int] | None) -> bool:
    holds = sa.update(RunRow).where(RunRow.id == run_id, RunRow.state == RunState.RUNNING).values(**values)
    result = session.execute(holds.execution_options(synchronize_session=False))
    return isinstance(result, CursorResult) and result.rowcount == 1


def _run(row: RunRow, niche: str) -> Run:
    return Run(
        id=row.id,
        niche=niche,
        command=row.command,
        state=RunState(row.state),
        started=row.started,
        ended=row.ended,
        message=row.message,
        counts=dict(row.counts),
    )
