"""`linkfinder check-links`: do the outbound links still answer, and what became of those that do not."""

import gc
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode

_MANY_OBJECTS = 200_000
"""New objects between two searches for circles of them: a long list makes many small things and hardly any circles."""


class ListFormat(StrEnum):
    """How the answers of a list are written."""

    TEXT = "text"
    JSONL = "jsonl"


def check_links(
    niche: Annotated[str, typer.Argument(help="The niche whose links are due: a name in niches/ or a file.")] = "",
    urls: Annotated[Path | None, typer.Option(help="Instead of a niche, a file with one address a line.")] = None,
    form: Annotated[
        ListFormat, typer.Option("--format", help="With --urls: for people, or for programs.")
    ] = ListFormat.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="With --urls: a file for the answers.")] = None,
    browser: Annotated[bool, typer.Option("--browser", help="Open links that seem dead in Chromium as well.")] = False,
) -> None:
    """Ask the outbound links of a niche's relevant pages, and list the dead ones as opportunities.

    With --urls a plain list is asked and nothing is stored: one answer a line, in the order of the lines.

    Example: linkfinder check-links --urls links.txt --format jsonl -o answers.jsonl
    """
    from linkfinder.cli.terminal import show_error

    if (urls is None) == (not niche):
        show_error("Name one niche, or a list of addresses with --urls.")
        raise typer.Exit(ExitCode.USAGE)
    gc.set_threshold(_MANY_OBJECTS)
    if urls:
        from linkfinder.cli.link_list import check_file

        check_file(urls, output, as_jsonl=form is ListFormat.JSONL, browser=browser)
    else:
        from linkfinder.cli.link_checking import check_niche
        from linkfinder.niche.load import load_niche

        if not check_niche(load_niche(niche), browser=browser):
            raise typer.Exit(ExitCode.ATTENTION)
