"""A long list shared among processes, each host in one of them, so that no host is asked by two at a time.

Whoever is through with its own part takes spare ones, so that all end at about the same time. An inquiry that leads to
a host of another share (a redirect, another way to write the address) is left, and is made here when all shares are
done; so is whatever a helper that died has not answered.
"""

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from linkfinder.linkcheck.parts import Reserve, part_of
from linkfinder.linkcheck.run import Run
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.linkcheck.share import Share
from linkfinder.linkcheck.targets import line_of
from linkfinder.linkcheck.workers import Helper, start_helper
from linkfinder.model.check import LinkCheck

_BETWEEN_LOOKS = 0.005  # seconds, when this process has nothing left to do but to collect


def check_shared(urls: Sequence[str], settings: AskSettings, shares: int) -> Iterator[LinkCheck]:
    """Yield one check for every address of a list without doubles; this process takes the first share itself."""
    nonce = os.urandom(8).hex()
    own, *others = _cut(urls, settings, nonce, shares)
    helpers = [start_helper(share) for share in others]
    run = Run(own.settings, nonce, own.may_ask)
    for helper in helpers:
        helper.listen(run.wake)
    missing = dict.fromkeys(urls)
    try:
        for check in _together(run, own.addresses(), helpers):
            missing.pop(check.url, None)
            yield check
    finally:
        run.close()
        for helper in helpers:
            helper.close()
        own.reserve.close()
    if missing:
        time.sleep(settings.gap)
        yield from _check_left(
            list(missing), Run(settings, nonce), [run.closed, *(helper.closed for helper in helpers)]
        )


def _cut(urls: Sequence[str], settings: AskSettings, nonce: str, shares: int) -> list[Share]:
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for url in urls:
        parts[part_of(line_of(url), shares)].append(url)
    spare = {number: parts[number] for number in sorted(parts) if number >= shares}
    reserve = Reserve.of(spare)
    each = replace(settings, concurrency=max(1, settings.concurrency // shares))
    return [Share({number: parts[number]} | spare, reserve, each, nonce, shares) for number in range(shares)]


def _together(run: Run, urls: Iterator[str], helpers: Sequence[Helper]) -> Iterator[LinkCheck]:
    def handed_in() -> list[LinkCheck]:
        return [check for helper in helpers for check in helper.take()]

    yield from run.answers(urls, handed_in)
    while not all(helper.is_done for helper in helpers):
        time.sleep(_BETWEEN_LOOKS)
        yield from handed_in()
    yield from handed_in()


def _check_left(urls: Sequence[str], run: Run, closed: Sequence[dict[str, int]]) -> Iterator[LinkCheck]:
    for hosts in closed:
        run.closed.update(hosts)
    try:
        yield from run.answers(iter(urls))
    finally:
        run.close()
