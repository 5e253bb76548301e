"""Niche files written for one test."""

from collections.abc import Callable
from pathlib import Path

import pytest

CORE = """
name = "dental"
topics = [{ phrase = "dental implants" }]
seeds.urls = ["https://teethblog.example/"]
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], str]:
    """Write a file that has the three needed keys (unless `whole`), and return its path."""

    def write_file(text: str = "", *, whole: bool = False) -> str:
        path = tmp_path / "dental.toml"
        path.write_text(text if whole else CORE + text, encoding="utf-8")
        return str(path)

    return write_file
