"""`linkfinder import ranks`: what published lists say of the sites in the database. Nothing is downloaded."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from linkfinder.cli.terminal import print_line

app = typer.Typer(no_args_is_help=True, help="Import what is known elsewhere: published ranks of sites.")


@app.callback()
def _imports() -> None:
    pass


@app.command("ranks")
def ranks(
    name: Annotated[
        str, typer.Argument(help="tranco, majestic_million, crux, commoncrawl_domains or commoncrawl_hosts.")
    ],
    file: Annotated[Path, typer.Argument(help="The list as downloaded: plain, .gz or .zip.")],
    dated: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the list; default: the file's.")
    ] = None,
) -> None:
    """Keep what a published list says of the known sites: authority or audience, with date and licence.

    Example: linkfinder import ranks tranco top-1m.csv.zip --dated 2026-01-31
    """
    from linkfinder.app.environment import open_current_database
    from linkfinder.app.import_ranks import import_ranks

    done = import_ranks(open_current_database(), name, file, dated.date() if dated else None)
    print_line(f"{done.title}: {done.listed} of {done.known} sites are listed, {done.changed} values changed.")
    print_line("A site that no list holds stays unknown. Next: linkfinder report NICHE")
