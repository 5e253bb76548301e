"""Visible text: blocks, their roles, and the main text."""

from collections.abc import Callable

import pytest

from linkfinder.analysis.main_text import main_heading, main_text
from linkfinder.model.page import Block, BlockRole, Page, Place

Read = Callable[..., Page]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<p>an <b>inline</b> <i>pair</i>, w<u>or</u>d</p>", ["an inline pair, word"]),
        ("<p><b>a</b> <i></i> <b>b</b></p>", ["a b"]),
        ("<p><b>From 700 words</b>Enough for one thought.</p>", ["From 700 words Enough for one thought."]),
        (
            "<p>On e<b>Bay and</b> in <b>Java</b>Script we <i>un</i>learn.</p>",
            ["On eBay and in JavaScript we unlearn."],
        ),
        ("<p>one<br>two</p>", ["one two"]),
        ("<ul><li>A<ul><li>B</li></ul>C</li></ul>", ["A", "B", "C"]),
        ("<table><tr><td>x</td><td>y</td></tr></table>", ["x", "y"]),
        ("<dl><dt>term</dt><dd>meaning</dd></dl>", ["term", "meaning"]),
        ("<p>a <!-- remark --> b</p>", ["a b"]),
        ("<p>line</p>   \n  <p> </p>", ["line"]),
        ("<label>Name <input> please</label>", ["Name please"]),
        ("<x-card>own <x-part>tags</x-part></x-card>", ["own tags"]),
        ("<p>&lt;b&gt; &amp; &#8364;</p>", ["<b> & €"]),
    ],
)
def test_text_is_parted_where_a_reader_sees_lines(read: Read, body: str, texts: list[str]) -> None:
    assert [block.text for block in read(body).blocks] == texts


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">secret</p>',
        '<p style="color:red; DISPLAY : none">secret</p>',
        '<span style="visibility: hidden">secret</span>',
        "<div hidden><p>secret</p></div>",
        "<template><p>secret</p></template>",
        "<noscript><p>secret</p></noscript>",
        "<script>document.write('secret')</script>",
        "<style>secret</style>",
        "<!-- secret -->",
        "<dialog>secret</dialog>",
        "<svg><title>secret</title></svg>",
        "<datalist><option>secret</option></datalist>",
    ],
)
def test_what_nobody_sees_is_no_text(read: Read, hidden: str) -> None:
    page = read(f"<p>Open</p>{hidden}<p>words</p>")
    assert [block.text for block in page.blocks] == ["Open", "words"]


@pytest.mark.parametrize(
    "shown",
    [
        '<body style="visibility:hidden">',
        "<dialog open>",
        '<p hidden="until-found">',
        '<div style="display:block">',
        '<div class="faq-answer" style="display:none">',
        '<div id="tab-pane-2" role="tabpanel" hidden>',
        '<div class="wpforms-page wpforms-page-2" style="display:none">',
    ],
)
def test_what_a_reader_comes_to_see_is_text(read: Read, shown: str) -> None:
    assert read(f"{shown}words").main_text == "words"


@pytest.mark.parametrize(
    ("body", "role", "level"),
    [
        ("<h2>Title</h2>", BlockRole.HEADING, 2),
        ("<h3><a href='/x'><span>Title</span></a></h3>", BlockRole.HEADING, 3),
        ("<li>item</li>", BlockRole.LIST_ITEM, 0),
        ("<li><p>item</p></li>", BlockRole.LIST_ITEM, 0),
        ("<table><tr><th>cell</th></tr></table>", BlockRole.TABLE_CELL, 0),
        ("<button>Send</button>", BlockRole.LABEL, 0),
        ("<select><option>Choice</option></select>", BlockRole.LABEL, 0),
        ("<blockquote>words</blockquote>", BlockRole.PARAGRAPH, 0),
    ],
)
def test_blocks_know_what_they_are(read: Read, body: str, role: BlockRole, level: int) -> None:
    (block,) = read(body).blocks
    assert (block.role, block.level) == (role, level)


def test_the_main_text_leaves_furniture_and_controls_out() -> None:
    blocks = [
        Block("Menu", Place.NAV),
        Block("Story", Place.BODY, BlockRole.HEADING, 1),
        Block("Item", Place.LIST, BlockRole.LIST_ITEM),
        Block("Send", Place.BODY, BlockRole.LABEL),
        Block("Imprint", Place.FOOTER),
    ]
    assert main_text(blocks) == "Story\nItem"


def test_a_page_of_furniture_only_is_still_text() -> None:
    assert main_text([Block("Menu", Place.NAV), Block("Imprint", Place.FOOTER)]) == "Menu\nImprint"


@pytest.mark.parametrize(
    ("headings", "title", "index"),
    [
        ([("The Island Post", 1), ("Sheep on the ferry", 2)], "Sheep on the ferry | Island News", 1),
        ([("News", 2), ("Sheep on the ferry", 1)], "Another title", 1),
        ([("News", 2), ("More", 2)], "", 0),
        ([], "Title", 0),
    ],
)
def test_the_main_heading_is_the_one_that_the_title_repeats(
    headings: list[tuple[str, int]], title: str, index: int
) -> None:
    blocks = [Block(text, role=BlockRole.HEADING, level=level) for text, level in headings]
    assert main_heading(blocks, title) == index
