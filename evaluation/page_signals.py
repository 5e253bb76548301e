"""What the judge of guest-post pages weighs on a page: its signals, and how many points each of them makes.

`Signals` has the shape that fitted weights need as well: a name and an amount for each signal, whatever the judge found
it in. Names that begin with `LOOKALIKE` speak against a guest-post page, all others for one.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from linkfinder.kinds.guest_post.acceptance import acceptances
from linkfinder.kinds.guest_post.detector import guest_post_points, lookalike_points
from linkfinder.kinds.guest_post.lookalikes import Lookalike, find_lookalikes
from linkfinder.kinds.guest_post.signals import FoundSignal, Signal, find_signals
from linkfinder.kinds.statements import PageStatements, read_statements
from linkfinder.model.niche import Niche
from linkfinder.model.page import Page, PageClass

Signals = Mapping[str, float]
"""Signal -> amount, never negative."""

SignalsOf = Callable[[Page, Niche], Signals]

LOOKALIKE = "lookalike:"
NEVER = -math.inf
"""The points of a page that no threshold would list: a missing page, or one that says that it is closed."""

_STRONGEST = 3


@dataclass(frozen=True, slots=True)
class WeighedPage:
    """The points of a page, the amounts of its signals, and the points that each signal makes or takes off."""

    points: float
    amounts: Signals
    shares: Mapping[str, float]

    def strongest(self, most: int = _STRONGEST) -> str:
        """Return the signals that weigh most in either direction, such as `title +1.8, lookalike:academic -2.3`."""
        ranked = sorted(self.shares.items(), key=lambda share: (-abs(share[1]), share[0]))
        return ", ".join(f"{name} {points:+.1f}" for name, points in ranked[:most]) or "no signal"


def weigh_page(page: Page, niche: Niche) -> WeighedPage:
    """Return what the judge of guest-post pages weighs on a page; a page of another class has no points."""
    if page.page_class is not PageClass.NORMAL:
        return WeighedPage(NEVER, {}, {})
    reading = read_statements(page, niche)
    signals, lookalikes = _found_on(reading)
    points = guest_post_points(signals, len(reading.statements)) - lookalike_points(lookalikes)
    return WeighedPage(points, _amounts(signals, lookalikes), _shares(signals, lookalikes, len(reading.statements)))


def signals_of(page: Page, niche: Niche) -> Signals:
    """Return the amounts of all signals and lookalikes of a page."""
    if page.page_class is not PageClass.NORMAL:
        return {}
    return _amounts(*_found_on(read_statements(page, niche)))


def _found_on(reading: PageStatements) -> tuple[Sequence[FoundSignal], Sequence[Lookalike]]:
    signals = find_signals(reading, tuple(acceptances(reading)))
    has_first_person = any(found.signal is Signal.FIRST_PERSON for found in signals)
    return signals, tuple(find_lookalikes(reading, has_first_person=has_first_person))


def _amounts(signals: Sequence[FoundSignal], lookalikes: Sequence[Lookalike]) -> Signals:
    amounts: dict[str, float] = {}
    for found in signals:
        amounts[found.signal] = amounts.get(found.signal, 0.0) + found.weight
    return amounts | {f"{LOOKALIKE}{each.kind}": each.points for each in lookalikes}


def _shares(signals: Sequence[FoundSignal], lookalikes: Sequence[Lookalike], statements: int) -> Mapping[str, float]:
    """Return the points that a page would lose or win without each of its signals."""
    own, against = guest_post_points(signals, statements), lookalike_points(lookalikes)
    shares: dict[str, float] = {
        kind: own - guest_post_points([found for found in signals if found.signal is not kind], statements)
        for kind in {found.signal for found in signals}
    }
    for each in lookalikes:
        others = [other for other in lookalikes if other is not each]
        shares[f"{LOOKALIKE}{each.kind}"] = lookalike_points(others) - against
    return shares
