"""Which process holds a run."""

import os
import subprocess
import sys

import pytest

from linkfinder.storage.runs import has_ended, this_process


def test_this_process_lives() -> None:
    assert not has_ended(this_process())


def test_a_process_that_was_killed_is_gone_at_once() -> None:
    asked = "from linkfinder.storage.runs import this_process; print(this_process(), flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", asked], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        holder = other.stdout.readline().decode().strip()
        assert not has_ended(holder)
        other.kill()
    assert has_ended(holder)


def test_another_process_with_the_same_number_is_not_the_holder() -> None:
    machine, number, start = this_process().split(":")
    assert has_ended(f"{machine}:{number}:{int(start) - 1}")


@pytest.mark.parametrize("holder", ["", "::", f"0123456789abcdef:{os.getpid()}:1", "elsewhere:1:1"])
def test_nothing_is_said_of_a_process_that_cannot_be_seen_from_here(holder: str) -> None:
    assert not has_ended(holder)
