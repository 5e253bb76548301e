"""The words of addresses, as `address_words.toml` lists them."""

import tomllib
from functools import cache
from importlib import resources


@cache
def address_words(name: str) -> frozenset[str]:
    """Return one list of `address_words.toml`."""
    return frozenset(_tables()[name])


@cache
def _tables() -> dict[str, list[str]]:
    return tomllib.loads(resources.files("linkfinder.data").joinpath("address_words.toml").read_text("utf-8"))
