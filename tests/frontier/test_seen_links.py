import pytest

from linkfinder.frontier import seen_links
from linkfinder.frontier.seen_links import SeenLinks
from linkfinder.model.page import Link, Page

MENU = Link("http://teeth.example/about", "About")
FRIEND = Link("http://friend.example/", "Friend")


def page(number: int, *links: Link) -> Page:
    return Page(f"http://teeth.example/{number}", links=links)


def test_a_link_of_a_site_is_fresh_once() -> None:
    memory = SeenLinks()
    assert memory.fresh(page(1, MENU, FRIEND), outlink_priority=0.3) == (MENU, FRIEND)
    assert memory.fresh(page(2, MENU, FRIEND), outlink_priority=0.3) == ()


def test_the_same_address_with_other_words_is_fresh() -> None:
    memory = SeenLinks()
    memory.fresh(page(1, MENU), outlink_priority=0.3)
    other = Link(MENU.url, "Write for us")
    assert memory.fresh(page(2, MENU, other), outlink_priority=0.3) == (other,)


def test_a_link_to_another_site_is_fresh_only_where_a_page_endorses_it() -> None:
    memory = SeenLinks()
    assert memory.fresh(page(1, FRIEND), outlink_priority=0.0) == ()
    assert memory.fresh(page(2, FRIEND), outlink_priority=0.3) == (FRIEND,)
    assert memory.fresh(page(3, FRIEND), outlink_priority=0.3) == ()


def test_a_link_to_another_site_is_fresh_again_where_its_priority_is_higher() -> None:
    memory = SeenLinks()
    memory.fresh(page(1, FRIEND), outlink_priority=0.2)
    assert memory.fresh(page(2, FRIEND), outlink_priority=0.3) == (FRIEND,)
    assert memory.fresh(page(3, FRIEND), outlink_priority=0.2) == ()


def test_a_link_that_nobody_stood_behind_hides_none_that_somebody_does() -> None:
    memory = SeenLinks()
    banner = Link(FRIEND.url, "", ("sponsored",), is_image=True)
    assert memory.fresh(page(1, banner), outlink_priority=0.3) == (banner,)
    assert memory.fresh(page(2, FRIEND), outlink_priority=0.3) == (FRIEND,)


def test_each_site_names_another_one_once_and_every_new_address_of_it() -> None:
    memory = SeenLinks()
    other, story = Page("http://other.example/", links=(FRIEND,)), Link("http://friend.example/story", "Story")
    memory.fresh(page(1, FRIEND), outlink_priority=0.3)
    assert memory.fresh(other, outlink_priority=0.3) == (FRIEND,)
    assert memory.fresh(page(2, FRIEND, story), outlink_priority=0.3) == (story,)


def test_what_was_not_stored_is_fresh_again() -> None:
    memory = SeenLinks()
    memory.fresh(page(1, MENU), outlink_priority=0.3)
    memory.forget()
    assert memory.fresh(page(1, MENU), outlink_priority=0.3) == (MENU,)


def test_the_oldest_links_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_links, "_MAX_INTERNAL_LINKS", 2)
    memory = SeenLinks()
    links = [Link(f"http://teeth.example/{number}", "x") for number in range(5)]
    memory.fresh(page(1, *links), outlink_priority=0.3)
    assert memory.fresh(page(2, links[0], links[4]), outlink_priority=0.3) == (links[0],)
