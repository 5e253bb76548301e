from collections import Counter

from linkfinder.linkcheck.parts import Reserve, part_of
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.linkcheck.share import Share

LINES = [f"clinic{number}.example" for number in range(4000)]


def test_processes_begin_with_equal_parts_and_a_quarter_is_spare() -> None:
    sizes = Counter(part_of(line, 3) for line in LINES)
    own = [sizes[number] for number in range(3)]
    assert max(own) < 1.2 * min(own)
    assert 0.2 < (len(LINES) - sum(own)) / len(LINES) < 0.3
    spare = [size for number, size in sizes.items() if number >= 3]
    assert max(spare) < len(LINES) / 100


def test_a_spare_part_is_given_out_once_whoever_asks() -> None:
    reserve = Reserve.of([2, 3, 4])
    same = Reserve(reserve.file)
    assert [reserve.take(), same.take(), reserve.take(), same.take(), reserve.take()] == [2, 3, 4, None, None]
    reserve.close()


def test_a_share_asks_its_own_part_and_then_what_nobody_has_taken(settings: AskSettings) -> None:
    lines = {number: [line for line in LINES if part_of(line, 2) == number][:3] for number in (0, 1, 2, 3, 4)}
    reserve = Reserve.of([2, 3, 4])
    share = Share({number: lines[number] for number in (0, 2, 3, 4)}, reserve, settings, "a1", 2)
    asked = share.addresses()
    assert [next(asked) for _ in range(3)] == lines[0]
    assert share.may_ask(lines[0][0])
    assert not share.may_ask(lines[2][0])
    assert reserve.take() == 2  # another process was faster
    assert list(asked) == [*lines[3], *lines[4]]
    assert [share.may_ask(lines[number][0]) for number in (0, 1, 2, 3, 4)] == [True, False, False, True, True]
    reserve.close()
