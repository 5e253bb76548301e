"""Which page of ours could stand in for a dead one."""

import pytest

from linkfinder.kinds.asset_match import best_asset
from linkfinder.model.dead_target import DeadTargetInfo
from linkfinder.model.niche import Asset
from linkfinder.model.page import Link

IMPLANTS = Asset("https://ours.example/implant-guide", "The guide to dental implants", ("dental implants",), "en")
GUMS = Asset("https://ours.example/gum-disease", "Gum disease: first signs", ("gum disease", "gingivitis"), "en")
GERMAN = Asset("https://ours.example/de/zahnimplantate", "Ratgeber Zahnimplantate", ("Zahnimplantat",), "de")


def link(anchor: str, url: str = "http://dead.example/x1", sentence: str = "", heading: str = "") -> Link:
    return Link(url, anchor, sentence=sentence, heading=heading)


@pytest.mark.parametrize(
    ("dead", "wanted"),
    [
        (link("choosing dental implants"), IMPLANTS),
        (link("this study", "http://dead.example/gum-disease-symptoms"), GUMS),
        (link("read more", heading="Gingivitis"), GUMS),
    ],
)
def test_the_asset_that_speaks_of_the_same_is_proposed(dead: Link, wanted: Asset) -> None:
    fit = best_asset(dead, (IMPLANTS, GUMS), "en")
    assert fit.asset is wanted
    assert 0.2 <= fit.value <= 1
    assert fit.reason.startswith("both speak of ")


def test_a_whole_topic_is_half_a_match_at_least() -> None:
    long = link("dental implants compared with bridges, dentures and every other way to replace missing molars")
    assert best_asset(long, (IMPLANTS,)).value >= 0.5


def test_inflected_words_are_one_word() -> None:
    assert best_asset(link("was ein Zahnimplantat kostet"), (GERMAN,), "de").asset is GERMAN


def test_an_asset_in_another_language_is_no_replacement() -> None:
    assert best_asset(link("Zahnimplantate"), (GERMAN,), "en").asset is None


@pytest.mark.parametrize(
    "dead", [link("this guide"), link("our garden in spring"), link("here", sentence="Read more.")]
)
def test_words_that_tell_nothing_propose_nothing(dead: Link) -> None:
    assert best_asset(dead, (IMPLANTS, GUMS)).asset is None


def test_scripts_without_spaces_are_compared_too() -> None:
    asset = Asset("https://ours.example/ja", "歯周病の予防", ("歯周病",), "ja")
    assert best_asset(link("歯周病について"), (asset,), "ja").asset is asset


def test_what_a_dead_page_was_called_tells_what_could_stand_for_it() -> None:
    mute = link("here", "http://dead.example/?p=17")
    assert best_asset(mute, (IMPLANTS, GUMS)).asset is None
    titled = mute._replace(
        dead_target=DeadTargetInfo("Gum disease in adults | Old Clinic, your friendly surgery by the sea")
    )
    assert best_asset(titled, (IMPLANTS, GUMS)).asset is GUMS


def test_the_other_words_of_a_former_title_do_not_make_a_match_weaker() -> None:
    named = link("gingivitis", "http://dead.example/gingivitis")
    titled = named._replace(
        dead_target=DeadTargetInfo("Gingivitis | Old Clinic, your friendly surgery by the northern sea")
    )
    assert best_asset(titled, (GUMS,)).value >= best_asset(named, (GUMS,)).value > 0


@pytest.mark.parametrize(
    "told",
    [
        Asset("https://ours.example/pruning-roses", "Page", ()),
        Asset("https://ours.example/p", "Pruning roses", ()),
        Asset("https://ours.example/p", "Page", ("pruning roses",)),
    ],
    ids=["url", "title", "topics"],
)
def test_address_title_and_topics_each_say_what_an_asset_is_about(told: Asset) -> None:
    silent = Asset("https://ours.example/p", "Page")
    dead = link("pruning roses in spring")
    assert best_asset(dead, (silent,)).asset is None
    assert best_asset(dead, (silent, told)).asset is told


def test_the_language_of_an_asset_keeps_it_from_pages_of_others() -> None:
    words = ("https://ours.example/p", "Rosen schneiden", ("rosen schneiden",))
    dead = link("rosen schneiden im herbst")
    anywhere, danish = Asset(*words), Asset(*words, language="da")
    assert best_asset(dead, (anywhere,), "de").asset is anywhere
    assert best_asset(dead, (danish,), "de").asset is None
