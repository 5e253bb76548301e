"""The facts of a broken-link opportunity: the dead URL, its verdict, and the page of ours to propose."""

from dataclasses import dataclass, field

from linkfinder.model.check import Verdict
from linkfinder.model.dead_target import DeadTargetInfo
from linkfinder.model.page import Place
from linkfinder.urls import canonical

BROKEN_LINK = "broken_link"
"""The name of the kind."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A dead link on a page, and the page of ours that could replace its target."""

    dead_url: str
    verdict: Verdict
    reason: str
    confirmations: int = 1
    anchor: str = ""
    sentence: str = ""
    heading: str = ""
    place: Place = Place.BODY
    rel: tuple[str, ...] = ()
    status: int | None = None
    final_url: str = ""
    note: str = ""
    asset_url: str = ""
    asset_match: float = 0.0  # 0 to 1: how well the asset replaces what died
    asset_reason: str = ""
    dead_target: DeadTargetInfo = field(default_factory=DeadTargetInfo)  # what died, and whether its domain can be had

    def identity(self, page_url: str, site: str) -> tuple[str, ...]:  # noqa: ARG002 (the shape of all facts)
        """Return the page and the dead URL."""
        return (canonical(page_url), canonical(self.dead_url))
