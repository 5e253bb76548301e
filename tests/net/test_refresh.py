import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.net.refresh import Refresh, read_refresh


@pytest.mark.parametrize(
    ("value", "seconds", "target"),
    [
        ("0; url=/roots", 0, "/roots"),
        ("0;url=/roots", 0, "/roots"),
        ("  3 ;\tURL = '/roots' ", 3, "/roots"),
        ('2;Url="/roots"rest', 2, "/roots"),
        ("2, url=/roots", 2, "/roots"),
        ("2 url=/roots", 2, "/roots"),
        ("2; /roots", 2, "/roots"),
        ("2; '/roots'", 2, "/roots"),
        ("2;urlaub.html", 2, "urlaub.html"),
        ("2; url =/roots", 2, "/roots"),
        (".5; url=/roots", 0, "/roots"),
        ("1.9; url=/roots", 1, "/roots"),
        ("7.; url=/a b", 7, "/a b"),
        ("0; url=/roots?a=1;b=2,3", 0, "/roots?a=1;b=2,3"),
        ("0; url='/roots", 0, "/roots"),
        ("30", 30, ""),
        ("0;", 0, ""),
        ("0; url=", 0, ""),
        ("9" * 3000 + "; url=/roots", 999_999_999, "/roots"),
    ],
)
def test_every_spelling_that_a_browser_follows_is_read(value: str, seconds: int, target: str) -> None:
    assert read_refresh(value) == Refresh(seconds, target)


@pytest.mark.parametrize("value", ["", " ", "soon", "url=/roots", "-1; url=/roots", "1x; url=/roots", "\u0663;url=/a"])
def test_what_a_browser_ignores_is_none(value: str) -> None:
    assert read_refresh(value) is None


@given(st.text(alphabet=" \t\n0123.;,urlURL='\"/a\u0663", max_size=40))
def test_nothing_is_raised_whatever_it_says(value: str) -> None:
    found = read_refresh(value)
    assert found is None or found.seconds >= 0
