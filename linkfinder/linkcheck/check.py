"""Checking links: every distinct address gets one check, whatever happens, as soon as it is known.

A long list is shared among processes: beyond some thousand hosts it is the processor and not the network that one
process waits for.
"""

import os
from collections.abc import Iterator, Sequence

from linkfinder.linkcheck.parallel import check_in_parallel, check_in_this_process
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import LinkCheck
from linkfinder.net.dns import look_up

_PARALLEL_FROM = 4000
"""Addresses: one process checks them in a few seconds, and starting another takes up to half a second."""

_HTTPS_COST = 5
"""Plain addresses that a secure one counts for: agreeing on keys and reading certificates takes that much longer."""

_MAX_PROCESSES = 4
"""Processes: each holds 60 MB, and four contact more hosts in a second than a small server's line can carry."""


def check_links(urls: Sequence[str], settings: LinkCheckSettings) -> Iterator[LinkCheck]:
    """Yield one check for every distinct address, in the order in which the checks come.

    Take the checks without long pauses: the time limits of requests under way go on meanwhile. Closing the iterator
    breaks off everything that is under way.
    """
    distinct = list(dict.fromkeys(urls))
    processes = _process_count(distinct, settings)
    if processes > 1:
        yield from check_in_parallel(distinct, settings, processes)
    else:
        yield from check_in_this_process(distinct, settings, os.urandom(8).hex())


def _process_count(urls: Sequence[str], settings: LinkCheckSettings) -> int:
    """Return how many processes are to share a list; one when names are looked up by a function of the caller."""
    if settings.look_up is not look_up:
        return 1
    secure = sum(url.startswith("https:") for url in urls)
    if len(urls) + secure * (_HTTPS_COST - 1) < _PARALLEL_FROM:
        return 1
    return min(_usable_cpus(), _MAX_PROCESSES)


def _usable_cpus() -> int:
    """Return the processors that this process may use; macOS only tells how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
