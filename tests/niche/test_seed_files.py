"""Lists of seeds: plain lists and the tables that other tools export."""

from pathlib import Path

import pytest

from linkfinder.niche.problems import Problems
from linkfinder.niche.seed_files import read_seed_file


def read(path: Path) -> tuple[tuple[str, ...], list[str]]:
    problems = Problems("dental.toml")
    found = read_seed_file(path, "seeds.files[0]", problems)
    assert all(problem.key == "seeds.files[0]" for problem in problems.found)
    return found, [problem.message for problem in problems.found]


def write(tmp_path: Path, text: str, name: str = "seeds.txt", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_list_has_one_address_a_line_and_comments(tmp_path: Path) -> None:
    text = "# sites\nhttps://a.example/x#part\r\n\n  b.example  # met in May\nb.example/write\nhttps://a.example/x\n"
    assert read(write(tmp_path, text)) == (("https://a.example/x", "https://b.example/", "https://b.example/write"), [])


@pytest.mark.parametrize(
    "text",
    [
        "Rank,URL,Note\n1,https://a.example/,\n2,https://b.example/,x\n",
        'Rank;url;Note\r\n1;https://a.example/;"one;two"\r\n2;https://b.example/;\r\n',
        "Referring page URL\tDR\nhttps://a.example/\t5\nhttps://b.example/\t6\n",
        "Domain,DR\na.example,5\nb.example,6\n\n",
        "https://a.example/,5\nhttps://b.example/,6\n",
    ],
)
def test_a_table_gives_its_column_of_addresses(tmp_path: Path, text: str) -> None:
    assert read(write(tmp_path, text, "export.csv")) == (("https://a.example/", "https://b.example/"), [])


def test_a_page_is_preferred_to_its_domain(tmp_path: Path) -> None:
    table = write(tmp_path, "domain,url\na.example,https://a.example/write\n", "export.csv")
    assert read(table)[0] == ("https://a.example/write",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_exports_in_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    assert read(write(tmp_path, "url\nhttps://zähne.example/\n", "export.tsv", encoding)) == (
        ("https://xn--zhne-loa.example/",),
        [],
    )


def test_a_wrong_line_is_named_by_its_number_and_the_others_go_on(tmp_path: Path) -> None:
    found, says = read(write(tmp_path, "https://a.example/\nmailto:x@a.example\nnot one\n"))
    assert found == ("https://a.example/",)
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in says] == ["seeds.txt line 2", "seeds.txt line 3"]


def test_line_numbers_of_tables_are_those_of_the_file(tmp_path: Path) -> None:
    _, says = read(write(tmp_path, 'note,url\n"two\nlines",https://a.example/\nx,nonsense\n', "export.csv"))
    assert "line 4" in says[0]


def test_a_list_of_rubbish_is_cut_short(tmp_path: Path) -> None:
    _, says = read(write(tmp_path, "rubbish\n" * 100))
    assert len(says) == 6
    assert says[-1].endswith("95 more lines are no addresses")


@pytest.mark.parametrize("text", ["", "# nothing yet\n\n"])
def test_an_empty_list_is_a_problem(tmp_path: Path, text: str) -> None:
    assert "holds no address" in read(write(tmp_path, text))[1][0]


def test_a_missing_or_unreadable_file_is_told_with_the_place(tmp_path: Path) -> None:
    assert "counted from the niche file's folder" in read(tmp_path / "nowhere.txt")[1][0]
    assert "line 2 is not utf-8" in read(write(tmp_path, "a.example\nzähne", encoding="latin-1"))[1][0]


def test_a_table_that_csv_cannot_read_is_told(tmp_path: Path) -> None:
    assert read(write(tmp_path, 'url\n"' + "x" * 200_000, "export.csv"))[1]
