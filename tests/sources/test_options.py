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
        ({"base": "x", "page": 2}, 'source "searxng": option "page" is unknown; did you mean "pages"?'),
        ({"base": "x", "zzz": 2}, "known here: base, kinds, pages"),
        ({}, 'option "base" is missing; it is the address of your instance'),
        ({"base": 5}, "but a text is wanted"),
        ({"base": " "}, "but a text is wanted"),
        ({"base": "x", "pages": "many"}, "but a whole number is wanted"),
        ({"base": "x", "pages": True}, "but a whole number is wanted"),
        ({"base": "x", "pages": 2.5}, "but a whole number is wanted"),
        ({"base": "x", "pages": 11}, "must be between 1 and 10"),
        ({"base": "x", "kinds": ("guest_posts",)}, 'holds "guest_posts"; did you mean "guest_post"?'),
    ],
)
def test_a_wrong_option_is_named_with_its_remedy(written: dict[str, OptionValue], says: str) -> None:
    with pytest.raises(DiscoveryError) as error:
        check_options("searxng", KNOWN, written.items())
    assert says in str(error.value)
