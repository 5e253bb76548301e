"""`linkfinder doctor`: what is missing on this machine, and how to get it."""

from typing import Annotated

import typer

from linkfinder.cli.exits import ExitCode
from linkfinder.cli.terminal import safe, say, show, table


def doctor(
    niche: Annotated[str, typer.Argument(help="Read only this niche file: a name in niches/ or a file.")] = "",
) -> None:
    """Say what is missing on this machine, with the remedy.

    Exit code 1 when linkfinder cannot work, 2 when only a niche file cannot be used, 3 when something is left out (no
    browser, for example).

    Example: linkfinder doctor dental
    """
    import os

    from linkfinder.cli.diagnosis import Health, examine, is_machine_fine, worst

    colours = {Health.FINE: "green", Health.LOOK: "yellow", Health.BROKEN: "red"}
    exits = {Health.FINE: ExitCode.DONE, Health.LOOK: ExitCode.LOOK, Health.BROKEN: ExitCode.FAILED}
    rows, findings = table("part", "health", "what"), list(examine(os.environ, niche))
    for finding in findings:
        colour = colours[finding.health]
        rows.add_row(finding.part, f"[{colour}]{finding.health}[/{colour}]", safe(finding.what))
    show(rows)
    health = worst(findings)
    if health is Health.FINE:
        say("\nAll is well. Next: linkfinder crawl NICHE")
    if health is Health.BROKEN and is_machine_fine(findings):
        raise typer.Exit(ExitCode.USAGE)
    raise typer.Exit(exits[health])
