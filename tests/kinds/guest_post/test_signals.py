"""What on a page says that outsiders may publish there."""

from dataclasses import replace

import pytest

from linkfinder.kinds.guest_post.acceptance import acceptances
from linkfinder.kinds.guest_post.signals import Signal, find_signals, has_guest_post_slug, last_segment
from linkfinder.kinds.statements import PageStatements, read_statements
from linkfinder.model.niche import PhraseGroup
from linkfinder.model.page import Contact, ContactKind, Form, Link, Page, Place
from tests.kinds.page_statements import NICHE, page, reading


def signs(found: PageStatements) -> set[Signal]:
    return {sign.signal for sign in find_signals(found, tuple(acceptances(found)))}


def signs_of(page: Page) -> set[Signal]:
    return signs(read_statements(page, NICHE))


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("You can send us an article.", Signal.OFFERS),
        ("Submit your article today.", Signal.INVITES),
        ("Guest columns appear on Mondays.", Signal.GUEST),
        ("Please email editor@site.example", Signal.SENDS),
        ("There is a publication fee.", Signal.MONEY),
        ("Texts have 800 words.", Signal.LENGTH),
        ("Texts have 8,000 characters.", Signal.LENGTH),
        ("Only original content, please.", Signal.ORIGINAL),
        ("Add an author bio.", Signal.BIO),
        ("Include two screenshots.", Signal.IMAGES),
        ("Send a Word document.", Signal.FORMAT),
        ("Our editors will reply.", Signal.REVIEW),
        ("One dofollow link is allowed.", Signal.LINKS),
        ("No AI generated text.", Signal.AI),
        ("Topics we cover: roses.", Signal.TOPICS),
        ("Send us a pitch.", Signal.PITCH_FIRST),
        ("You get a byline.", Signal.BENEFIT),
        ("Create an account to publish.", Signal.ACCOUNT),
        ("We accept guest posts.", Signal.ACCEPTS),
        ("We accept guest posts.", Signal.FIRST_PERSON),
    ],
)
def test_a_sentence_gives_its_sign(line: str, sign: Signal) -> None:
    assert sign in signs(reading(line))


def test_a_sentence_without_meaning_for_writers_gives_none() -> None:
    assert not signs(reading("The tulips are early this year."))


def test_a_refusal_is_no_sign_of_acceptance() -> None:
    assert Signal.ACCEPTS not in signs(reading("We do not accept guest posts."))


@pytest.mark.parametrize(
    ("title", "sign"),
    [
        ("Write for us", Signal.TITLE),
        ("Submission guidelines | Gardens", Signal.TITLE),
        ("Write for Garden Gazette", Signal.TITLE),
        ("Contribute", Signal.TITLE_WEAK),
    ],
)
def test_a_title_gives_its_sign(title: str, sign: Signal) -> None:
    assert sign in signs(reading("x", title=title))


def test_a_heading_that_names_the_site_invites() -> None:
    found = reading("# Write for the Garden Gazette", url="http://garden-gazette.example/x")
    assert {Signal.HEADING, Signal.MAIN_HEADING} <= signs(found)


def test_a_long_heading_is_a_sentence() -> None:
    found = signs(reading("# x", "# Why our neighbours asked us whether they could submit an article to the paper"))
    assert Signal.INVITES in found
    assert Signal.HEADING not in found


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
    assert has_guest_post_slug(page("x", url=f"http://a.example/{path}"), ()) is is_door


def test_an_address_may_be_named_by_the_users_own_words() -> None:
    extra = (PhraseGroup("en", "slugs", ("join-the-chorus",)),)
    assert has_guest_post_slug(page("x", url="http://a.example/join-the-chorus"), extra)


def test_a_form_that_asks_for_an_article_is_a_way_in() -> None:
    bare = page("x")
    article = Form("/send", ("name", "article title", "your text"), has_textarea=True, place=Place.BODY)
    search = Form("/search", ("q",), place=Place.BODY)
    footer = replace(article, place=Place.FOOTER)
    assert Signal.FORM in signs_of(replace(bare, forms=(article,)))
    assert Signal.FORM not in signs_of(replace(bare, forms=(search, footer)))


def test_a_plain_message_form_is_half_a_way_in() -> None:
    message = Form("/send", ("name", "subject"), has_textarea=True, place=Place.BODY)
    found = read_statements(replace(page("x"), forms=(message,)), NICHE)
    assert [sign.weight for sign in find_signals(found, ()) if sign.signal is Signal.FORM] == [0.5]


def test_a_link_to_a_form_service_is_a_way_in() -> None:
    link = Link("https://forms.gle/abc", "here", sentence="Use the form here.")
    assert Signal.FORM_LINK in signs_of(replace(page("x"), links=(link,)))
    assert Signal.FORM_LINK not in signs_of(replace(page("x"), links=(link._replace(place=Place.FOOTER),)))


def test_an_address_in_the_text_is_a_way_in() -> None:
    contact = Contact(ContactKind.EMAIL, "editor@site.example", "mailto")
    assert Signal.EMAIL in signs_of(replace(page("x"), contacts=(contact,)))
    assert Signal.EMAIL not in signs_of(replace(page("x"), contacts=(replace(contact, place=Place.FOOTER),)))


def test_who_names_an_address_to_send_texts_to_speaks_of_itself() -> None:
    assert Signal.FIRST_PERSON in signs(reading("Guest posts: please send to desk@thumbs.example"))
    assert Signal.FIRST_PERSON not in signs(reading("Guest posts: please send to the site of your choice"))
