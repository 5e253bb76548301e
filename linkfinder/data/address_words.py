"""The words of addresses, as `address_words.toml` lists them, and the parts of an address they are compared with."""

import tomllib
from functools import cache
from importlib import resources
from urllib.parse import unquote

from linkfinder.text.folding import fold


@cache
def address_words(name: str) -> frozenset[str]:
    """Return one list of `address_words.toml`."""
    return frozenset(_tables()[name])


@cache
def _tables() -> dict[str, list[str]]:
    return tomllib.loads(resources.files("linkfinder.data").joinpath("address_words.toml").read_text("utf-8"))


def path_and_query(url: str) -> str:
    """Return the path of a canonical address without query, found by its slashes: far cheaper than parsing it."""
    return url[url.find("/", url.find("//") + 2) :]


def path_segments(path: str) -> list[str]:
    """Return the folded, decoded parts of a path."""
    if "%" in path or not path.isascii():
        return [fold(unquote(part)) for part in path.split("/") if part]
    return [part for part in path.lower().split("/") if part]


def without_extension(segment: str) -> str:
    """Return a path segment without its file ending: `contact.html` is `contact`."""
    return segment.rpartition(".")[0] or segment
