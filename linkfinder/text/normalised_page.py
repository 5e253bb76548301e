"""The texts of a page in the form in which words are compared, folded once and kept for everything that needs them."""

from dataclasses import dataclass
from functools import lru_cache

from linkfinder.model.page import EDITORIAL_PLACES, BlockRole, Page
from linkfinder.text.folding import fold_lines


@dataclass(frozen=True, slots=True)
class NormalisedPage:
    """A page's folded texts, a block a line; `editorial` is everything an editor wrote, its headings included."""

    title: str
    description: str
    headings: str
    editorial: str


class PageIdentity:
    """A page as a cache key, equal to itself only: comparing the texts of two pages costs more than folding them."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        self.page = page

    def __hash__(self) -> int:
        """Return the number of this very page."""
        return id(self.page)

    def __eq__(self, other: object) -> bool:
        """Tell whether it is this very page."""
        return isinstance(other, PageIdentity) and other.page is self.page


def normalised_page(page: Page) -> NormalisedPage:
    """Return the folded texts of a page; those of the last pages asked for are remembered."""
    return _normalised_page(PageIdentity(page))


@lru_cache(maxsize=2)  # relevance, risk and judgement ask for one page after the other
def _normalised_page(same: PageIdentity) -> NormalisedPage:
    page, heading = same.page, BlockRole.HEADING
    editorial = [block for block in page.blocks if block.place in EDITORIAL_PLACES]
    return NormalisedPage(
        title=fold_lines(page.title),
        description=fold_lines(page.description),
        headings=fold_lines("\n".join([block.text for block in editorial if block.role is heading])),
        editorial=fold_lines("\n".join([block.text for block in editorial])),
    )
