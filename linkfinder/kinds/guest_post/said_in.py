"""Where on a site an invitation stands: a page of its own, an answer of an FAQ, a block of a contact page."""

from enum import StrEnum

from linkfinder.kinds.guest_post.signals import last_segment
from linkfinder.kinds.sections import Section, SectionForm
from linkfinder.kinds.statements import PageStatements
from linkfinder.text.folding import fold
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import phrases_of
from linkfinder.urls import path_of


class SaidIn(StrEnum):
    """Where an invitation stands."""

    PAGE = "page"  # the page is about nothing else
    FAQ = "faq"
    CONTACT_PAGE = "contact_page"
    ABOUT_PAGE = "about_page"
    START_PAGE = "start_page"
    MEDIA_KIT = "media_kit"
    SECTION = "section"  # of any other page


_LONGEST_LABEL = 4
"""Words of a title part or path segment that names a contact or about page."""


def place_of(reading: PageStatements, section: Section) -> SaidIn:
    """Return where a section of a page stands."""
    names = _names(reading)
    extra = reading.extra
    if section.form is SectionForm.QUESTION or names & phrases_of(Group.FAQ, extra):
        return SaidIn.FAQ
    if names & phrases_of(Group.CONTACT, extra):
        return SaidIn.CONTACT_PAGE
    if reading.title.says(Group.ADVERTISE) or names & phrases_of(Group.MEDIA_KIT, extra):
        return SaidIn.MEDIA_KIT
    if names & phrases_of(Group.ABOUT, extra):
        return SaidIn.ABOUT_PAGE
    return SaidIn.START_PAGE if path_of(reading.page.url) in ("", "/") else SaidIn.SECTION


def _names(reading: PageStatements) -> set[str]:
    """Return the short names a page gives itself, folded: the parts of its title, its first heading, its path."""
    title = reading.title.folded.replace("|", " - ").replace(": ", " - ")
    parts = [*title.split(" - "), last_segment(reading.page.url).replace("-", " ").replace("_", " ")]
    parts += [heading.folded for heading in reading.headings[:1]]
    return {fold(part) for part in parts if 0 < len(part.split()) <= _LONGEST_LABEL}
