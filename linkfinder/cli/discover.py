"""`linkfinder discover`: which sites are worth a crawl, and why."""

from typing import Annotated

import typer

from linkfinder.cli.exit_codes import ExitCode


def discover(
    niche: Annotated[str, typer.Argument(help="A niche's name, or a path to its file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be asked, and ask nothing.")] = False,
    top: Annotated[int, typer.Option(min=1, help="How many sites are shown; all are queued.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a site (or a question).")] = False,
) -> None:
    """Ask the niche's sources for sites, rank them with their reasons, and queue them for the crawl.

    Example: linkfinder discover dental --dry-run
    """
    from linkfinder.cli import discovering
    from linkfinder.niche.load import load_niche
    from linkfinder.niche.template import refuse_placeholders

    wanted = load_niche(niche)
    refuse_placeholders(wanted)
    if dry_run:
        is_fine = discovering.plan_discovery(wanted, as_json=as_json)
    else:
        is_fine = discovering.discover_sites(wanted, top, as_json=as_json)
    if not is_fine:
        raise typer.Exit(ExitCode.ATTENTION)
