"""Everything that can be said of a page the moment it has been read; dead links need an answer from their targets."""

from dataclasses import replace

from linkfinder.kinds.registry import DETECTORS
from linkfinder.kinds.statements import shorten
from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Evidence, Judgement, Rejection
from linkfinder.model.page import EDITORIAL_PLACES, Page, Place
from linkfinder.text.exclusions import excluded_in, excluded_phrase

PAGE_ONLY_KINDS = (OpportunityKind.GUEST_POST, OpportunityKind.UNLINKED_MENTION)
"""Kinds that the page alone decides."""

_EXCLUDED_PHRASE = "excluded_phrase"
"""The reason why a page with a phrase of `exclude.phrases` is turned down."""


def judge_page(page: Page, niche: Niche) -> Judgement:
    """Return what all detectors that need nothing but the page say of it, as one judgement."""
    parts = [DETECTORS[kind].detect(page, niche) for kind in PAGE_ONLY_KINDS]
    judgement = Judgement(
        opportunities=tuple(o for part in parts for o in part.opportunities),
        rejections=tuple(r for part in parts for r in part.rejections),
        mentions=tuple(m for part in parts for m in part.mentions),
    )
    excluded = judgement.opportunities and excluded_phrase(page, niche.exclude.phrases)
    return _rejected(page, judgement, excluded) if excluded else judgement


def _rejected(page: Page, judgement: Judgement, phrase: str) -> Judgement:
    """Return a judgement whose opportunities became rejections because of a phrase that the niche file excludes."""
    texts = ((page.title, Place.BODY), *((block.text, block.place) for block in page.blocks))
    evidence = tuple(
        Evidence(_EXCLUDED_PHRASE, shorten(text), place)
        for text, place in texts
        if (text is page.title or place in EDITORIAL_PLACES) and excluded_in((text,), (phrase,))
    )[:1]
    kinds = dict.fromkeys(found.kind for found in judgement.opportunities)
    reasons = tuple(Rejection(kind, _EXCLUDED_PHRASE, evidence, f"exclude.phrases: {phrase}") for kind in kinds)
    return replace(judgement, opportunities=(), rejections=reasons + judgement.rejections)
