"""Which of several pages speaks for an opportunity, and why the others do not."""

from itertools import permutations

import pytest

from linkfinder.lifecycle.speaking_page import ShowingPage, speaking_order, why_it_does_not_speak
from linkfinder.model.opportunity import OpportunityState

OPEN, CLOSED, UNKNOWN = OpportunityState.OPEN, OpportunityState.CLOSED, OpportunityState.UNKNOWN
PAGE, SECTION = 1, 0


def page(
    name: str = "a", state: OpportunityState = OPEN, sure: float = 0.9, near: float = 0.5, clarity: int = PAGE
) -> ShowingPage:
    return ShowingPage(f"http://site.example/{name}", state, sure, near, clarity)


@pytest.mark.parametrize(
    ("speaks", "silent", "why"),
    [
        (page(sure=0.6), page(sure=0.4), "only a hint"),
        (page(sure=0.6, clarity=SECTION), page(sure=0.3), "only a hint"),
        (page(sure=0.8), page(sure=0.95, clarity=SECTION), "only a section of the page is about it"),
        (page(state=CLOSED), page(clarity=SECTION), "only a section of the page is about it"),
        (page(sure=0.8), page(sure=0.9, state=CLOSED), "closed"),
        (page(sure=0.8), page(sure=0.9, state=UNKNOWN), "does not say whether it is open"),
        (page(state=UNKNOWN), page(state=CLOSED), "closed"),
        (page(sure=0.9), page(sure=0.8), "less sure (0.80 against 0.90)"),
        (page(near=0.7), page(near=0.2), "less near to the niche"),
        (page("b"), page("a"), "says the same"),
    ],
)
def test_the_clearest_page_speaks_and_the_other_is_told_why(speaks: ShowingPage, silent: ShowingPage, why: str) -> None:
    assert speaking_order(speaks) > speaking_order(silent)
    assert why_it_does_not_speak(silent, speaks) == why


def test_the_order_of_the_pages_decides_nothing() -> None:
    pages = (page("x"), page("y", CLOSED), page("z", clarity=SECTION), page("w", sure=0.2))
    assert {max(order, key=speaking_order).url for order in permutations(pages)} == {"http://site.example/x"}
