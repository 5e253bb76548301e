"""All detectors together."""

from linkfinder.detectors.judge import judge_page
from linkfinder.detectors.registry import DETECTORS
from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Brand, Niche, Topic
from linkfinder.model.opportunity import Judgement
from tests.detectors.reading import page

NICHE = Niche("gardens", (Topic("gardens"),), ("http://seed.example/",), brands=(Brand("Acme Tools"),))


def test_every_detector_is_known_by_its_kind() -> None:
    assert set(DETECTORS) == {
        OpportunityKind.GUEST_POST,
        OpportunityKind.BROKEN_LINK,
        OpportunityKind.UNLINKED_MENTION,
    }
    assert all(DETECTORS[kind].KIND is kind for kind in DETECTORS)


def test_one_page_answers_every_question_at_once() -> None:
    both = page(
        "# Write for us",
        "We accept guest posts about gardens, 800 words with a bio, and Acme Tools pays for the prize of the year.",
        "Send your article to editor@thumbs.example.",
        title="Write for us",
        url="http://thumbs.example/write-for-us",
    )
    judged = judge_page(both, NICHE)
    assert [found.kind for found in judged.opportunities] == [
        OpportunityKind.GUEST_POST,
        OpportunityKind.UNLINKED_MENTION,
    ]
    assert [mention.brand for mention in judged.mentions] == ["Acme Tools"]


def test_a_page_about_nothing_of_ours_says_nothing() -> None:
    judged = judge_page(page("# Tulips", "They are early."), NICHE)
    assert judged == Judgement()
