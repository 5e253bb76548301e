"""`linkfinder explain`: what linkfinder sees on a page, and why it judges as it does. Nothing is stored."""

from pathlib import Path
from typing import Annotated

import typer

from linkfinder.cli.terminal import note, show_error


def explain(
    target: Annotated[str, typer.Argument(help="A saved page, or an address to fetch.")] = "",
    niche: Annotated[
        str, typer.Option(help="A name in niches/ or a file; may be left out when there is only one.")
    ] = "",
    url: Annotated[str, typer.Option(help="The address a saved page came from.")] = "",
    pages: Annotated[Path | None, typer.Option(help='A JSON Lines list: {"id", "url", "file"}.')] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a page.")] = False,
) -> None:
    """Show what is seen on a page, and why it is judged so.

    Example: linkfinder explain --niche dental --url https://example.org/write-for-us saved.html
    """
    from linkfinder.cli.explaining import explain_list, explain_one
    from linkfinder.niche.load import load_niche, only_niche

    if (pages is None) == (not target):
        show_error("Name one page (a file or an address), or a list with --pages.")
        raise typer.Exit(2)
    if not niche:
        niche = only_niche()
        note(f"Judged for the niche {niche}, the only one in niches/.")
    wanted = load_niche(niche)
    if pages:
        explain_list(pages, wanted, as_json=as_json)
    else:
        explain_one(target, url, wanted, as_json=as_json)
