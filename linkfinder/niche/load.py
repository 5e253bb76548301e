"""From a niche's name or file to a checked, frozen Niche. docs/reference/niche-file.md explains every key."""

import re
import tomllib
from importlib import resources
from pathlib import Path

from linkfinder.errors import NicheError
from linkfinder.model.niche import Niche
from linkfinder.niche import checks, options, sections
from linkfinder.niche.problems import Problems
from linkfinder.niche.toml_table import TomlTable
from linkfinder.text.suggestions import nearest

_MAX_NICHE_FILE_BYTES = 1_000_000
"""A niche file is a page or two; a larger one is something else by mistake. Long lists have their own files."""


DEMO = "demo"
"""The niche that is part of the package: pages can be judged with it before there is a niche file."""


def load_niche(name_or_path: str, folder: Path = Path("niches")) -> Niche:
    """Return the niche called `name` in `folder`, or the one in the file at a path.

    Raises NicheError, naming the file, every key that is wrong and what to write instead.
    """
    path = find_niche_file(name_or_path, folder)
    problems = Problems(str(path))
    root = TomlTable(_parse(path, _read(path)), "", problems)
    niche = _read_niche(root, path)
    root.finish()
    problems.raise_if_any()
    return niche


def find_niche_file(name_or_path: str, folder: Path = Path("niches")) -> Path:
    """Return the file of a niche; `demo` is in the package unless the folder has a file of that name.

    Raises NicheError that lists the niches there are when it is missing.
    """
    given = Path(name_or_path)
    is_path = given.suffix == ".toml" or len(given.parts) > 1
    path = given if is_path else folder / f"{name_or_path}.toml"
    if path.is_file():
        return path
    if name_or_path == DEMO:
        return Path(str(resources.files("linkfinder.demo").joinpath("demo.toml")))
    if path.is_dir():
        raise NicheError(f"{path} is a folder; name the niche file in it")
    there = niche_names(path.parent)
    near = nearest(path.stem, there)
    hint = f'; did you mean "{near}"?' if near else ""
    listed = f"niches in {path.parent}: {', '.join(there)}" if there else f"there is no niche in {path.parent} yet"
    raise NicheError(f"{path}: no such niche file{hint} ({listed}); `linkfinder init {path.stem}` writes a new one")


def only_niche(folder: Path = Path("niches")) -> str:
    """Return the name of the only niche in a folder; raise NicheError when there is none, or more than one."""
    match niche_names(folder):
        case [name]:
            return name
        case []:
            raise NicheError(f"there is no niche in {folder} yet; `linkfinder init NAME` writes one")
        case names:
            raise NicheError(f"there are several niches in {folder}; name one with --niche: {', '.join(names)}")


def niche_names(folder: Path) -> list[str]:
    """Return the names of the niche files in a folder, sorted."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def _read(path: Path) -> str:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise NicheError(f"{path} cannot be read: {error.strerror}; check who may read it") from error
    if len(body) > _MAX_NICHE_FILE_BYTES:
        raise NicheError(
            f"{path} is larger than {_MAX_NICHE_FILE_BYTES // 1_000_000} MB; move long lists to a file in seeds.files"
        )
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise NicheError(f"{path} line {line}: not UTF-8; save the file with the encoding UTF-8") from error


def _parse(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise NicheError(f"{path}: lists or sections stand too deep in one another; write them flat") from error
    except ValueError as error:  # TOMLDecodeError, and a number with thousands of digits
        raise NicheError(f"{path}: not valid TOML: {error}{_quoted_line(text, str(error))}") from error


def _quoted_line(text: str, message: str) -> str:
    """Return the line that a TOML error names (the last one for an error at the end), and what is most often wrong."""
    found = re.search(r"at line (\d{1,9})", message)
    lines = text.rstrip().splitlines() or [""]
    line = lines[min(int(found[1]), len(lines)) - 1] if found else lines[-1]
    return f'\n  {line.strip()[:120]}\n  (texts stand in "quotes", lists in [ ], and each key stands once)'


def _read_niche(root: TomlTable, path: Path) -> Niche:
    name = root.required_text("name", f'name = "{path.stem}"', checks.niche_name)
    brands = sections.read_brands(root)
    return Niche(
        name=name,
        topics=sections.read_topics(root),
        seed_urls=sections.read_seeds(root, path.parent),
        languages=root.texts("languages", checks.language) or ("en",),
        brands=brands,
        assets=sections.read_assets(root),
        competitors=sections.read_competitors(root, (domain for brand in brands for domain in brand.domains)),
        sources=sections.read_sources(root),
        exclude=options.read_exclusions(root),
        limits=options.read_limits(root),
        link_checks=options.read_link_checks(root),
        campaign=options.read_campaign(root),
        weights=options.read_weights(root),
        phrases=options.read_phrases(root),
        sender=options.read_sender(root),
        do_not_contact=root.texts("do_not_contact", checks.email_or_domain),
        path=str(path),
    )
