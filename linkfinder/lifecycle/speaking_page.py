"""Which of several pages speaks for an opportunity, and why the others do not; pure.

Several pages of a site may show one opportunity: guidelines, an answer of an FAQ, a line on the start page. The order
of the visits decides nothing, nor does their date: a page that shows it no more does not speak at all.
"""

from dataclasses import dataclass

from linkfinder.model.opportunity import OpportunityState

_SURE = 0.5
"""The confidence below which a page only hints: it speaks when no surer page does, whatever else is said of it."""

_STATES = (OpportunityState.CLOSED, OpportunityState.UNKNOWN, OpportunityState.OPEN)
"""From the state that helps least to the one that helps most."""


@dataclass(frozen=True, slots=True)
class ShowingPage:
    """A page that shows an opportunity. `clarity` is the higher, the more the page is about nothing else."""

    url: str
    state: OpportunityState
    confidence: float
    relevance: float
    clarity: int = 0


SpeakingOrder = tuple[bool, int, int, float, float, str]
"""The greatest of several speaks."""


def speaking_order(page: ShowingPage) -> SpeakingOrder:
    """Return the sort key of a page; the page with the greatest key speaks for the opportunity.

    A sure page comes before a hint, a page about nothing else before a section of another page, of two such pages the
    open one before the closed one; then the surer, then the one nearer to the niche; the address decides what is left.
    """
    is_sure = page.confidence >= _SURE
    return is_sure, page.clarity, _STATES.index(page.state), page.confidence, page.relevance, page.url


def why_it_does_not_speak(page: ShowingPage, speaking: ShowingPage) -> str:
    """Return in words the first point in which a page is behind the one that speaks."""
    if (page.confidence >= _SURE) < (speaking.confidence >= _SURE):
        return "only a hint"
    if page.clarity < speaking.clarity:
        return "only a section of the page is about it"
    if page.state is not speaking.state:
        return "closed" if page.state is OpportunityState.CLOSED else "does not say whether it is open"
    if page.confidence < speaking.confidence:
        return f"less sure ({page.confidence:.2f} against {speaking.confidence:.2f})"
    if page.relevance < speaking.relevance:
        return "less near to the niche"
    return "says the same"
