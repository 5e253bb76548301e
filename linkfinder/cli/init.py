"""`linkfinder init`: a commented niche file to start from."""

from pathlib import Path
from typing import Annotated

import typer

from linkfinder.cli.exits import ExitCode
from linkfinder.cli.terminal import complain, say


def init(
    name: Annotated[str, typer.Argument(help="The niche's name: letters, digits and hyphens.")],
    folder: Annotated[Path, typer.Option(help="Where niche files are kept.")] = Path("niches"),
) -> None:
    """Write a commented niche file that you can fill in.

    Example: linkfinder init dental-berlin
    """
    from linkfinder.niche.template import niche_template

    if not name or not all(part.isalnum() for part in name.replace("_", "-").split("-")):
        complain(f"{name!r} cannot be a niche's name; use letters, digits and hyphens, for example dental-berlin")
        raise typer.Exit(ExitCode.USAGE)
    file = folder / f"{name}.toml"
    if file.exists():
        complain(f"{file} exists already; edit it, or choose another name")
        raise typer.Exit(ExitCode.USAGE)
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(niche_template(name), encoding="utf-8")
    say(f"Wrote {file}. Fill in topics and seeds, then: make crawl NICHE={name}")
