import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.sources.options import OptionType, OptionValue, SourceOption, SourceOptions, check_options

KNOWN = (
    SourceOption("base", OptionType.TEXT, "the address of your instance"),
    SourceOption("kinds", OptionType.TEXTS, "kinds", ("guest_post",), choices=lambda: ("guest_post", "broken_link")),
    SourceOption("pages", OptionType.WHOLE, "pages", 1, minimum=1, maximum=10),
)


def check(**written: OptionValue) -> SourceOptions:
    return check_options("searxng", KNOWN, written.items())


def test_what_is_written_goes_over_the_defaults() -> None:
    options = check(base="http://search.example", pages=3)
    assert (options.text("base"), options.whole("pages"), options.texts("kinds")) == (
        "http://search.example",
        3,
        ("guest_post",),
    )


def test_one_text_may_stand_for_a_list() -> None:
    assert check(base="x", kinds="broken_link").texts("kinds") == ("broken_link",)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"base": "x", "page": 2}, 'source "searxng": page: unknown key; did you mean "pages"?'),
        ({"base": "x", "zzz": 2}, "known here: base, kinds, pages"),
        ({}, 'source "searxng": base: is missing; it is the address of your instance'),
        ({"base": 5}, "base: is a whole number; a text is wanted"),
        ({"base": " "}, "base: is empty; write a text"),
        ({"base": "x", "pages": "many"}, "pages: is a text; a whole number is wanted"),
        ({"base": "x", "pages": True}, "pages: is true or false; a whole number is wanted"),
        ({"base": "x", "pages": 2.5}, "pages: is a number; a whole number is wanted"),
        ({"base": "x", "pages": 0}, "pages: 0 is too small; write 1 or more (the default is 1)"),
        ({"base": "x", "pages": 11}, "pages: 11 is too large; write 10 or less (the default is 1)"),
        (
            {"base": "x", "kinds": ("guest_posts",)},
            """kinds[0]: 'guest_posts' is unknown; did you mean "guest_post"?""",
        ),
        ({"bse": "x", "pages": 11}, "base: is missing; it is the address of your instance; pages: 11 is too large"),
        ({"bse": "x", "pages": 11}, 'bse: unknown key; did you mean "base"?'),
    ],
)
def test_a_wrong_option_is_named_with_its_remedy(written: dict[str, OptionValue], says: str) -> None:
    with pytest.raises(DiscoveryError) as error:
        check_options("searxng", KNOWN, written.items())
    assert says in str(error.value)
