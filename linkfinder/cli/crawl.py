"""`linkfinder crawl`: visit the sites of a niche, judge every page, store what was found."""

from pathlib import Path
from typing import Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode


def crawl(
    niche: Annotated[str, typer.Argument(help="The niche: a name in niches/ or a file.")],
    pages: Annotated[int | None, typer.Option(min=1, help="At most so many pages, instead of limits.pages.")] = None,
    minutes: Annotated[float | None, typer.Option(min=0, help="At most so long, instead of limits.minutes.")] = None,
    log: Annotated[Path | None, typer.Option(help="A file for a log of every request.")] = None,
) -> None:
    """Visit the seeds of a niche and what they lead to, best page first, and judge every page.

    A crawl that was stopped goes on where it was. Exit code 3 when no seed could be reached or another run holds the
    niche.

    Example: linkfinder crawl dental --minutes 60
    """
    from linkfinder.cli.crawling import run_crawl
    from linkfinder.niche.load import load_niche
    from linkfinder.niche.template import refuse_placeholders

    wanted = load_niche(niche)
    refuse_placeholders(wanted)
    if not run_crawl(wanted, pages=pages, minutes=minutes, log=log):
        raise typer.Exit(ExitCode.ATTENTION)
