"""`linkfinder doctor`: what is missing on this machine, and how to get it."""

from typing import Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode
from linkfinder.cli.terminal import new_table, print_line, print_table, printable, styled


def doctor(
    niche: Annotated[str, typer.Argument(help="Read only this niche file: a name in niches/ or a file.")] = "",
) -> None:
    """Check what is missing on this machine, and say how to get it.

    Exit code 1 when linkfinder cannot work, 2 when only a niche file cannot be used, 3 when something is left out (no
    browser, for example).

    Example: linkfinder doctor dental
    """
    from linkfinder.app.diagnosis import Health, is_machine_fine, run_diagnostics, worst_health
    from linkfinder.app.environment import process_environment

    colours = {Health.OK: "green", Health.WARNING: "yellow", Health.BROKEN: "red"}
    exits = {Health.OK: ExitCode.DONE, Health.WARNING: ExitCode.ATTENTION, Health.BROKEN: ExitCode.FAILED}
    rows = new_table("part", "health", "details", wrapped=("details",))
    findings = list(run_diagnostics(process_environment(), niche))
    for finding in findings:
        rows.add_row(finding.part, styled(finding.health, colours[finding.health]), printable(finding.details))
    print_table(rows)
    health = worst_health(findings)
    if health is Health.OK:
        print_line("\nEverything is ready. Next: linkfinder crawl NICHE")
    if health is Health.BROKEN and is_machine_fine(findings):
        raise typer.Exit(ExitCode.USAGE)
    raise typer.Exit(exits[health])
