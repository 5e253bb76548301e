"""The contacts of sites."""

from typing import TYPE_CHECKING

from linkfinder.model.page import Contact, ContactKind, Page, Place
from linkfinder.storage.pages import MAX_SITE_CONTACTS
from linkfinder.storage.tables import ContactRow

if TYPE_CHECKING:
    from tests.conftest import Crawl

HOME = "http://blog.example/"
FOOTER = Contact(ContactKind.EMAIL, "hello@blog.example", "mailto", "general", Place.FOOTER, HOME)


def read(crawl: "Crawl", url: str, *contacts: Contact) -> None:
    crawl.store(crawl.visit(url=url, page=Page(url, contacts=contacts)))


def of_the_site(crawl: "Crawl", *contacts: Contact) -> list[str]:
    """The contacts of an opportunity on a page that has none, when these stand on another page of its site."""
    read(crawl, HOME, *contacts)
    crawl.store(crawl.visit(crawl.mention()))
    return [contact.value for contact in crawl.record().opportunity.contacts]


def test_a_contact_of_every_page_is_one_row_with_the_page_it_was_met_on_first(crawl: "Crawl") -> None:
    first = crawl.now
    read(crawl, HOME, FOOTER)
    crawl.next_run()
    read(crawl, "http://blog.example/b", FOOTER, FOOTER)
    read(crawl, "http://other.example/", FOOTER)
    rows = crawl.rows(ContactRow)
    assert len(rows) == 2
    assert (rows[0]["first_seen"], rows[0]["last_seen"]) == (first, crawl.now)
    assert (rows[0]["kind"], rows[0]["value"], rows[0]["role"], rows[0]["place"]) == (
        "email",
        "hello@blog.example",
        "general",
        "footer",
    )


def test_values_that_are_one_after_cutting_are_one_contact(crawl: "Crawl") -> None:
    long = "x" * 500
    read(crawl, HOME, *(Contact(ContactKind.SOCIAL, long + end, "profile") for end in ("a", "b")))
    assert [row["value"] for row in crawl.rows(ContactRow)] == [long]


def test_an_opportunity_gets_the_contacts_of_its_site_the_best_first(crawl: "Crawl") -> None:
    editor = Contact(ContactKind.EMAIL, "editor@blog.example", "text", "editorial", Place.BODY, HOME)
    form = Contact(ContactKind.FORM, "http://blog.example/contact", "form", "", Place.BODY, HOME)
    assert of_the_site(crawl, form, FOOTER, editor) == [editor.value, FOOTER.value, form.value]


def test_people_s_own_addresses_on_other_pages_are_not_the_site_s(crawl: "Crawl") -> None:
    author = Contact(ContactKind.EMAIL, "bo@mail.example", "text", "personal", Place.AUTHOR_BIO, HOME)
    reader = Contact(ContactKind.EMAIL, "reader@mail.example", "text", "", Place.COMMENT, HOME)
    profile = Contact(ContactKind.SOCIAL, "https://social.example/blog", "profile", "", Place.FOOTER, HOME)
    assert of_the_site(crawl, author, reader, profile) == []


def test_a_platform_with_hundreds_of_addresses_gives_a_few(crawl: "Crawl") -> None:
    many = [Contact(ContactKind.EMAIL, f"desk{n}@blog.example", "text", "editorial") for n in range(40)]
    assert len(of_the_site(crawl, *many)) == MAX_SITE_CONTACTS


def test_the_page_s_own_contacts_come_first_and_none_twice(crawl: "Crawl") -> None:
    own = Contact(ContactKind.EMAIL, "ada@blog.example", "mailto", "personal", Place.BODY, HOME)
    read(crawl, HOME, FOOTER)
    crawl.store(crawl.visit(crawl.mention(contacts=(own, FOOTER))))
    assert crawl.record().opportunity.contacts == (own, FOOTER)
