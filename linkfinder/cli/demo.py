"""`linkfinder demo`: the whole job on a made-up internet, compared with what is known of it."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    keep: Annotated[
        Path | None, typer.Option(help="A folder in which the demo's database is kept, for list, show and explain.")
    ] = None,
    output: Annotated[Path, typer.Option(help="The folder for the report.")] = Path("reports"),
) -> None:
    """Run crawl, check-links and report on 50 made-up hosts on loopback: no network, no configuration, a minute.

    Exit code 1 when anything was missed or listed wrongly.

    Example: linkfinder demo
    """
    from linkfinder.cli.demonstrating import demonstrate
    from linkfinder.cli.exit_codes import ExitCode

    if not demonstrate(output, keep):
        raise typer.Exit(ExitCode.FAILED)
