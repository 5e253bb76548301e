"""`linkfinder init`: a commented niche file to start from."""

from pathlib import Path
from typing import Annotated

import typer

from linkfinder.cli.terminal import print_line
from linkfinder.text.cleaning import plain_line


def init(
    name: Annotated[str, typer.Argument(help="The niche's name: letters, digits, - and _.")],
    folder: Annotated[Path, typer.Option(help="Where niche files are kept.")] = Path("niches"),
) -> None:
    """Write a commented niche file that you can fill in.

    Example: linkfinder init dental-berlin
    """
    from linkfinder.app.niche_files import write_niche_file

    file = write_niche_file(name, folder)
    in_checkout = Path("Makefile").is_file()  # `make crawl` does all steps; a wheel brings no Makefile
    then = f"make crawl NICHE={name}" if in_checkout else f"linkfinder discover {name}, then linkfinder crawl {name}"
    print_line(f"Wrote {plain_line(str(file))}. Fill in topics and seeds, then: {then}")
