"""The crawl that ours is compared with."""

from benchmarks.breadth_first import breadth_first


def test_near_pages_come_before_far_ones_and_each_once() -> None:
    links = {"a": ["b", "c"], "b": ["d", "a"], "c": ["d"], "d": []}
    assert list(breadth_first(["a", "a"], links.__getitem__)) == ["a", "b", "c", "d"]
