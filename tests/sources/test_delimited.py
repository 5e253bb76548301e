import pytest

from linkfinder.sources.delimited import decode, read_rows

ROWS = [
    {"source url": "https://a.example/", "anchor": "Zähne, weiß"},
    {"source url": "https://b.example/", "anchor": ""},
]
CSV = '"Source URL","Anchor"\r\nhttps://a.example/,"Zähne, weiß"\r\nhttps://b.example/,\r\n'


def rows(text: str, encoding: str = "utf-8") -> list[dict[str, str]]:
    return [dict(row) for row in read_rows(text.encode(encoding))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_of_the_tools_is_read(encoding: str) -> None:
    assert rows(CSV, encoding) == ROWS


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_every_delimiter_is_recognised(delimiter: str) -> None:
    text = f"Source_URL{delimiter}Anchor\nhttps://a.example/{delimiter}Zähne, weiß\nhttps://b.example/{delimiter}\n"
    assert rows(text) == ROWS


def test_a_title_or_a_sep_line_before_the_header_is_passed_over() -> None:
    assert rows("Backlinks of rival.example\n\n" + CSV) == ROWS
    assert rows("sep=;\n" + CSV.replace(',"Z', ';"Z').replace('","', '";"').replace("/,\r", "/;\r")) == ROWS


def test_a_file_of_one_column_has_its_header_too() -> None:
    assert rows("Domain\na.example\nb.example\n") == [{"domain": "a.example"}, {"domain": "b.example"}]


@pytest.mark.parametrize("body", [b"", b"\n\n", b"\x00" * 100, b'"' * 100_000, b'a,b\n"never closed,1\n' * 50])
def test_broken_files_end_without_an_exception(body: bytes) -> None:
    assert isinstance(list(read_rows(body)), list)


def test_undecodable_bytes_are_replaced() -> None:
    assert decode(b"\xff\xfea\x00b") == "a\ufffd"
