"""What the texts of a niche file must look like, and that normal forms are final."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.errors import NicheError
from linkfinder.niche import checks
from linkfinder.niche.checks import TextCheck, UnusableTextError
from linkfinder.niche.problems import Problems

ALL = [
    checks.any_text,
    checks.niche_name,
    checks.language,
    checks.web_address,
    checks.domain,
    checks.email,
    checks.email_or_domain,
    checks.email_or_address,
]


@pytest.mark.parametrize(
    ("check", "written", "meant"),
    [
        (checks.any_text, "  two \n words ", "two words"),
        (checks.niche_name, " dental-uk_2 ", "dental-uk_2"),
        (checks.language, " DE ", "de"),
        (checks.web_address, "HTTP://Blog.Example#top", "http://blog.example/"),
        (checks.web_address, "http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x"),
        (checks.web_address, "http://localhost:8000/x", "http://localhost:8000/x"),
        (checks.web_address, "http://[::1]/x", "http://[::1]/x"),
        (checks.domain, " WWW.Blog.Example. ", "blog.example"),
        (checks.domain, "zähne.example", "xn--zhne-loa.example"),
        (checks.email, "Jo.Doe+x@Blog.Example", "Jo.Doe+x@blog.example"),
        (checks.email_or_domain, "@Blog.Example", "blog.example"),
        (checks.email_or_domain, "Jo@Blog.Example", "jo@blog.example"),
        (checks.email_or_address, "jo@blog.example", "jo@blog.example"),
        (checks.email_or_address, "https://blog.example/@jo", "https://blog.example/@jo"),
    ],
)
def test_a_text_has_one_normal_form(check: TextCheck, written: str, meant: str) -> None:
    assert check(written) == meant
    assert check(meant) == meant


@pytest.mark.parametrize(
    ("check", "written", "remedy"),
    [
        (checks.any_text, " \t", "write a text or remove the key"),
        (checks.any_text, "x" * 501, "500 are enough"),
        (checks.niche_name, "den tal", "use letters, digits"),
        (checks.niche_name, "../dental", "use letters, digits"),
        (checks.niche_name, "x" * 65, "use letters, digits"),
        (checks.language, "de_AT", 'write "de"'),
        (checks.language, "", 'write a code such as "en"'),
        (checks.web_address, "blog.example/x", "did you mean https://blog.example/x?"),
        (checks.web_address, "http://blog/", "no complete host name"),
        (checks.domain, "https://www.blog.example/x", 'write "blog.example"'),
        (checks.domain, "blog.example:8000", 'write "blog.example"'),
        (checks.domain, "blog", 'write it like "example.org"'),
        (checks.domain, "", 'write it like "example.org"'),
        (checks.email, "jo@blog", "write it like name@example.org"),
        (checks.email, "jo at blog.example", "write it like name@example.org"),
        (checks.email, "a@b@blog.example", "write it like name@example.org"),
    ],
)
def test_what_does_not_fit_brings_its_remedy(check: TextCheck, written: str, remedy: str) -> None:
    with pytest.raises(UnusableTextError) as caught:
        check(written)
    assert remedy in str(caught.value)


@pytest.mark.parametrize("check", ALL)
@given(text=st.text(max_size=80))
def test_normal_forms_are_final_and_nothing_else_is_raised(check: TextCheck, text: str) -> None:
    with contextlib.suppress(UnusableTextError):
        assert check(check(text)) == check(text)


def test_an_optional_text_may_be_empty_but_not_wrong() -> None:
    assert checks.optional(checks.email)("  ") == ""
    with pytest.raises(UnusableTextError):
        checks.optional(checks.email)("jo")


def test_only_what_is_wrong_is_an_error() -> None:
    problems = Problems("x.toml")
    problems.raise_if_any()
    problems.add("name", "is missing")
    with pytest.raises(NicheError, match="name"):
        problems.raise_if_any()
