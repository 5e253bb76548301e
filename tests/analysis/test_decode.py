"""From bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.analysis.decode import MAX_DECODED_BYTES, decode_html


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (codecs.BOM_UTF8 + "Süßes".encode(), "text/html; charset=iso-8859-1"),
        (codecs.BOM_UTF16_LE + "Süßes".encode("utf-16-le"), ""),
        ("Süßes".encode("latin-1"), "text/html; charset=ISO-8859-1"),
        ("Süßes".encode("latin-1"), 'text/html; charset="latin1"'),
        (b'<meta charset="windows-1252">' + "Süßes".encode("cp1252"), "text/html"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">' + "Süßes".encode("latin-1"), ""),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>' + "Süßes".encode("latin-1"), ""),
        ("Süßes".encode(), ""),
        ("Süßes".encode(), "text/html; charset=bogus-8"),
        ("Süßes".encode(), "text/html; charset=utf-7"),
        ("Süßes".encode(), "text/html; charset=hex"),
        (b'<meta charset="utf-16">' + "Süßes".encode(), ""),
    ],
)
def test_the_declared_or_the_real_encoding_is_used(body: bytes, content_type: str) -> None:
    assert decode_html(body, content_type).endswith("Süßes")


def test_quotes_of_windows_pages_that_say_latin_1_are_read() -> None:
    assert decode_html(b"\x93Hello\x94", "text/html; charset=iso-8859-1") == "“Hello”"


def test_utf_7_is_refused() -> None:
    assert "<" not in decode_html(b"+ADw-script+AD4-", "text/html; charset=utf-7")


def test_a_wrong_declaration_loses_against_the_bytes() -> None:
    russian = "Страница о северных морях и кораблях, которые по ним ходят. " * 5
    assert decode_html(russian.encode("cp1251"), "text/html; charset=utf-8") == russian


def test_a_few_broken_bytes_do_not_cost_the_rest() -> None:
    assert decode_html("Größe ".encode() * 50 + b"\xff", "text/html; charset=utf-8").startswith("Größe Größe")


def test_endless_bodies_are_cut() -> None:
    assert len(decode_html(b"x" * (MAX_DECODED_BYTES + 5))) == MAX_DECODED_BYTES


@given(st.binary(max_size=300), st.text(max_size=60))
def test_nothing_raises(body: bytes, content_type: str) -> None:
    assert isinstance(decode_html(body, content_type), str)
