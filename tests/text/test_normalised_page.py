"""The folded texts of a page."""

from linkfinder.model.page import Block, BlockRole, Page, Place
from linkfinder.text.normalised_page import normalised_page


def page(text: str = "Das FÄHRSCHIFF") -> Page:
    blocks = (
        Block("Über uns", Place.BODY, BlockRole.HEADING, 1),
        Block(text),
        Block("Startseite", Place.NAV),
        Block("Nächste Fahrt", Place.LIST, BlockRole.LIST_ITEM),
    )
    return Page("http://a.example/", title="Fähre", description="Täglich", blocks=blocks)


def test_what_an_editor_wrote_is_folded_a_block_a_line() -> None:
    folded = normalised_page(page())
    assert folded.editorial == "uber uns\ndas fahrschiff\nnachste fahrt"
    assert folded.headings == "uber uns"
    assert (folded.title, folded.description) == ("fahre", "taglich")


def test_a_page_asked_for_again_is_not_folded_again() -> None:
    once = page()
    assert normalised_page(once) is normalised_page(once)


def test_pages_are_not_taken_for_one_another() -> None:
    one, other = page("Eins"), page("Zwei")
    assert normalised_page(one).editorial != normalised_page(other).editorial
    assert normalised_page(page("Eins")) is not normalised_page(one)
