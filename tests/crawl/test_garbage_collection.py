"""While a crawl runs, garbage is looked for seldom; afterwards all is as it was."""

import gc

import pytest

from linkfinder.crawl.garbage_collection import GC_THRESHOLD, infrequent_collection


def test_garbage_is_collected_seldom_in_the_block_only() -> None:
    before = gc.get_threshold()
    with infrequent_collection():
        assert gc.get_threshold() == (GC_THRESHOLD, *before[1:])
        assert gc.isenabled()
    assert gc.get_threshold() == before


def test_what_was_there_before_is_not_collected_in_the_block() -> None:
    frozen = gc.get_freeze_count()
    with infrequent_collection():
        assert gc.get_freeze_count() > frozen
    assert gc.get_freeze_count() == 0


def test_an_error_in_the_block_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="broken"), infrequent_collection():
        raise ValueError("broken")
    assert gc.get_threshold() == before
