"""Checking links: every distinct address gets one answer, whatever happens, as soon as it is known.

A long list is shared with helper processes: beyond some thousand hosts it is the processor and not the network that
one run waits for.
"""

import os
from collections.abc import Iterator, Sequence

from linkfinder.linkcheck.names import look_up
from linkfinder.linkcheck.run import Run
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.linkcheck.shares import check_shared
from linkfinder.model.check import LinkCheck

_WORTH_SHARING = 4000
"""Addresses: one process checks them in half a second, and a helper that must not be forked needs half of that."""

_SECURE = 5
"""Plain addresses that a secure one counts for: agreeing on keys and reading certificates takes that much longer."""

_MOST_SHARES = 4
"""Processes: each holds 60 MB, and four ask more hosts in a second than a small server's line can carry."""


def check_links(urls: Sequence[str], settings: AskSettings) -> Iterator[LinkCheck]:
    """Yield one check for every distinct address, in the order in which the answers come.

    Take the checks without long pauses: requests under way go on ageing meanwhile. Closing the iterator breaks off
    everything that is under way.
    """
    distinct = list(dict.fromkeys(urls))
    shares = _shares(distinct, settings)
    yield from check_shared(distinct, settings, shares) if shares > 1 else _check_alone(distinct, settings)


def _check_alone(urls: Sequence[str], settings: AskSettings) -> Iterator[LinkCheck]:
    run = Run(settings, os.urandom(8).hex())
    try:
        yield from run.answers(iter(urls))
    finally:
        run.close()


def _shares(urls: Sequence[str], settings: AskSettings) -> int:
    """Return how many processes are to share a list; a look-up of somebody else's stays in this one."""
    if settings.lookup is not look_up:
        return 1
    secure = sum(url.startswith("https:") for url in urls)
    if len(urls) + secure * (_SECURE - 1) < _WORTH_SHARING:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_SHARES)
