"""The shape of a detector: the facts of a page in, a judgement out, nothing fetched and nothing kept."""

from typing import Protocol

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import Page


class Detector(Protocol):
    """A module that finds one kind of opportunity."""

    KIND: OpportunityKind

    def detect(self, page: Page, niche: Niche) -> Judgement:
        """Return the opportunities of this kind on a page, and what looked like one and why it is none."""
        ...
