"""The TOML files of this package, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """Return what `<name>.toml` in this package holds."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
