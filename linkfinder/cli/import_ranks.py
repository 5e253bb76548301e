"""`linkfinder import ranks`: what published lists say of the sites in the database. Nothing is downloaded."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from linkfinder.cli.terminal import print_line

app = typer.Typer(no_args_is_help=True, help="Bring in what others know: published ranks of sites.")


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
    """Keep what a published list says of our sites: authority or audience, with date and licence.

    Example: linkfinder import ranks tranco top-1m.csv.zip --dated 2026-01-31
    """
    from linkfinder.app.database import open_current_database
    from linkfinder.app.rank_list_files import day_of, rank_list_lines
    from linkfinder.sources.ranks import RANK_LISTS, read_ranks
    from linkfinder.storage.session import read_only_session, session
    from linkfinder.storage.site_ranks import RankedSite, known_domains, store_ranks

    engine = open_current_database()
    with read_only_session(engine) as looking:
        domains = known_domains(looking)
    with rank_list_lines(file) as lines:
        found = read_ranks(name, lines, domains, dated.date() if dated else day_of(file))
    title = RANK_LISTS[name].title
    with session(engine) as keeping:
        changed = store_ranks(
            keeping, [RankedSite(rank.site, str(rank.measure), rank.value, title, rank.source) for rank in found]
        )
    print_line(f"{title}: {len(found)} of {len(domains)} sites are listed, {changed} values changed.")
    print_line("A site that no list holds stays unknown. Next: linkfinder report NICHE")
