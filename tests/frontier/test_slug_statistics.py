import pytest

from linkfinder.frontier.priority import GUEST_POST_PRIORITY, HUB_PRIORITY, LIKELY_GUEST_POST_PRIORITY
from linkfinder.frontier.slug_statistics import MAX_TRACKED_SLUGS, SlugStatistics
from linkfinder.model.seed import UrlPriority

LIKE_ANY = UrlPriority(0.25, "a page like any other")
GUEST_POST_PAGE = UrlPriority(GUEST_POST_PRIORITY, "address of a guest-post page: contribute")


def read(path: str, *, found: int = 0, empty: int = 0) -> SlugStatistics:
    """Names, after a page at this path was read on so many sites with and without a finding."""
    names = SlugStatistics()
    for number in range(found + empty):
        names.record(f"http://site{number}.example{path}", has_finding=number < found)
    return names


def test_a_slug_that_led_to_findings_on_several_sites_counts_as_a_guest_post_page_on_the_next() -> None:
    names = read("/pen-and-post/", found=2, empty=1)
    assert names.adjust(LIKE_ANY, "http://new.example/fi/pen-and-post.html", "") == UrlPriority(
        LIKELY_GUEST_POST_PRIORITY, "pages named pen-and-post led to findings on 2 of 3 sites"
    )


def test_what_was_learned_of_addresses_holds_for_anchors() -> None:
    names = read("/pen-and-post/", found=2)
    assert names.adjust(LIKE_ANY, "http://new.example/?p=7", "Pen and Post").value == LIKELY_GUEST_POST_PRIORITY
    assert names.adjust(LIKE_ANY, "http://new.example/?p=7", "Pen and post for you") == LIKE_ANY


@pytest.mark.parametrize(("found", "empty"), [(0, 3), (1, 0), (2, 2), (3, 4)])
def test_one_site_and_a_small_share_of_many_prove_nothing(found: int, empty: int) -> None:
    names = read("/pens", found=found, empty=empty)
    assert names.adjust(LIKE_ANY, "http://new.example/pens", "") == LIKE_ANY


def test_a_site_counts_once_however_many_pages_of_that_name_it_has() -> None:
    names = SlugStatistics()
    for folder in range(20):
        names.record(f"http://one.example/{folder}/links", has_finding=True)
    assert names.adjust(LIKE_ANY, "http://new.example/links", "") == LIKE_ANY
    names.record("http://two.example/links", has_finding=False)
    names.record("http://two.example/more/links", has_finding=True)
    assert names.adjust(LIKE_ANY, "http://new.example/links", "").reason.endswith("on 2 of 2 sites")


def test_a_slug_of_guest_post_pages_that_never_led_to_one_comes_later_but_is_read() -> None:
    names = read("/contribute", empty=10)
    assert names.adjust(GUEST_POST_PAGE, "http://new.example/contribute", "") == GUEST_POST_PAGE
    names.record("http://eleventh.example/contribute", has_finding=False)
    assert names.adjust(GUEST_POST_PAGE, "http://new.example/contribute", "") == UrlPriority(
        HUB_PRIORITY, "pages named contribute led to findings on 0 of 11 sites"
    )
    assert names.adjust(LIKE_ANY, "http://new.example/contribute", "") == LIKE_ANY, "a lower priority stays"


def test_what_leads_nowhere_stays_so_whatever_it_is_called() -> None:
    names = read("/pens", found=5)
    trap = UrlPriority(0.0, "a day of a calendar")
    assert names.adjust(trap, "http://new.example/pens", "") == trap


@pytest.mark.parametrize(
    "path", ["/", "/2024/05/17", "/p7", "/?p=7", "/how-to-choose-a-dentist-in-a-small-town-near-you"]
)
def test_home_pages_numbers_and_whole_headlines_are_no_names(path: str) -> None:
    assert read(path, found=9).adjust(LIKE_ANY, f"http://new.example{path}", "") == LIKE_ANY


def test_names_met_on_one_site_in_vain_are_forgotten_first() -> None:
    names = read("/pens", found=2)
    for number in range(MAX_TRACKED_SLUGS + 5):
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:06}")
        names.record(f"http://big.example/{letters}", has_finding=False)
    assert len(names) <= MAX_TRACKED_SLUGS
    assert names.adjust(LIKE_ANY, "http://new.example/pens", "").value == LIKELY_GUEST_POST_PRIORITY
