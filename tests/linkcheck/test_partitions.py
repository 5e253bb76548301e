from collections import Counter

from linkfinder.linkcheck.partition_work import PartitionWork
from linkfinder.linkcheck.partitions import SparePartitions, partition_of
from linkfinder.linkcheck.settings import LinkCheckSettings

LINES = [f"clinic{number}.example" for number in range(4000)]


def test_processes_begin_with_equal_parts_and_a_quarter_is_spare() -> None:
    sizes = Counter(partition_of(line, 3) for line in LINES)
    own = [sizes[number] for number in range(3)]
    assert max(own) < 1.2 * min(own)
    assert 0.2 < (len(LINES) - sum(own)) / len(LINES) < 0.3
    spare = [size for number, size in sizes.items() if number >= 3]
    assert max(spare) < len(LINES) / 100


def test_a_spare_part_is_given_out_once_whoever_asks() -> None:
    reserve = SparePartitions.of([2, 3, 4])
    same = SparePartitions(reserve.file)
    assert [reserve.take(), same.take(), reserve.take(), same.take(), reserve.take()] == [2, 3, 4, None, None]
    reserve.close()


def test_a_share_asks_its_own_part_and_then_what_nobody_has_taken(settings: LinkCheckSettings) -> None:
    lines = {number: [line for line in LINES if partition_of(line, 2) == number][:3] for number in (0, 1, 2, 3, 4)}
    reserve = SparePartitions.of([2, 3, 4])
    share = PartitionWork({number: lines[number] for number in (0, 2, 3, 4)}, reserve, settings, "a1", 2)
    asked = share.urls()
    assert [next(asked) for _ in range(3)] == lines[0]
    assert share.may_check(lines[0][0])
    assert not share.may_check(lines[2][0])
    assert reserve.take() == 2  # another process was faster
    assert list(asked) == [*lines[3], *lines[4]]
    assert [share.may_check(lines[number][0]) for number in (0, 1, 2, 3, 4)] == [True, False, False, True, True]
    reserve.close()
