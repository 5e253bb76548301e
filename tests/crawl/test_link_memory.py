import pytest

from linkfinder.crawl import link_memory
from linkfinder.crawl.link_memory import LinkMemory
from linkfinder.model.page import Link, Page

MENU = Link("http://teeth.example/about", "About")
FRIEND = Link("http://friend.example/", "Friend")


def page(number: int, *links: Link) -> Page:
    return Page(f"http://teeth.example/{number}", links=links)


def test_a_link_of_a_site_is_fresh_once() -> None:
    memory = LinkMemory()
    assert memory.fresh(page(1, MENU, FRIEND), vouches=True) == (MENU, FRIEND)
    assert memory.fresh(page(2, MENU, FRIEND), vouches=True) == ()


def test_the_same_address_with_other_words_is_fresh() -> None:
    memory = LinkMemory()
    memory.fresh(page(1, MENU), vouches=True)
    other = Link(MENU.url, "Write for us")
    assert memory.fresh(page(2, MENU, other), vouches=True) == (other,)


def test_a_link_to_another_site_stays_fresh_until_a_page_vouches_for_it() -> None:
    memory = LinkMemory()
    assert memory.fresh(page(1, FRIEND), vouches=False) == (FRIEND,)
    assert memory.fresh(page(2, FRIEND), vouches=True) == (FRIEND,)
    assert memory.fresh(page(3, FRIEND), vouches=True) == ()


def test_another_sites_link_to_the_same_place_is_its_own() -> None:
    memory = LinkMemory()
    memory.fresh(page(1, FRIEND), vouches=True)
    assert memory.fresh(Page("http://other.example/", links=(FRIEND,)), vouches=True) == (FRIEND,)


def test_what_was_not_stored_is_fresh_again() -> None:
    memory = LinkMemory()
    memory.fresh(page(1, MENU), vouches=True)
    memory.forget()
    assert memory.fresh(page(1, MENU), vouches=True) == (MENU,)


def test_the_oldest_links_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_memory, "KEPT", 2)
    memory = LinkMemory()
    links = [Link(f"http://teeth.example/{number}", "x") for number in range(5)]
    memory.fresh(page(1, *links), vouches=True)
    assert memory.fresh(page(2, links[0], links[4]), vouches=True) == (links[0],)
