"""How to submit, and whom to write to."""

from dataclasses import replace

from linkfinder.kinds.guest_post.signals import find_signals
from linkfinder.kinds.guest_post.submission import contributor_contacts, submission_methods
from linkfinder.kinds.sections import cut_sections
from linkfinder.kinds.statements import read_statements
from linkfinder.model.page import Contact, ContactKind, Form, Page, Place
from tests.kinds.page_statements import NICHE, page


def mail(address: str, place: Place = Place.BODY, role: str = "") -> Contact:
    return Contact(ContactKind.EMAIL, address, "mailto", role, place)


def ways(bare: Page) -> tuple[str, ...]:
    found = read_statements(bare, NICHE)
    return submission_methods(found, find_signals(found, ()))


def test_the_ways_in_are_told_in_one_order() -> None:
    form = Form("/send", ("article title",), has_textarea=True, place=Place.BODY)
    full = replace(
        page("Create an account.", "Send us a pitch first."), contacts=(mail("a@site.example"),), forms=(form,)
    )
    assert ways(full) == ("email", "form", "account", "pitch_first")


def test_a_form_may_only_be_spoken_of() -> None:
    assert ways(page("Please fill out the form below.")) == ("form",)


def test_an_address_in_the_footer_is_no_way_in() -> None:
    assert ways(replace(page("Hello."), contacts=(mail("a@site.example", Place.FOOTER),))) == ()


def test_editors_come_first_and_those_who_never_edit_not_at_all() -> None:
    contacts = (
        mail("info@site.example"),
        mail("privacy@site.example"),
        Contact(ContactKind.SOCIAL, "https://social.example/site", "profile"),
        mail("redaktion@site.example", Place.FOOTER),
        mail("guest.posts@site.example"),
        mail("jobs@site.example"),
    )
    ranked = contributor_contacts(read_statements(replace(page("x"), contacts=contacts), NICHE))
    assert [contact.value for contact in ranked] == [
        "guest.posts@site.example",
        "info@site.example",
        "https://social.example/site",
        "redaktion@site.example",
    ]


def test_the_address_in_the_inviting_section_is_the_editors_whatever_its_name() -> None:
    contacts = (mail("editor@site.example", role="editorial"), mail("hello@site.example", role="general"))
    bare = page("# Contact", "Write to editor@site.example.", "# Your text", "We welcome texts at hello@site.example.")
    reading = read_statements(replace(bare, contacts=contacts), NICHE)
    section = next(each for each in cut_sections(reading) if any("welcome" in s.folded for s in each.statements))
    ranked = contributor_contacts(reading, section)
    assert {contact.value: contact.role for contact in ranked}["hello@site.example"] == "editorial"


def test_a_staff_list_is_cut() -> None:
    contacts = tuple(mail(f"person{n}@site.example") for n in range(20))
    assert len(contributor_contacts(read_statements(replace(page("x"), contacts=contacts), NICHE))) == 6
