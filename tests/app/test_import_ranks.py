"""A downloaded list is read line by line, packed or not."""

import gzip
import zipfile
from pathlib import Path

import pytest

from linkfinder.app.import_ranks import day_of, rank_list_lines
from linkfinder.errors import ReadError


def packed(folder: Path, name: str) -> Path:
    file, text = folder / name, b"1,first.example\n2,second.example\n"
    if name.endswith(".gz"):
        file.write_bytes(gzip.compress(text))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("inside.csv", text)
    else:
        file.write_bytes(text)
    return file


@pytest.mark.parametrize("name", ["list.csv", "list.csv.gz", "list.csv.zip"])
def test_every_packing_is_opened(tmp_path: Path, name: str) -> None:
    with rank_list_lines(packed(tmp_path, name)) as lines:
        assert list(lines) == ["1,first.example\n", "2,second.example\n"]


@pytest.mark.parametrize("name", ["list.csv.gz", "list.csv.zip"])
def test_a_file_that_does_not_fit_its_name_is_an_error_with_its_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"plain text")
    with pytest.raises(ReadError, match=name), rank_list_lines(file) as lines:
        list(lines)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="absent"):
        day_of(tmp_path / "absent.csv")
