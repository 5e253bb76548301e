"""The figures of a set of guest-post pages, on invented pages."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from evaluation.figures import Agreed, Figure, Found, Listed, Ranked
from evaluation.guest_posts import guest_posts
from evaluation.labelled import judge_folder
from evaluation.page_signals import LOOKALIKE, NEVER, signals_of, weigh_page
from linkfinder.analysis.read import read_page
from linkfinder.kinds.guest_post.detector import GUEST_POST_THRESHOLD
from linkfinder.model.niche import Niche, Topic

NICHE = Niche("evaluation", (Topic("bees"),), ("http://seed.example/",))
INVITES = """<title>Write for us</title><h1>Write for us</h1><p>We welcome guest posts from beekeepers with hives
of their own. We accept articles of at least 700 words. Please send your draft to hives@bees.example.</p>"""
SOUP = "<title>Soup</title><p>Boil the beans for an hour and add the leek.</p>"
CLOSED = INVITES.replace("We welcome", "We no longer accept guest posts. In the past we published")
JOURNAL = """<title>Call for papers</title><h1>Call for papers</h1><p>The Journal of Hive Studies invites submissions.
All manuscripts are peer-reviewed; the abstract has 200 words. Send your manuscript to the editorial board.</p>"""

Label = Mapping[str, object]


def measured(folder: Path, *pages: tuple[str, Label]) -> dict[str, Figure]:
    """The figures of some pages with their labels, by name."""
    rows, labels = [], []
    for number, (html, label) in enumerate(pages):
        (folder / f"{number}.html").write_text(html, encoding="utf-8")
        rows.append({"id": f"p{number}", "url": f"http://site{number}.example/write-for-us", "file": f"{number}.html"})
        labels.append({"id": f"p{number}", "lang": "en", **label})
    for name, lines in (("pages", rows), ("labels", labels)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    figures = guest_posts(judge_folder(folder, NICHE), folder)
    return {figure.name.strip(): figure for figure in figures}


def found(figure: Figure) -> tuple[int, int, int]:
    assert isinstance(figure, Found)
    return figure.right, figure.wrong, figure.missed


YES: Label = {"accepts_guest_posts": "yes", "status": "open"}
NO: Label = {"accepts_guest_posts": "no"}


def test_pages_are_counted_by_language_and_the_few_of_other_languages_together(tmp_path: Path) -> None:
    german = [(SOUP, {**NO, "lang": "de-AT"})] * 10
    figures = measured(
        tmp_path, (INVITES, YES), (SOUP, NO), (SOUP, {**YES, "lang": "fi"}), (SOUP, {**NO, "lang": "fr"}), *german
    )
    assert found(figures["guest_post"]) == (1, 0, 1)
    assert found(figures["en, 2 pages"]) == (1, 0, 0)
    assert found(figures["de, 10 pages"]) == (0, 0, 0)
    assert found(figures["2 others, 2 pages"]) == (0, 0, 1)
    assert found(figures["all but en, 12 pages"]) == (0, 0, 1)


def test_pages_with_one_statement_are_counted_apart_from_full_ones(tmp_path: Path) -> None:
    figures = measured(
        tmp_path,
        (INVITES, {**YES, "category": "page"}),
        (SOUP, {**YES, "category": "faq"}),
        (SOUP, {**NO, "category": "faq"}),
        (INVITES, {**YES, "category": "about_page"}),
        (INVITES, {**NO, "category": "lookalike:wiki"}),
    )
    assert found(figures["FAQ, 2 pages"]) == (0, 0, 1)
    assert found(figures["about, 1 pages"]) == (1, 0, 0)
    assert found(figures["one statement, 3 pages"]) == (1, 0, 1)
    assert found(figures["full and other, 2 pages"]) == (1, 1, 0)


def test_borderline_pages_count_in_no_other_figure(tmp_path: Path) -> None:
    figures = measured(tmp_path, (INVITES, {"accepts_guest_posts": "borderline"}), (SOUP, NO))
    borderline = figures["borderline pages listed"]
    assert isinstance(borderline, Listed)
    assert (borderline.listed, borderline.total) == (1, 1)
    assert found(figures["guest_post"]) == (0, 0, 0)


def test_a_wrong_page_is_told_with_its_id_address_and_strongest_signals(tmp_path: Path) -> None:
    figures = measured(tmp_path, (INVITES, {**NO, "category": "wiki"}))
    (told,) = figures["guest_post"].confusions
    assert told.startswith("false  p0 en http://site0.example/write-for-us\n")
    assert "said open; right is no wiki; " in told
    assert "title +" in told


def test_a_closed_page_is_right_when_it_is_not_listed_as_open_and_never_ranks_high(tmp_path: Path) -> None:
    figures = measured(tmp_path, (CLOSED, {**NO, "status": "closed"}), (INVITES, YES))
    closed, points = figures["guest_post closed pages"], figures["guest_post points"]
    assert isinstance(closed, Agreed)
    assert isinstance(points, Ranked)
    assert closed.share == points.average_precision == 1


@pytest.mark.parametrize(
    ("key", "asked", "share"), [("min_words", 700, 1), ("min_words", 900, 0), ("max_words", 900, 0)]
)
def test_lengths_are_compared_where_the_label_names_them(tmp_path: Path, key: str, asked: int, share: int) -> None:
    figure = measured(tmp_path, (INVITES, {**YES, key: asked}), (INVITES, YES))[f"guest_post {key}"]
    assert isinstance(figure, Agreed)
    assert (figure.share, figure.right + figure.wrong) == (share, 1)


def test_a_page_is_weighed_with_the_points_of_each_signal() -> None:
    invites = weigh_page(read_page(INVITES, "http://bees.example/write-for-us"), NICHE)
    journal = weigh_page(read_page(JOURNAL, "http://hives.example/call"), NICHE)
    assert invites.points > GUEST_POST_THRESHOLD > journal.points
    assert invites.shares["title"] > 0 > min(journal.shares[name] for name in journal.shares if LOOKALIKE in name)
    assert "academic" in journal.strongest()


def test_a_page_with_one_inviting_section_is_weighed_by_that_section() -> None:
    rooms = "".join(
        f"<h2>Hall {number}</h2><p>It has {number} tables and is open on Mondays.</p>" for number in range(9)
    )
    html = (
        f"<title>Our halls</title>{rooms}<h2>Our magazine</h2><p>We accept guest posts. Mail us yours: a@halls.example"
    )
    weighed = weigh_page(read_page(html, "http://halls.example/halls"), NICHE)
    assert weighed.points > GUEST_POST_THRESHOLD
    assert weighed.strongest().startswith("section:accepts +")
    assert weighed.amounts["section:way_in"] == 1


def test_signals_have_amounts_that_are_never_negative_and_a_missing_page_has_none() -> None:
    page = read_page(INVITES, "http://bees.example/write-for-us")
    assert signals_of(page, NICHE) == weigh_page(page, NICHE).amounts
    assert min(signals_of(page, NICHE).values()) >= 0
    missing = read_page("<title>404 Not Found</title><h1>Not Found</h1>", "http://bees.example/write-for-us")
    assert signals_of(missing, NICHE) == {}
    assert weigh_page(missing, NICHE).points == NEVER


def test_link_sellers_are_counted_by_the_code_that_puts_them_last(tmp_path: Path) -> None:
    seller = INVITES.replace("hives@bees.example", "guestpost.hub@gmail.com. You get a dofollow backlink")
    pages = (
        (seller, {**YES, "category": "farm"}),
        (INVITES, {**YES, "category": "farm"}),
        (SOUP + "<p>You get a dofollow backlink.</p>", {**NO, "category": "farm"}),
        (INVITES, {**YES, "category": "honest"}),
    )
    figures = measured(tmp_path, *pages)
    sellers, honest = figures["link sellers flagged"], figures["honest sites flagged"]
    assert isinstance(sellers, Listed)
    assert isinstance(honest, Listed)
    assert (sellers.listed, sellers.total, honest.listed, honest.total) == (2, 3, 0, 1)
