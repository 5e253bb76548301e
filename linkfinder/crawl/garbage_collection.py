"""How often Python collects garbage during a crawl: seldom, since that is a sixth of the CPU of a page otherwise."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

GC_THRESHOLD = 100_000
"""New objects between two collections: more than those of the pages that wait to be stored, all of which a collection
would visit in vain. Python's 700 mean several collections a page. The objects of a page are freed with their last
reference: after four thousand pages, a crawl without any collection holds no more memory than with them."""


@contextmanager
def infrequent_collection() -> Iterator[None]:
    """Let the collector run seldom in the block, and never over what was there before it."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
