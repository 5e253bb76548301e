"""E-mail contacts of a page, with where and how they were found."""

import codecs
from collections.abc import Callable

import pytest

from linkfinder.model.page import Contact, ContactKind, Page, Place

Read = Callable[..., Page]
DESK = "desk@islandpost.example"
CODE = bytes([0x5A, *(byte ^ 0x5A for byte in DESK.encode())]).hex()


def emails(page: Page) -> list[Contact]:
    return [contact for contact in page.contacts if contact.kind is ContactKind.EMAIL]


@pytest.mark.parametrize(
    ("markup", "found_by"),
    [
        (f'<a href="mailto:{DESK}?subject=Hi">Write</a>', "mailto"),
        (f'<a href="MAILTO:{DESK}">Write</a>', "mailto"),
        (f'<a href="emailto:{DESK}">Write</a>', "mailto"),
        (f"<p>Write to {DESK}.</p>", "text"),
        ("<p>desk&#64;islandpost&#46;example</p>", "text"),
        ("<p>de<b>sk@island</b>post.example</p>", "text"),
        ('<p>desk<img src="at.gif" alt="@">islandpost.example</p>', "text"),
        ('<p>desk<span style="display:none">no</span>@islandpost.example</p>', "text"),
        ("<p>desk\u200b@islandpost\u00ad.example</p>", "text"),
        ("<p>desk [at] islandpost [dot] example</p>", "obfuscated"),
        (f'<a href="/cdn-cgi/l/email-protection#{CODE}">x</a>', "cloudflare"),
        (f'<a href="/cdn-cgi/l/email-protection" data-cfemail="{CODE}">[email&#160;protected]</a>', "cloudflare"),
        (f'<p><span class="__cf_email__" data-cfemail="{CODE}">[email&#160;protected]</span></p>', "cloudflare"),
        ("<a href=\"javascript:linkTo_UnCryptMailto('nbjmup+eftlAjtmboeqptu\\/fybnqmf');\">x</a>", "obfuscated"),
        ('<a href="#" data-mailto-token="nbjmup+eftlAjtmboeqptu/fybnqmf">x</a>', "obfuscated"),
        ('<span data-user="desk" data-domain="islandpost.example"></span>', "obfuscated"),
        ('<span data-user="ksed" data-domain="elpmaxe.tsopdnalsi"></span>', None),
        ('<a data-part1="desk" data-part2="islandpost" data-part3="example">x</a>', "obfuscated"),
        (f'<a href="#" data-enc-email="{codecs.encode("desk[at]islandpost.example", "rot13")}">x</a>', "obfuscated"),
        (f'<a href="{codecs.encode("mailto:" + DESK, "rot13")}">x</a>', "obfuscated"),
        (f'<span style="unicode-bidi:bidi-override;direction:rtl">{DESK[::-1]}</span>', "obfuscated"),
        (f'<form action="mailto:{DESK}"><textarea></textarea></form>', "form"),
        (f'<form action="https://forms.example/{DESK}"><textarea></textarea></form>', "form"),
        (
            f'<script type="application/ld+json">{{"@type": "Organization", "email": "mailto:{DESK}"}}</script>',
            "structured",
        ),
    ],
)
def test_an_address_is_found_with_its_provenance(read: Read, markup: str, found_by: str | None) -> None:
    found = [(contact.value, contact.found_by) for contact in emails(read(markup))]
    assert found == ([(DESK, found_by)] if found_by else [])


@pytest.mark.parametrize(
    ("css", "false_letters"),
    [
        (".q7{display:none}", '<span class="q7">void</span>'),
        ("#trap { DISPLAY : none !important; }", '<b id="trap">nospam</b>'),
        ("p{color:red} span.k{visibility:hidden}", '<span class="big k">xx</span>'),
        (".u.Wx{color:red;display:none}", '<i class="Wx u">zz.</i>'),
        ("/* .q7{display:inline} */ .a, .q7{\ndisplay:\tnone\n}", '<em class="q7">off</em>'),
        ("@import 'x.css'; .q7{display:none}", '<span class="q7">void</span>'),
        (".q7{display:inline}.q7{display:none}", '<span class="q7">void</span>'),
    ],
)
def test_letters_that_a_style_element_hides_are_no_part_of_an_address(read: Read, css: str, false_letters: str) -> None:
    head = f"<style>{css}</style>"
    for start, end in (
        ("desk@", "islandpost.example"),
        ("de", "sk@islandpost.example"),
        ("desk@islandpost", ".example"),
    ):
        page = read(f"<p>Write to {start}{false_letters}{end}</p>", head=head)
        assert [contact.value for contact in emails(page)] == [DESK]


@pytest.mark.parametrize(
    "style",
    [
        "<style>@media print{.q7{display:none}}</style>",
        '<style media="print">.q7{display:none}</style>',
        "<style>.q7{display:none}.q7{display:inline}</style>",
        "<style>.menu .q7{display:none} .q7:hover{display:none} .q8{display:none}</style>",
        "<style>/* .q7{display:none} </style>",
        "<style>.q7{display:none</style>",
        "<style>.q7{--x-display:none}</style>",
    ],
)
def test_letters_that_a_reader_sees_stay_in_an_address(read: Read, style: str) -> None:
    page = read('<p>Write to desk@<span class="q7">island</span>post.example</p>', head=style)
    assert [contact.value for contact in emails(page)] == [DESK]


@pytest.mark.parametrize("piece", [".a{display:none}", "/*", ".a{", "}", ",.b", "display:none;"])
def test_style_elements_of_any_size_are_read_up_to_a_limit(read: Read, piece: str) -> None:
    late = f"<style>{piece * (400_000 // len(piece))}</style><style>.q7{{display:none}}</style>"
    page = read('<p>Write to desk@<span class="q7">island</span>post.example</p>', head=late)
    assert [contact.value for contact in emails(page)] == [DESK]


def test_a_text_that_a_style_hides_until_a_click_is_read(read: Read) -> None:
    more = '<span class="more">We take guest articles from anybody who keeps sheep.</span>'
    page = read(f"<p>Sheep. {more} Ask desk@<b>islandpost</b>.example.</p>", head="<style>.more{display:none}</style>")
    assert "guest articles" in page.main_text


def test_joomla_addresses_are_found_beside_their_notice(read: Read) -> None:
    script = "var addy1 = 'desk' + '&#64;'; addy1 = addy1 + 'islandpost' + '&#46;' + 'example';"
    page = read(f"<p>This address is protected from spambots.</p><script>{script}</script>")
    assert [contact.value for contact in emails(page)] == [DESK]


def test_cloudflare_codes_in_menus_that_unfold_are_found(read: Read) -> None:
    script = '<script src="/cdn-cgi/scripts/x/cloudflare-static/email-decode.min.js"></script>'
    page = read(f'<div style="display:none"><span data-cfemail="{CODE}">x</span></div>{script}')
    assert [contact.value for contact in emails(page)] == [DESK]


@pytest.mark.parametrize(
    "markup",
    [
        f"<script>var to = '{DESK}';</script>",
        f"<!-- {DESK} -->",
        f'<p style="display:none">{DESK}</p>',
        f'<input placeholder="{DESK}">',
        f'<img src="{DESK}.png">',
        "<p>you@domain.com</p>",
        '<a href="mailto:?subject=Read%20this&amp;body=x">Share</a>',
        f'<a href="https://share.example/?to={DESK}">Share</a>',
    ],
)
def test_no_contact_is_invented(read: Read, markup: str) -> None:
    assert emails(read(markup)) == []


def test_contacts_come_in_page_order_each_once(read: Read) -> None:
    page = read(
        f"<p>ada@islandpost.example</p><p>{DESK}</p><footer><a href='mailto:ADA@islandpost.example'>x</a></footer>"
    )
    assert [(contact.value, contact.place) for contact in emails(page)] == [
        ("ada@islandpost.example", Place.BODY),
        (DESK, Place.BODY),
    ]


def test_a_contact_knows_its_place_role_and_page(read: Read) -> None:
    (contact,) = emails(read("<footer><p>editor@islandpost.example</p></footer>"))
    assert (contact.place, contact.role) == (Place.FOOTER, "editorial")
    assert contact.page_url == "https://news.example/stories/one"


def test_a_word_that_a_style_hides_in_an_address_does_not_make_another_one(read: Read) -> None:
    page = read(f'<a href="mailto:{DESK}">desk@<i class="hidden">clutter</i>islandpost.example</a>')
    assert [contact.value for contact in emails(page)] == [DESK]


@pytest.mark.parametrize(
    ("shown", "told", "found"),
    [
        ("", "ops@webhouse.example", ["ops@webhouse.example"]),  # nothing else there: better than no address
        (DESK, "ops@webhouse.example", [DESK]),
        (DESK, "ads@mail.islandpost.example", [DESK, "ads@mail.islandpost.example"]),
        (DESK, "tips@news.example", [DESK, "tips@news.example"]),  # the page's own site
    ],
)
def test_what_only_machines_are_told_gives_way_to_addresses_that_readers_see(
    read: Read, shown: str, told: str, found: list[str]
) -> None:
    data = f'<script type="application/ld+json">{{"@type": "Organization", "email": "{told}"}}</script>'
    assert [contact.value for contact in emails(read(f"<p>{shown}</p>{data}"))] == found


@pytest.mark.parametrize("joiner", ["", "\u200c", "\u200d"])
def test_an_address_deep_in_a_long_paragraph_is_found(read: Read, joiner: str) -> None:
    filler = f"the ferry{joiner} leaves at noon (or later), and comes back at dusk. " * 40
    page = read(f"<p>{filler}</p><p>{filler} Write to desk [at] island{joiner}post [dot] example. {filler}</p>")
    assert [contact.value for contact in emails(page)] == [DESK]
