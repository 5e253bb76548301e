"""Forms, and which of them reach somebody."""

from collections.abc import Callable

import pytest

from linkfinder.model.page import ContactKind, Page

Read = Callable[..., Page]
MESSAGE = '<label>Your story <textarea name="story"></textarea></label><input type="file" name="picture">'


def reached(page: Page) -> list[tuple[str, str]]:
    return [(contact.value, contact.found_by) for contact in page.contacts if contact.kind is ContactKind.FORM]


def test_a_form_says_where_it_sends_to_and_what_it_asks(read: Read) -> None:
    fields = '<input type="hidden" name="token"><input name="mail" placeholder="Your address"><input type="submit">'
    (form,) = read(f'<form action="/send" class="x">{fields}{MESSAGE}</form>').forms
    assert form.action == "https://news.example/send"
    assert form.fields == ("mail", "Your address", "story", "picture")
    assert form.has_textarea
    assert form.has_upload
    assert form.text == "Your story"


@pytest.mark.parametrize(
    ("markup", "plugin"),
    [
        ('<form class="wpcf7-form">{}</form>', "contact-form-7"),
        ('<div class="gform_wrapper"><form>{}</form></div>', "gravity-forms"),
        ('<div id="wpforms-12"><div><form>{}</form></div></div>', "wpforms"),
        ('<form id="usp_form">{}</form>', "user-submitted-posts"),
        ('<form action="https://formspree.io/f/abc">{}</form>', "formspree"),
        ("<form data-netlify=true>{}</form>", "netlify"),
        ('<form class="plain">{}</form>', ""),
    ],
)
def test_the_plugin_that_made_a_form_is_told(read: Read, markup: str, plugin: str) -> None:
    (form,) = read(markup.format(MESSAGE)).forms
    assert form.plugin == plugin


def test_a_form_with_a_message_is_a_contact(read: Read) -> None:
    assert reached(read(f'<form action="/send">{MESSAGE}</form>')) == [("https://news.example/send", "form")]


@pytest.mark.parametrize(
    "markup",
    [
        '<form role="search"><input name="s"></form>',
        '<form class="mc4wp-form"><input name="EMAIL"></form>',
        '<form><input name="user"><input type="password" name="pass"></form>',
        '<div id="comments"><form action="/c"><textarea name="text"></textarea></form></div>',
        '<form action="/wp-comments-post.php"><textarea name="comment"></textarea></form>',
    ],
)
def test_search_sign_up_and_comments_reach_nobody(read: Read, markup: str) -> None:
    assert reached(read(markup)) == []


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://docs.google.com/forms/d/e/abc/viewform", "google-forms"),
        ("https://forms.gle/abc", "google-forms"),
        ("https://islandpost.typeform.com/to/abc", "typeform"),
        ("https://islandpost.submittable.com/submit", "submittable"),
        ("https://airtable.com/appx/shry", "airtable"),
    ],
)
def test_forms_at_services_are_contacts_linked_or_framed(read: Read, url: str, service: str) -> None:
    assert reached(read(f'<p><a href="{url}">Send your story</a></p>')) == [(url, service)]
    assert reached(read(f'<iframe src="{url}"></iframe>')) == [(url, service)]


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="https://docs.google.com/document/d/abc">a document</a></p>',
        '<p><a href="https://nottypeform.com/x">x</a></p>',
        '<iframe src="https://video.example/embed"></iframe>',
        '<iframe src="about:blank"></iframe>',
        "<iframe></iframe>",
    ],
)
def test_other_documents_and_frames_are_no_forms(read: Read, markup: str) -> None:
    assert reached(read(markup)) == []
