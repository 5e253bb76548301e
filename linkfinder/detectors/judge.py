"""Everything that can be said of a page the moment it has been read; dead links need an answer from their targets."""

from linkfinder.detectors.registry import DETECTORS
from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import Page

FRESH_KINDS = (OpportunityKind.GUEST_POST, OpportunityKind.UNLINKED_MENTION)
"""Kinds that the page alone decides."""


def judge_page(page: Page, niche: Niche) -> Judgement:
    """Return what all detectors that need nothing but the page say of it, as one judgement."""
    parts = [DETECTORS[kind].detect(page, niche) for kind in FRESH_KINDS]
    return Judgement(
        opportunities=tuple(o for part in parts for o in part.opportunities),
        rejections=tuple(r for part in parts for r in part.rejections),
        mentions=tuple(m for part in parts for m in part.mentions),
    )
