"""The first look for phrases at a page."""

import pytest

from linkfinder.model.niche import PhraseGroup
from linkfinder.model.page import Block, Page, Place
from linkfinder.text.phrase_prefilter import prefilter_hits
from linkfinder.text.phrases import PREFILTER_GROUPS, Group


def page(text: str, title: str = "The Island Post") -> Page:
    return Page("https://news.example/", title=title, blocks=(Block(text), Block("Write for us", Place.NAV)))


def test_phrases_are_told_by_where_they_stand() -> None:
    look = prefilter_hits(page("Buy backlinks from us.", "Write for us"))
    assert {hit.group for hit in look.title} == {Group.INVITE, Group.INVITE_TO}
    assert {hit.group for hit in look.editorial} == {Group.SELLS}


def test_what_no_editor_wrote_is_not_looked_at() -> None:
    look = prefilter_hits(page("The ferry leaves at noon."))
    assert (look.title, look.editorial) == ((), ())


def test_only_the_groups_of_a_first_look_are_found() -> None:
    look = prefilter_hits(page("Guest posts of 800 words are welcome; we accept no payment."))
    assert {hit.group for hit in look.editorial} <= PREFILTER_GROUPS


@pytest.mark.parametrize(("language", "counts"), [("es", True), ("en", False), ("", True)])
def test_phrases_of_every_language_are_found_and_each_knows_where_it_counts(language: str, *, counts: bool) -> None:
    extra = (PhraseGroup("es", "invite", ("envia",)),)
    (hit,) = prefilter_hits(page("Envia"), extra).editorial
    assert hit.phrase.counts_in({language} if language else ()) is counts


def test_a_users_own_phrases_are_looked_for() -> None:
    extra = (PhraseGroup("en", "invite", ("join the chorus",)),)
    assert prefilter_hits(page("Join the chorus today"), extra).editorial
    assert not prefilter_hits(page("Join the chorus today")).editorial


def test_a_page_asked_for_again_is_not_looked_at_again() -> None:
    once = page("We sell backlinks.")
    assert prefilter_hits(once) is prefilter_hits(once)
