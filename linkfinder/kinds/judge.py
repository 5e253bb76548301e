"""What kinds say of a page, as one judgement: of a page just read, or of a page whose links were checked."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from linkfinder.kinds.base import JudgingStage, Kind
from linkfinder.kinds.registry import kinds_of_stage
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Evidence, Judgement, Rejection
from linkfinder.model.page import EDITORIAL_PLACES, Page, Place
from linkfinder.text.exclusions import excluded_in, excluded_phrase
from linkfinder.text.sentences import shorten

_EXCLUDED_PHRASE = "excluded_phrase"
"""The reason why a page with a phrase of `exclude.phrases` is rejected."""


def judge_page(page: Page, niche: Niche) -> Judgement:
    """Return what all kinds that need nothing but the page say of it."""
    judgement = _judged(page, niche, kinds_of_stage(JudgingStage.PAGE_READ))
    excluded = judgement.opportunities and excluded_phrase(page, niche.exclude.phrases)
    return _rejected(page, judgement, excluded) if excluded else judgement


def judge_links(page: Page, niche: Niche) -> Judgement:
    """Return what all kinds that wait for link checks say of a page; the checks stand with its links."""
    return _judged(page, niche, kinds_of_stage(JudgingStage.LINKS_CHECKED))


def _judged(page: Page, niche: Niche, kinds: Iterable[Kind[Any]]) -> Judgement:
    parts = [kind.detect(page, niche) for kind in kinds]
    return Judgement(
        opportunities=tuple(o for part in parts for o in part.opportunities),
        rejections=tuple(r for part in parts for r in part.rejections),
        mentions=tuple(m for part in parts for m in part.mentions),
    )


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
