"""`linkfinder doctor`: what is missing on this machine, and how to get it."""

from typing import Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import escaped_line, new_table, print_line, print_table


def doctor(
    niche: Annotated[str, typer.Argument(help="Read only this niche file: a name in niches/ or a file.")] = "",
) -> None:
    """Say what is missing on this machine, with the remedy.

    Exit code 1 when linkfinder cannot work, 2 when only a niche file cannot be used, 3 when something is left out (no
    browser, for example).

    Example: linkfinder doctor dental
    """
    import os

    from linkfinder.app.diagnosis import Health, is_machine_fine, run_diagnostics, worst_health

    colours = {Health.OK: "green", Health.WARNING: "yellow", Health.BROKEN: "red"}
    exits = {Health.OK: ExitCode.DONE, Health.WARNING: ExitCode.ATTENTION, Health.BROKEN: ExitCode.FAILED}
    rows, findings = new_table("part", "health", "what"), list(run_diagnostics(os.environ, niche))
    for finding in findings:
        colour = colours[finding.health]
        rows.add_row(finding.part, f"[{colour}]{finding.health}[/{colour}]", escaped_line(finding.what))
    print_table(rows)
    health = worst_health(findings)
    if health is Health.OK:
        print_line("\nAll is well. Next: linkfinder crawl NICHE")
    if health is Health.BROKEN and is_machine_fine(findings):
        raise typer.Exit(ExitCode.USAGE)
    raise typer.Exit(exits[health])
