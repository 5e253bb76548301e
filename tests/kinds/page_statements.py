"""Pages made of plain lines, for tests of single signs: `# heading`, `## heading`, `- item`, else a paragraph."""

from datetime import date

from linkfinder.kinds.statements import PageStatements, read_statements
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.page import Block, BlockRole, Page, Place

NICHE = Niche("gardens", (Topic("gardens"),), ("http://seed.example/",), ("en",))
TODAY = date(2026, 3, 1)


def block(line: str) -> Block:
    if line.startswith("## "):
        return Block(line[3:], Place.BODY, BlockRole.HEADING, 2)
    if line.startswith("# "):
        return Block(line[2:], Place.BODY, BlockRole.HEADING, 1)
    if line.startswith("- "):
        return Block(line[2:], Place.LIST, BlockRole.LIST_ITEM)
    return Block(line)


def page(*lines: str, title: str = "", url: str = "http://thumbs.example/page", language: str = "en") -> Page:
    return Page(url, title=title, language=language, blocks=tuple(map(block, lines)), fetched=TODAY)


def reading(
    *lines: str, title: str = "", url: str = "http://thumbs.example/page", language: str = "en"
) -> PageStatements:
    return read_statements(page(*lines, title=title, url=url, language=language), NICHE)
