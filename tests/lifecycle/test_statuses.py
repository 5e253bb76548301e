"""Which status may follow which."""

import itertools

import pytest

from linkfinder.errors import MoveError
from linkfinder.lifecycle.statuses import ALLOWED_MOVES, allowed_statuses, check_status_change
from linkfinder.model.status import Status

THE_LONG_WAY = [
    Status.NEW,
    Status.REVIEWING,
    Status.APPROVED,
    Status.CONTACTED,
    Status.FOLLOW_UP,
    Status.FOLLOW_UP,
    Status.REPLIED,
    Status.NEGOTIATING,
    Status.ACCEPTED,
    Status.CONTENT_SENT,
    Status.WON,
    Status.LOST,
]


def test_the_way_from_new_to_won_is_open() -> None:
    for before, after in itertools.pairwise(THE_LONG_WAY):
        check_status_change(before, after)
        assert after in allowed_statuses(before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Status.NEW, Status.WON),
        (Status.REJECTED, Status.CONTACTED),
        (Status.DO_NOT_CONTACT, Status.CONTACTED),
        (Status.WON, Status.NEW),
        (Status.NEW, Status.NEW),
    ],
)
def test_a_move_that_makes_no_sense_names_those_that_do(before: Status, after: Status) -> None:
    with pytest.raises(MoveError) as caught:
        check_status_change(before, after)
    assert f'"{after}" may not follow "{before}"' in str(caught.value)
    assert all(status in str(caught.value) for status in allowed_statuses(before))


def test_every_status_has_its_moves_and_can_be_left() -> None:
    assert set(ALLOWED_MOVES) == set(Status)
    assert all(ALLOWED_MOVES.values())


def test_every_status_can_be_reached_from_new() -> None:
    reached, edge = {Status.NEW}, {Status.NEW}
    while edge:
        edge = {after for before in edge for after in ALLOWED_MOVES[before]} - reached
        reached |= edge
    assert reached == set(Status)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DO_NOT_CONTACT])
def test_somebody_can_be_barred_at_any_time(status: Status) -> None:
    check_status_change(status, Status.DO_NOT_CONTACT)
    assert Status.DO_NOT_CONTACT in allowed_statuses(status)


def test_moves_are_told_in_the_order_of_the_work_and_once() -> None:
    assert allowed_statuses(Status.WON) == (Status.CONTENT_SENT, Status.LOST, Status.DO_NOT_CONTACT)
    assert all(len(set(moves)) == len(moves) for moves in ALLOWED_MOVES.values())
