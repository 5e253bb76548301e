"""What on a page says that outsiders may publish there."""

from dataclasses import replace

import pytest

from linkfinder.detectors.acceptance import acceptances
from linkfinder.detectors.door_signs import Sign, find_signs, has_door_slug, last_segment
from linkfinder.detectors.statements import Reading, read_statements
from linkfinder.model.niche import PhraseGroup
from linkfinder.model.page import Contact, ContactKind, Form, Link, Page, Place
from tests.detectors.reading import NICHE, page, reading


def signs(found: Reading) -> set[Sign]:
    return {sign.sign for sign in find_signs(found, tuple(acceptances(found)))}


def signs_of(page: Page) -> set[Sign]:
    return signs(read_statements(page, NICHE))


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("You can send us an article.", Sign.OFFERS),
        ("Submit your article today.", Sign.INVITES),
        ("Guest columns appear on Mondays.", Sign.GUEST),
        ("Please email editor@site.example", Sign.SENDS),
        ("There is a publication fee.", Sign.MONEY),
        ("Texts have 800 words.", Sign.LENGTH),
        ("Texts have 8,000 characters.", Sign.LENGTH),
        ("Only original content, please.", Sign.ORIGINAL),
        ("Add an author bio.", Sign.BIO),
        ("Include two screenshots.", Sign.IMAGES),
        ("Send a Word document.", Sign.FORMAT),
        ("Our editors will reply.", Sign.REVIEW),
        ("One dofollow link is allowed.", Sign.LINKS),
        ("No AI generated text.", Sign.AI),
        ("Topics we cover: roses.", Sign.TOPICS),
        ("Send us a pitch.", Sign.PITCH_FIRST),
        ("You get a byline.", Sign.BENEFIT),
        ("Create an account to publish.", Sign.ACCOUNT),
        ("We accept guest posts.", Sign.ACCEPTS),
        ("We accept guest posts.", Sign.OWN_VOICE),
    ],
)
def test_a_sentence_gives_its_sign(line: str, sign: Sign) -> None:
    assert sign in signs(reading(line))


def test_a_sentence_without_meaning_for_writers_gives_none() -> None:
    assert not signs(reading("The tulips are early this year."))


def test_a_refusal_is_no_sign_of_acceptance() -> None:
    assert Sign.ACCEPTS not in signs(reading("We do not accept guest posts."))


@pytest.mark.parametrize(
    ("title", "sign"),
    [
        ("Write for us", Sign.TITLE),
        ("Submission guidelines | Gardens", Sign.TITLE),
        ("Write for Garden Gazette", Sign.TITLE),
        ("Contribute", Sign.TITLE_WEAK),
    ],
)
def test_a_title_gives_its_sign(title: str, sign: Sign) -> None:
    assert sign in signs(reading("x", title=title))


def test_a_heading_that_names_the_site_invites() -> None:
    found = reading("# Write for the Garden Gazette", url="http://garden-gazette.example/x")
    assert {Sign.HEADING, Sign.MAIN_HEADING} <= signs(found)


def test_a_long_heading_is_a_sentence() -> None:
    found = signs(reading("# x", "# Why our neighbours asked us whether they could submit an article to the paper"))
    assert Sign.INVITES in found
    assert Sign.HEADING not in found


@pytest.mark.parametrize(
    ("url", "segment"),
    [
        ("http://a.example/Write-For-Us/", "write-for-us"),
        ("http://a.example/contribute/index.html", "contribute"),
        ("http://a.example/guest-post.php", "guest-post"),
        ("http://a.example/%E6%8A%95%E7%A8%BF", "投稿"),
        ("http://a.example/", ""),
    ],
)
def test_the_last_part_of_an_address_is_its_name(url: str, segment: str) -> None:
    assert last_segment(url) == segment


@pytest.mark.parametrize(
    ("path", "is_door"),
    [
        ("write-for-us", True),
        ("write-for-us-technology", True),
        ("gastautor-werden", True),
        ("proposer-un-article", True),
        ("open-call-for-guest-bloggers", True),
        ("how-to-find-guest-posting-sites-that-still-work-today-and-how", False),
        ("contact", False),
        ("", False),
    ],
)
def test_an_address_names_a_door(path: str, is_door: bool) -> None:  # noqa: FBT001
    assert has_door_slug(page("x", url=f"http://a.example/{path}"), ()) is is_door


def test_an_address_may_be_named_by_the_users_own_words() -> None:
    extra = (PhraseGroup("en", "slugs", ("join-the-chorus",)),)
    assert has_door_slug(page("x", url="http://a.example/join-the-chorus"), extra)


def test_a_form_that_asks_for_an_article_is_a_way_in() -> None:
    bare = page("x")
    article = Form("/send", ("name", "article title", "your text"), has_textarea=True, place=Place.BODY)
    search = Form("/search", ("q",), place=Place.BODY)
    footer = replace(article, place=Place.FOOTER)
    assert Sign.FORM in signs_of(replace(bare, forms=(article,)))
    assert Sign.FORM not in signs_of(replace(bare, forms=(search, footer)))


def test_a_plain_message_form_is_half_a_way_in() -> None:
    message = Form("/send", ("name", "subject"), has_textarea=True, place=Place.BODY)
    found = read_statements(replace(page("x"), forms=(message,)), NICHE)
    assert [sign.weight for sign in find_signs(found, ()) if sign.sign is Sign.FORM] == [0.5]


def test_a_link_to_a_form_service_is_a_way_in() -> None:
    link = Link("https://forms.gle/abc", "here", sentence="Use the form here.")
    assert Sign.FORM_LINK in signs_of(replace(page("x"), links=(link,)))
    assert Sign.FORM_LINK not in signs_of(replace(page("x"), links=(link._replace(place=Place.FOOTER),)))


def test_an_address_in_the_text_is_a_way_in() -> None:
    contact = Contact(ContactKind.EMAIL, "editor@site.example", "mailto")
    assert Sign.EMAIL in signs_of(replace(page("x"), contacts=(contact,)))
    assert Sign.EMAIL not in signs_of(replace(page("x"), contacts=(replace(contact, place=Place.FOOTER),)))
