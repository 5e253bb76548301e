"""How often Python looks for garbage while a crawl runs: seldom, since it is a sixth of the CPU of a page otherwise."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

GC_THRESHOLD = 100_000
"""New objects between two looks: more than those of the pages that wait to be stored, which every look would turn over
and find alive. Python's 700 make several looks a page. What a page leaves behind dies with its last reference: in four
thousand pages, a crawl without any look holds no more memory than with them."""


@contextmanager
def infrequent_collection() -> Iterator[None]:
    """Let the collector run seldom in the block, and never look again at what was there before it."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
