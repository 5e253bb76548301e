"""Writes the niche file that a new user fills in."""

from pathlib import Path

from linkfinder.errors import NicheError
from linkfinder.niche.template import template


def write_niche_file(name: str, folder: Path = Path("niches")) -> Path:
    """Write a commented niche file and return its path; an existing file is never overwritten.

    Raises NicheError when the name cannot be used, the file exists already, or it cannot be written.
    """
    text, file = template(name), folder / f"{name}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NicheError(f"{folder} cannot be made: {error.strerror}; name another folder with --folder") from error
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError as error:
        raise NicheError(f"{file} exists already; edit it, or choose another name") from error
    except OSError as error:
        raise NicheError(f"{file} cannot be written: {error.strerror}; name another folder with --folder") from error
    return file
