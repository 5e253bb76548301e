"""Brands that are named without a link."""

from dataclasses import replace

from linkfinder.kinds.unlinked_mention.detector import KIND, detect
from linkfinder.model.niche import Asset, Brand, Competitor, Niche, Topic
from linkfinder.model.opportunity import Judgement, Mention, MentionState, OpportunityState
from linkfinder.model.page import Block, BlockRole, Link, Page, PageClass, Place, StructuredData

ACME = Brand("Acme Dental", domains=("acme-dental.example",))
NICHE = Niche(
    "dental",
    (Topic("teeth"),),
    ("http://seed.example/",),
    brands=(ACME,),
    assets=(Asset("https://acme-dental.example/whitening", "Whitening at home", ("tooth whitening",)),),
    competitors=(Competitor("rival.example"),),
)
SENTENCE = "According to Acme Dental, one patient in three skips the yearly visit."


def page(*texts: str, links: tuple[Link, ...] = ()) -> Page:
    return Page(
        "http://news.example/a",
        title="Teeth",
        language="en",
        blocks=tuple(Block(text) for text in texts),
        links=links,
        structured=StructuredData(authors=("Ann Reed",)),
    )


def mention(judgement: Judgement) -> Mention:
    (found,) = judgement.mentions
    return found


def test_an_unlinked_name_is_an_opportunity_with_its_sentence() -> None:
    judged = detect(page("First.", SENTENCE), NICHE)
    (found,) = judged.opportunities
    assert (found.kind, found.state, found.identity) == (
        KIND,
        OpportunityState.OPEN,
        ("http://news.example/a", "Acme Dental"),
    )
    assert found.facts == Mention(
        "Acme Dental", MentionState.UNLINKED, SENTENCE, author="Ann Reed", asset_url="https://acme-dental.example/"
    )
    assert found.evidence[0].quote == SENTENCE


def test_a_linked_name_is_a_mention_but_no_opportunity() -> None:
    judged = detect(page(SENTENCE, links=(Link("https://acme-dental.example/x", "study"),)), NICHE)
    assert mention(judged).state is MentionState.LINKED_BODY
    assert mention(judged).linked_url == "https://acme-dental.example/x"
    assert not judged.opportunities


def test_the_best_sentence_is_a_whole_one_of_the_text() -> None:
    blocks = (
        Block("Acme Dental", role=BlockRole.HEADING, level=2),
        Block("Acme Dental: open", Place.LIST, BlockRole.LIST_ITEM),
        Block(SENTENCE + " More followed."),
    )
    found = mention(detect(replace(page(), blocks=blocks), NICHE))
    assert (found.sentence, found.count, found.place) == (SENTENCE, 3, Place.BODY)


def test_a_sentence_deep_in_a_long_block_is_found() -> None:
    filler = "The clinic opens at nine and closes at five. " * 200
    found = mention(detect(page(filler + SENTENCE + " " + filler), NICHE))
    assert found.sentence == SENTENCE


def test_a_name_that_links_to_others_everywhere_is_third_party() -> None:
    link = Link("https://reviews.example/acme", "Acme Dental")
    judged = detect(page("Read about Acme Dental here.", links=(link,)), NICHE)
    assert (mention(judged).state, mention(judged).linked_url) == (MentionState.LINKED_THIRD_PARTY, link.url)
    assert judged.opportunities
    also_plain = detect(page("Read about Acme Dental here.", "A plain Acme Dental.", links=(link,)), NICHE)
    assert mention(also_plain).state in {MentionState.UNLINKED, MentionState.LINKED_THIRD_PARTY}


def test_a_competitor_that_is_linked_is_said() -> None:
    judged = detect(page(SENTENCE, links=(Link("https://rival.example/", "Rival"),)), NICHE)
    assert mention(judged).competitors_linked == ("rival.example",)


def test_the_page_of_ours_that_fits_is_proposed() -> None:
    judged = detect(page("Acme Dental explains tooth whitening at home for everybody."), NICHE)
    assert mention(judged).asset_url == "https://acme-dental.example/whitening"


def test_a_name_in_the_furniture_is_turned_down_with_its_place() -> None:
    judged = detect(replace(page(), blocks=(Block("Acme Dental", Place.SIDEBAR),)), NICHE)
    assert not judged.mentions
    assert [(item.reason, item.detail) for item in judged.rejections] == [("sidebar_only", "Acme Dental")]


def test_the_brands_own_page_is_turned_down() -> None:
    own = replace(page(SENTENCE), url="https://blog.acme-dental.example/x")
    assert [item.reason for item in detect(own, NICHE).rejections] == ["own_site"]


def test_surer_names_give_more_confidence() -> None:
    short = Niche("x", (Topic("teeth"),), ("http://seed.example/",), brands=(Brand("Plex"),))
    (weak,) = detect(page("We saw Plex at the fair in the autumn of the year."), short).opportunities
    (sure,) = detect(page(SENTENCE, "Acme Dental again."), NICHE).opportunities
    assert weak.confidence < sure.confidence <= 1


def test_nothing_is_said_without_brands_or_of_no_real_page() -> None:
    bare = Niche("x", (Topic("teeth"),), ("http://seed.example/",))
    assert detect(page(SENTENCE), bare) == Judgement()
    assert detect(replace(page(SENTENCE), page_class=PageClass.PARKED), NICHE) == Judgement()
    assert detect(page("No name here."), NICHE) == Judgement()
