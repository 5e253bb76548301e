"""What the judge of guest-post pages weighs on a page: its signals, and how many points each of them makes.

`Signals` has the shape that fitted weights need as well: a name and an amount for each signal, whatever the judge found
it in. Names that begin with `LOOKALIKE` speak against a guest-post page, all others for one.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from linkfinder.kinds.guest_post.acceptance import acceptances
from linkfinder.kinds.guest_post.detector import guest_post_points, lookalike_points
from linkfinder.kinds.guest_post.invitations import find_invitations
from linkfinder.kinds.guest_post.inviting_sections import InvitingSection, find_inviting_sections
from linkfinder.kinds.guest_post.lookalikes import Lookalike, find_lookalikes
from linkfinder.kinds.guest_post.signals import FoundSignal, Signal, find_signals
from linkfinder.kinds.statements import read_statements
from linkfinder.model.niche import Niche
from linkfinder.model.page import Page, PageClass

Signals = Mapping[str, float]
"""Signal -> amount, never negative."""

SignalsOf = Callable[[Page, Niche], Signals]

LOOKALIKE = "lookalike:"
NEVER = -math.inf
"""The points of a page that no threshold would list: a missing page, or one that says that it is closed."""

_SECTION = "section:"
"""The beginning of the name of a signal in the surest section, not on the page as a whole."""

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
    found = _found_on(page, niche)
    return WeighedPage(max(found.page_points, found.section_points), found.amounts, found.shares)


def signals_of(page: Page, niche: Niche) -> Signals:
    """Return the amounts of all signals and lookalikes of a page and of its surest section."""
    return {} if page.page_class is not PageClass.NORMAL else _found_on(page, niche).amounts


@dataclass(frozen=True, slots=True)
class _Found:
    """What both ways to judge find: the page as a whole, and the section that invites most surely."""

    signals: Sequence[FoundSignal]
    lookalikes: Sequence[Lookalike]
    statements: int
    section: InvitingSection | None

    @property
    def page_points(self) -> float:
        return guest_post_points(self.signals, self.statements) - lookalike_points(self.lookalikes)

    @property
    def section_points(self) -> float:
        return self.section.points if self.section else NEVER

    @property
    def amounts(self) -> Signals:
        amounts: dict[str, float] = {}
        for found in self.signals:
            amounts[found.signal] = amounts.get(found.signal, 0.0) + found.weight
        amounts |= {f"{LOOKALIKE}{each.kind}": each.points for each in self.lookalikes}
        if self.section:
            for said in self.section.invitations:
                name = f"{_SECTION}{said.form}"
                amounts[name] = max(said.strength, amounts.get(name, 0.0))
            amounts[f"{_SECTION}way_in"] = float(self.section.has_way_in)
            amounts |= {f"{LOOKALIKE}{_SECTION}{kind}": points for kind, points in self.section.against}
        return amounts

    @property
    def shares(self) -> Mapping[str, float]:
        """The points of what decides: of the section when it has more than the page, otherwise of each signal."""
        if self.section and self.section_points > self.page_points:
            against = {f"{LOOKALIKE}{_SECTION}{kind}": -points for kind, points in self.section.against}
            said = "+".join(sorted({invitation.form for invitation in self.section.invitations}))
            return {f"{_SECTION}{said}": self.section_points - sum(against.values()), **against}
        return _shares(self.signals, self.lookalikes, self.statements)


def _found_on(page: Page, niche: Niche) -> _Found:
    reading = read_statements(page, niche)
    stances = tuple(acceptances(reading))
    invitations = find_invitations(reading, stances)
    signals = find_signals(reading, stances, invitations)
    has_first_person = any(found.signal is Signal.FIRST_PERSON for found in signals)
    lookalikes = tuple(find_lookalikes(reading, has_first_person=has_first_person))
    section = next(iter(find_inviting_sections(reading, invitations)), None)
    return _Found(signals, lookalikes, len(reading.statements), section)


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
