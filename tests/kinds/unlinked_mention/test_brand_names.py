"""Where a brand's name stands."""

import pytest

from linkfinder.kinds.unlinked_mention.brand_names import MAX_NAME_HITS, find_names
from linkfinder.model.niche import Brand
from linkfinder.model.page import Block

ACME = Brand("Acme Dental", ("Acme Dental Clinic",), ("www.acme-dental.example",))


def found(text: str, *brands: Brand, language: str = "en") -> list[str]:
    return [hit.text for hit in find_names([Block(text)], brands or (ACME,), language)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Ask Acme Dental.", ["Acme Dental"]),
        ("ACME DENTAL opened.", ["ACME DENTAL"]),
        ("Acme-Dental won.", ["Acme-Dental"]),
        ("Acme\u00a0Dental won.", ["Acme\u00a0Dental"]),
        ("the Acme Dental Clinic", ["Acme Dental Clinic"]),
        ("see acme-dental.example for more", ["acme-dental.example"]),
        ("Acme Dental's chairs", ["Acme Dental's"]),
        ("Acme Dental and Acme Dental", ["Acme Dental", "Acme Dental"]),
        ("Acme Dentalware", []),
        ("MegaAcme Dental", []),
        ("info@acme-dental.example", []),
        ("@Acme Dental", []),
        ("http://x.example/Acme-Dental/1", []),
        ("Acme dentals", ["Acme dentals"]),
        ("An acme dental plan", []),
    ],
)
def test_a_name_is_a_whole_word(text: str, hits: list[str]) -> None:
    assert found(text) == hits


@pytest.mark.parametrize(
    ("text", "language", "hits"),
    [
        ("w raporcie Zębolandii", "pl", ["Zębolandii"]),
        ("über Zęboland hinaus", "de", ["Zęboland"]),
        ("raport Zebolandu", "pl", ["Zebolandu"]),
        ("Zębolandii", "en", []),
    ],
)
def test_a_name_is_declined_where_the_language_declines(text: str, language: str, hits: list[str]) -> None:
    assert found(text, Brand("Zęboland"), language=language) == hits


@pytest.mark.parametrize(
    ("text", "brand", "count"),
    [
        ("東京のアクメ歯科は", "アクメ歯科", 1),
        ("我们在阿克米牙科看牙", "阿克米牙科", 1),
        ("в отчёте Зубограда", "Зубоград", 1),
        ("קליניקת אקמה", "אקמה", 1),
    ],
)
def test_a_name_is_found_in_every_script(text: str, brand: str, count: int) -> None:
    assert len(found(text, Brand(brand), language="ru")) == count


@pytest.mark.parametrize(
    ("text", "name", "is_meant"),
    [
        ("An apple a day", "Apple", False),
        ("Apple said", "Apple", True),
        ("The best buy", "Best Buy", False),
        ("at Best buy", "Best Buy", True),
        ("all is written small at best buy", "Best Buy", True),
        ("the gsi report", "GSI", False),
        ("the GSI report", "GSI", True),
        ("my plexo", "plexo", True),
    ],
)
def test_capitals_tell_a_name_from_a_word(text: str, name: str, is_meant: bool) -> None:  # noqa: FBT001
    assert bool(found(text, Brand(name))) is is_meant


def test_a_co_term_must_stand_near() -> None:
    plexo = Brand("Plexo", needs_any=("camera",))
    near = [Block("The Plexo is out."), Block("It is a camera.")]
    far = [Block("The Plexo is out."), Block("x " * 500), Block("x"), Block("It is a camera.")]
    assert find_names(near, (plexo,), "en")
    assert not find_names(far, (plexo,), "en")
    assert not found("The Plexo is out of the discamera.", plexo)


def test_a_forbidden_term_makes_the_name_anothers() -> None:
    plexo = Brand("Plexo", never_near=("Plexo Corporation", "valves"))
    assert not found("Plexo Corporation reports.", plexo)
    assert not found("Plexo makes valves.", plexo)
    assert found("Plexo reports.", plexo)


def test_a_heading_is_judged_with_what_stands_under_it() -> None:
    plexo = Brand("Plexo", never_near=("valves",))
    assert not find_names([Block("Plexo"), Block("The maker of valves opens a plant.")], (plexo,), "en")
    apart = f"Plexo opens {'a very long tunnel ' * 6}in the hills."
    assert find_names([Block(apart), Block("Others make valves.")], (plexo,), "en")


def test_two_brands_are_told_apart_and_none_is_found_twice() -> None:
    hits = find_names([Block("Acme Dental Clinic and Plexo")], (ACME, Brand("Plexo")), "en")
    assert [(hit.brand.name, hit.text) for hit in hits] == [("Acme Dental", "Acme Dental Clinic"), ("Plexo", "Plexo")]


def test_a_name_without_end_is_looked_at_in_part() -> None:
    assert len(found("Acme Dental. " * 50_000)) == MAX_NAME_HITS
