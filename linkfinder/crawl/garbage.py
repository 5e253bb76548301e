"""How often Python looks for garbage while a crawl runs: seldom, since it is a sixth of the CPU of a page otherwise."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 20_000
"""New objects between two looks, those of about ten pages. Python's 700 make several looks a page, each of which finds
nothing: what a page leaves behind dies with its last reference, and the few cycles are Twisted's, some dozen a page."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector run seldom in the block, and never look again at what was there before it."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
