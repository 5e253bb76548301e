"""Checking links: every distinct address gets one answer, whatever happens, as soon as it is known.

A long list is shared with helper processes: beyond some thousand hosts it is the processor and not the network that
one run waits for.
"""

import os
from collections.abc import Iterator, Sequence

from linkfinder.linkcheck.checker import LinkChecker
from linkfinder.linkcheck.parallel import check_in_parallel
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import LinkCheck
from linkfinder.net.dns import look_up

_PARALLEL_FROM = 4000
"""Addresses: one process checks them in half a second, and a helper that must not be forked needs half of that."""

_HTTPS_COST = 5
"""Plain addresses that a secure one counts for: agreeing on keys and reading certificates takes that much longer."""

_MAX_PROCESSES = 4
"""Processes: each holds 60 MB, and four ask more hosts in a second than a small server's line can carry."""


def check_links(urls: Sequence[str], settings: LinkCheckSettings) -> Iterator[LinkCheck]:
    """Yield one check for every distinct address, in the order in which the answers come.

    Take the checks without long pauses: requests under way go on ageing meanwhile. Closing the iterator breaks off
    everything that is under way.
    """
    distinct = list(dict.fromkeys(urls))
    shares = _process_count(distinct, settings)
    yield from (
        check_in_parallel(distinct, settings, shares) if shares > 1 else _check_in_this_process(distinct, settings)
    )


def _check_in_this_process(urls: Sequence[str], settings: LinkCheckSettings) -> Iterator[LinkCheck]:
    run = LinkChecker(settings, os.urandom(8).hex())
    try:
        yield from run.checks(iter(urls))
    finally:
        run.close()


def _process_count(urls: Sequence[str], settings: LinkCheckSettings) -> int:
    """Return how many processes are to share a list; a look-up of somebody else's stays in this one."""
    if settings.look_up is not look_up:
        return 1
    secure = sum(url.startswith("https:") for url in urls)
    if len(urls) + secure * (_HTTPS_COST - 1) < _PARALLEL_FROM:
        return 1
    return min(len(os.sched_getaffinity(0)), _MAX_PROCESSES)
