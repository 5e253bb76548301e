import pytest

from linkfinder.data.sites import big_site_group_of
from linkfinder.frontier.exclusions import exclusion_reason
from linkfinder.model.niche import Brand, Competitor, Exclusions, Niche, Topic

NICHE = Niche(
    "dental",
    topics=(Topic("teeth"),),
    seed_urls=(),
    brands=(Brand("Acme", domains=("WWW.acme.example",)),),
    competitors=(Competitor("rival.example"),),
    exclude=Exclusions(domains=("spam.example",)),
)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://acme.example/", "it is our own"),
        ("https://shop.acme.example/", "it is our own"),
        ("https://notacme.example/", ""),
        ("https://www.rival.example/a", "it is a competitor"),
        ("https://spam.example/", "excluded in the niche file"),
        ("https://de.linkedin.com/in/x", "too big: social network"),
        ("https://www.google.co.jp/", "too big: search engine or portal"),
        ("https://en.wikipedia.org/wiki/Tooth", "too big: wiki"),
        ("https://teeth.example/", ""),
    ],
)
def test_the_reason_is_given(url: str, reason: str) -> None:
    assert exclusion_reason(url, NICHE) == reason


def test_size_does_not_matter_when_the_user_chose_the_address() -> None:
    assert exclusion_reason("https://www.reddit.com/r/x", NICHE, is_chosen=True) == ""
    assert exclusion_reason("https://acme.example/", NICHE, is_chosen=True) == "it is our own"


@pytest.mark.parametrize("site", ["teeth.example", "amazon-dentists.example", "x.blogspot.com", "googled.example", ""])
def test_names_that_only_look_alike_are_not_big(site: str) -> None:
    assert big_site_group_of(site) == ""
