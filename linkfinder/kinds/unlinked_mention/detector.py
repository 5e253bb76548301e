"""Brands that a page names without linking to them, and how it links to those it does.

Every brand seen in the text becomes a mention with its state; an opportunity only where asking makes sense. A name in a
menu, a footer or a comment is no mention: no editor wrote it. See docs/reference/kinds/unlinked_mention.md.
"""

from collections.abc import Iterator, Sequence

from linkfinder.analysis.relevance import relevance
from linkfinder.analysis.risk import page_risks
from linkfinder.kinds.asset_match import best_asset
from linkfinder.kinds.unlinked_mention.brand_links import best_link, competitors_linked, foreign_anchors, links_to
from linkfinder.kinds.unlinked_mention.brand_names import NameHit, find_names
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.kinds.unsuitable_sites import unsuitable_reason
from linkfinder.model.niche import Brand, Niche
from linkfinder.model.opportunity import (
    Evidence,
    Judgement,
    Mention,
    MentionState,
    Opportunity,
    OpportunityState,
    Rejection,
)
from linkfinder.model.page import EDITORIAL_PLACES, Block, BlockRole, Link, Page, PageClass
from linkfinder.text.folding import fold
from linkfinder.text.sentences import sentences, shorten
from linkfinder.urls import is_on_domain, site_of

KIND = UNLINKED_MENTION

_ASKABLE_STATES = frozenset({MentionState.UNLINKED, MentionState.LINKED_WRONG_URL, MentionState.LINKED_THIRD_PARTY})

_GOOD_SENTENCE = range(40, 301)
"""Characters of a sentence that tells a reader what is said; shorter ones are captions, longer ones lists."""

_BASE, _PER_MENTION, _MOST_MENTIONS, _SURE_NAME, _IN_HEADING = 0.6, 0.05, 3, 0.15, 0.1
"""Confidence that the brand is meant: more mentions, a name that is no common word, a heading that names it."""

_AROUND = 2_000
"""Characters before and after a name in which its sentence is looked for; a paragraph is shorter."""

_ONE_WORD = 8
"""Letters from which a single word is unlikely to be another's name."""


def detect(page: Page, niche: Niche) -> Judgement:
    """Return every brand mentioned on a page with its state, and an opportunity where a link is worth asking for."""
    if not niche.brands or page.page_class is not PageClass.NORMAL:
        return Judgement()
    hits = find_names(page.blocks, niche.brands, page.language)
    by_brand = {brand: [hit for hit in hits if hit.brand == brand] for brand in niche.brands}
    found = [part for brand, own in by_brand.items() if own for part in _of_brand(page, niche, brand, own)]
    return Judgement(
        opportunities=tuple(part for part in found if isinstance(part, Opportunity)),
        rejections=tuple(part for part in found if isinstance(part, Rejection)),
        mentions=tuple(part for part in found if isinstance(part, Mention)),
    )


def _of_brand(
    page: Page, niche: Niche, brand: Brand, hits: Sequence[NameHit]
) -> Iterator[Mention | Opportunity | Rejection]:
    editorial = [hit for hit in hits if page.blocks[hit.block_index].place in EDITORIAL_PLACES]
    first = page.blocks[hits[0].block_index]
    if _is_own(page, brand):
        yield _rejection(brand, "own_site", first)
        return
    if not editorial:
        yield _rejection(brand, f"{first.place}_only", first)
        return
    mention = _mention(page, niche, brand, editorial)
    yield mention
    if mention.state not in _ASKABLE_STATES:
        return
    if reason := unsuitable_reason(page) or _competitors_page(page, niche):
        yield _rejection(brand, reason, page.blocks[editorial[0].block_index])
        return
    yield _opportunity(page, niche, mention, editorial)


def _rejection(brand: Brand, reason: str, block: Block) -> Rejection:
    return Rejection(KIND, reason, (Evidence(reason, shorten(block.text), block.place),), brand.name)


def _is_own(page: Page, brand: Brand) -> bool:
    """Tell whether the page is the brand's: on its domain, or published under its name."""
    if any(is_on_domain(url, domain) for domain in brand.domains for url in (page.url, page.canonical_url) if url):
        return True
    names = {fold(name) for name in (brand.name, *brand.aliases)}
    return not names.isdisjoint({fold(page.structured.publisher), fold(page.structured.site_name)})


def _competitors_page(page: Page, niche: Niche) -> str:
    return "competitor_site" if any(is_on_domain(page.url, c.domain) for c in niche.competitors) else ""


def _mention(page: Page, niche: Niche, brand: Brand, hits: Sequence[NameHit]) -> Mention:
    chosen, sentence = _best_sentence(page, hits)
    linked = best_link(links_to(brand, page.links, page.url))
    third = None if linked else _third_party(page, brand, hits)
    state = linked[0] if linked else (MentionState.LINKED_THIRD_PARTY if third else MentionState.UNLINKED)
    link = linked[1] if linked else third
    wanted = Link(page.url, page.title, sentence=sentence)
    asset = best_asset(wanted, niche.assets, page.language).asset
    home = f"https://{brand.domains[0]}/" if brand.domains else ""
    return Mention(
        brand=brand.name,
        state=state,
        sentence=sentence,
        place=page.blocks[chosen.block_index].place,
        count=len(hits),
        author=_author(page),
        linked_url=link.url if link else "",
        competitors_linked=competitors_linked(page, (competitor.domain for competitor in niche.competitors)),
        asset_url=asset.url if asset else home,
    )


def _third_party(page: Page, brand: Brand, hits: Sequence[NameHit]) -> Link | None:
    """Return the link to somebody else that every mention of the brand is, or None when one of them is plain text."""
    anchors = foreign_anchors(brand, page)
    if not anchors:
        return None
    texts = [fold(sentence_of(page, hit)) for hit in hits]
    around = [next((link for anchor, link in anchors if anchor in text), None) for text in texts]
    return around[0] if all(around) else None


def sentence_of(page: Page, hit: NameHit) -> str:
    """Return the sentence in which a name stands, at most 300 characters."""
    whole = page.blocks[hit.block_index].text
    first = max(0, hit.start - _AROUND) if len(whole) > 2 * _AROUND else 0
    block, start = whole[first : first + 2 * _AROUND], hit.start - first
    at = 0
    for sentence in sentences(block):
        at = block.find(sentence, at)
        if at <= start < at + len(sentence):
            return shorten(sentence)
        at += len(sentence)
    return shorten(block)


def _best_sentence(page: Page, hits: Sequence[NameHit]) -> tuple[NameHit, str]:
    """Return the mention that shows best what is said: a whole sentence of the text, the first of them."""

    def rank(hit: NameHit) -> tuple[bool, bool]:
        is_text = page.blocks[hit.block_index].role is BlockRole.PARAGRAPH
        return (len(sentence_of(page, hit)) not in _GOOD_SENTENCE, not is_text)

    best = min(hits, key=rank)
    return best, sentence_of(page, best)


def _author(page: Page) -> str:
    return page.structured.authors[0] if page.structured.authors else ""


def _opportunity(page: Page, niche: Niche, mention: Mention, hits: Sequence[NameHit]) -> Opportunity:
    near = relevance(page, niche)
    return Opportunity(
        kind=KIND,
        niche=niche.name,
        page_url=page.url,
        site=site_of(page.url),
        facts=mention,
        state=OpportunityState.OPEN,
        page_title=page.title,
        language=page.language,
        relevance=near.value,
        relevance_reason=near.reason,
        confidence=_confidence(page, mention, hits),
        evidence=(Evidence(mention.state, mention.sentence, mention.place),),
        contacts=page.contacts,
        risks=page_risks(page, niche),
        published=page.published.value if page.published else None,
        modified=page.modified.value if page.modified else None,
    )


def _confidence(page: Page, mention: Mention, hits: Sequence[NameHit]) -> float:
    is_sure = " " in mention.brand or len(mention.brand) >= _ONE_WORD or bool(hits[0].brand.needs_any)
    in_heading = any(page.blocks[hit.block_index].role is BlockRole.HEADING for hit in hits)
    repeated = _PER_MENTION * min(_MOST_MENTIONS, mention.count - 1)
    return round(_BASE + repeated + _SURE_NAME * is_sure + _IN_HEADING * in_heading, 2)
