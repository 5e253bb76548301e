"""What was turned down, and why."""

from typing import TYPE_CHECKING, Any

import pytest

from linkfinder.errors import StorageError
from linkfinder.kinds.guest_post.facts import GUEST_POST
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.opportunity import Evidence, Judgement, Rejection
from linkfinder.model.page import Place
from linkfinder.model.record import RejectionRecord
from linkfinder.model.visit import Outcome
from linkfinder.storage.session import read_only_session
from linkfinder.storage.sightings import load_refusals

if TYPE_CHECKING:
    from tests.conftest import Crawl

URL = "http://blog.example/seven-sites"
ABOUT = Rejection(
    GUEST_POST,
    "article_about",
    (Evidence("list_title", "7 sites that take guest posts", Place.BODY),),
    "links to 7 other sites",
)
OTHER = Rejection(UNLINKED_MENTION, "other_meaning")


def refusals(crawl: "Crawl", **chosen: Any) -> list[RejectionRecord]:
    with read_only_session(crawl.engine) as opened:
        return load_refusals(opened, crawl.niche, **chosen)


def store(crawl: "Crawl", *rejections: Rejection, url: str = URL) -> None:
    crawl.store(crawl.visit(url=url, judgement=Judgement(rejections=rejections)))


def test_a_rejection_comes_back_with_its_page_and_its_words(crawl: "Crawl") -> None:
    store(crawl, ABOUT)
    assert refusals(crawl) == [RejectionRecord(URL, "A page", GUEST_POST, ABOUT, crawl.now)]


def test_one_of_a_kind_stands_for_a_page(crawl: "Crawl") -> None:
    store(crawl, ABOUT, Rejection(GUEST_POST, "agency"), OTHER)
    assert [refusal.rejection.reason for refusal in refusals(crawl)] == ["article_about", "other_meaning"]


def test_they_are_replaced_when_the_page_is_judged_again(crawl: "Crawl") -> None:
    store(crawl, ABOUT, OTHER)
    crawl.next_run()
    store(crawl, OTHER)
    assert [(refusal.rejection, refusal.last_seen) for refusal in refusals(crawl)] == [(OTHER, crawl.now)]


def test_a_page_that_could_not_be_read_keeps_its_rejection(crawl: "Crawl") -> None:
    store(crawl, ABOUT)
    crawl.store(crawl.visit(url=URL, page=None, outcome=Outcome.FAILED, http_status=500))
    assert len(refusals(crawl)) == 1


def test_they_are_listed_by_address_and_kind(crawl: "Crawl") -> None:
    for name in "ba":
        store(crawl, OTHER, ABOUT, url=f"http://{name}.example/")
    listed = [(refusal.page_url[7], refusal.kind) for refusal in refusals(crawl)]
    assert listed == [(name, kind) for name in "ab" for kind in ("guest_post", "unlinked_mention")]
    assert {refusal.kind for refusal in refusals(crawl, kinds=[GUEST_POST])} == {"guest_post"}


def test_a_niche_that_was_never_run_is_said(crawl: "Crawl") -> None:
    crawl.niche = "gardens"
    with pytest.raises(StorageError, match="nothing is stored of it"):
        refusals(crawl)
