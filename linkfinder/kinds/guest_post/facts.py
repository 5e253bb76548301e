"""The facts of a guest-post opportunity: cost, price, and what the editor asks of an article."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

GUEST_POST = "guest_post"
"""The name of the kind."""


class Cost(StrEnum):
    """Who pays whom."""

    FREE = "free"
    PAID = "paid"
    SPONSORED = "sponsored"
    MIXED = "mixed"
    PAYS_AUTHOR = "pays_author"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs, as far as the page says. `currency` is an ISO 4217 code, `unit` for example `post` or `word`."""

    amount: float
    currency: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Requirements:
    """What an editor asks of an article; an empty string means the page does not say.

    A page that gives a length in characters says nothing of words: the one is not reckoned from the other.
    """

    min_words: int | None = None
    max_words: int | None = None
    links_allowed: int | None = None
    link_policy: str = ""  # dofollow, nofollow, sponsored, none, on_request
    bio: bool = False
    images: bool = False
    exclusive: bool = False
    ai_policy: str = ""  # forbidden, disclose, allowed
    response_time: str = ""
    topics: tuple[str, ...] = ()
    min_characters: int | None = None
    max_characters: int | None = None


@dataclass(frozen=True, slots=True)
class GuestPost:
    """What a site that takes articles says about that. `method` holds email, form, account, pitch_first."""

    cost: Cost = Cost.UNKNOWN
    price: Price | None = None
    requirements: Requirements = Requirements()
    method: tuple[str, ...] = ()
    recheck: date | None = None  # when the page says that guest posts are taken again
    said_in: str = ""  # where the invitation stands: page, faq, contact_page ... (`said_in.SaidIn`)

    def identity(self, page_url: str, site: str) -> tuple[str, ...]:  # noqa: ARG002 (the shape of all facts)
        """Return the site: several pages of a site show one opportunity."""
        return (site,)
