"""`linkfinder explain`: what linkfinder reads on a page, and why it judges as it does. Nothing is stored."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import note, print_json, show_error
from linkfinder.text.cleaning import plain_line

if TYPE_CHECKING:
    from linkfinder.app.explain import ExplainedPage, UnreadablePage


def explain(
    target: Annotated[str, typer.Argument(help="A saved page, or a URL to fetch.")] = "",
    niche: Annotated[
        str, typer.Option(help="A name in niches/ or a file; may be left out when there is only one.")
    ] = "",
    url: Annotated[str, typer.Option(help="The URL a saved page came from.")] = "",
    pages: Annotated[Path | None, typer.Option(help='A JSON Lines list: {"id", "url", "file"}.')] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a page.")] = False,
) -> None:
    """Show what is read on a page, and why it is judged so.

    Example: linkfinder explain --niche dental --url https://example.org/write-for-us saved.html
    """
    from linkfinder.app.explain import explain_page, explain_pages
    from linkfinder.niche.load import load_niche, only_niche

    if (pages is None) == (not target):
        show_error("Name one page (a file or a URL), or a list with --pages.")
        raise typer.Exit(ExitCode.USAGE)
    if not niche:
        niche = only_niche()
        note(f"Judged for the niche {niche}, the only one in niches/.")
    loaded = load_niche(niche)
    for result in explain_pages(pages, loaded) if pages else [explain_page(target, loaded, url=url)]:
        _show(result, as_json=as_json)


def _show(result: "ExplainedPage | UnreadablePage", *, as_json: bool) -> None:
    from linkfinder.app.explain import UnreadablePage
    from linkfinder.app.page_json import page_as_json
    from linkfinder.cli.page_view import show_page

    if isinstance(result, UnreadablePage):
        if as_json:
            print_json({"id": result.id, "url": result.url, "error": result.error})
        else:
            show_error(plain_line(result.error))
    elif as_json:
        line = page_as_json(result.id, result.url, result.page, result.judgement, result.risks, result.scores)
        print_json(line)
    else:
        show_page(result)
