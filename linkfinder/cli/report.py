"""`linkfinder report`: what is stored of a niche, ranked, as files that people open."""

from pathlib import Path
from typing import Annotated

import typer


def report(
    niche: Annotated[str, typer.Argument(help="The niche: a name in niches/ or a file.")],
    formats: Annotated[str, typer.Option("--format", help="Formats, separated by commas.")] = "xlsx,csv,jsonl",
    output: Annotated[Path, typer.Option(help="The folder for the files.")] = Path("reports"),
) -> None:
    """Write the ranked opportunities of a niche, and what was turned down, as reports/<niche>-<date> in each format.

    Scores are worked out again first, so freshness counts from today.

    Example: linkfinder report dental --format xlsx --output /srv/share
    """
    from linkfinder.app.database import open_current_database
    from linkfinder.cli.reporting import exporters, write_reports
    from linkfinder.niche.load import load_niche

    chosen = exporters(formats)
    write_reports(open_current_database(), load_niche(niche), chosen, output)
