"""What only looks like a door."""

import pytest

from linkfinder.kinds.guest_post.lookalikes import LookalikeKind, find_lookalikes
from tests.kinds.page_statements import reading

FILLER = ["The tulips are early."] * 60


def likeliest(*lines: str, title: str = "", voice: bool = True) -> LookalikeKind | None:
    found = find_lookalikes(reading(*lines, title=title), has_first_person=voice)
    return found[0].kind if found else None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Manuscripts undergo double blind peer review; see our ISSN.", LookalikeKind.ACADEMIC),
        ("Fork the repository and open a pull request.", LookalikeKind.OPEN_SOURCE),
        ("Buy guest posts from our guest posting service; book a call.", LookalikeKind.AGENCY),
        ("Full-time, salary, send your resume and cover letter.", LookalikeKind.CAREERS),
        ("The contest has an entry fee, and the judges award a prize.", LookalikeKind.CONTEST),
        ("We read poetry, flash fiction and short stories.", LookalikeKind.LITERARY),
        ("Submit your startup to our directory and get listed.", LookalikeKind.LISTING),
        ("Submit a press release to our newsroom.", LookalikeKind.PRESS_RELEASE),
        ("Donate or volunteer: your donation is tax deductible.", LookalikeKind.DONATION),
        ("Write a review, share your review, leave feedback.", LookalikeKind.TESTIMONIAL),
        ("Submit a ticket in the help center.", LookalikeKind.TICKET),
        ("We have received your article. Thank you for submitting.", LookalikeKind.THANKS),
        ("According to experts, most blogs want guest posts.", LookalikeKind.ARTICLE_ABOUT),
        ("A list of guest posting sites that accept guest posts.", LookalikeKind.SITE_LIST),
        ("Advertise with us: media kit, rate card, sponsorship.", LookalikeKind.ADVERTISE),
        ("This is a guest post by Ann Reed.", LookalikeKind.GUEST_ARTICLE),
    ],
)
def test_a_page_of_another_kind_is_recognised(line: str, kind: LookalikeKind) -> None:
    assert likeliest(line) is kind


def test_a_page_for_members_only_is_recognised_unless_it_asks_others_too() -> None:
    assert likeliest("Articles are accepted from current members only.") is LookalikeKind.INSIDERS
    assert likeliest("Articles are accepted from members only.", "Anyone may pitch an article.") is None


def test_a_page_that_asks_only_for_photos_is_recognised() -> None:
    assert likeliest("Please send your photos of the coast.") is LookalikeKind.OTHER_THINGS
    assert likeliest("Please send your photos of the coast.", "Please send your article.") is None


def test_an_ordinary_page_has_no_rival() -> None:
    assert likeliest("The tulips are early this year.") is None


def test_a_word_by_chance_is_forgiven_on_a_long_page() -> None:
    assert likeliest("We saw a press release.", *FILLER, *FILLER) is None


def test_the_title_weighs_more_than_the_text() -> None:
    in_title = find_lookalikes(reading("x", title="Submit a press release"), has_first_person=True)[0]
    in_text = find_lookalikes(reading("Submit a press release"), has_first_person=True)[0]
    assert in_title.points > in_text.points


@pytest.mark.parametrize(
    ("title", "is_list"),
    [
        ("75 Free Blogs for Guest Posts", True),
        ("The best sites for guest authors", True),
        ("Die besten Blogs für Gastartikel", True),
        ("Write for Us (2026) – Submit Guest Posts on Our Tech Blogs", False),
        ("Write for us | Best Garden Blog", False),
    ],
)
def test_a_title_that_promises_sites_is_a_list(title: str, is_list: bool) -> None:  # noqa: FBT001
    assert (likeliest("x", title=title) is LookalikeKind.SITE_LIST) is is_list


def test_a_title_that_explains_is_forgiven_when_the_site_speaks_for_itself() -> None:
    assert likeliest("x", title="How to write for us") is None
    assert likeliest("x", title="How to write for us", voice=False) is LookalikeKind.ARTICLE_ABOUT
    assert likeliest("x", title="Why guest blogging works") is LookalikeKind.ARTICLE_ABOUT


def test_articles_by_pull_request_are_articles() -> None:
    software = ("Fork the repository.", "Open a pull request on GitHub.")
    code = find_lookalikes(reading("Help us.", *software), has_first_person=True)[0]
    blog = find_lookalikes(reading("We accept articles for the blog.", *software), has_first_person=True)[0]
    assert blog.points < code.points


def test_a_rival_quotes_its_words() -> None:
    rival = find_lookalikes(reading("Hello.", "Submit a ticket in the help center."), has_first_person=True)[0]
    assert rival.evidence[0].quote == "Submit a ticket in the help center."
