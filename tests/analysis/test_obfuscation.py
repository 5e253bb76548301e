"""E-mail addresses that are hidden from machines but not from readers."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.analysis import obfuscation

DESK = "desk@islandpost.example"


@pytest.mark.parametrize(
    "text",
    [
        "desk [at] islandpost [dot] example",
        "desk(at)islandpost.example",
        "desk{at}islandpost{dot}example",
        "desk AT islandpost DOT example",
        "desk at islandpost dot example",
        "desk -at- islandpost -dot- example",
        "desk [ät] islandpost.example",
        "desk(a)islandpost.example",
        "desk arroba islandpost.example",
        "desk (arobase) islandpost (point) example",
        "desk chiocciola islandpost.example",
        "desk apenstaartje islandpost.example",
        "desk (małpa) islandpost (kropka) example",
        "desk (zavináč) islandpost (tečka) example",
        "desk собака islandpost.example",
        "desk [snabel-a] islandpost [punkt] example",
        "E-Mail: desk @ islandpost.example",
        "desk@islandpost[dot]example",
        "desk＠islandpost (dot) example",
    ],
)
def test_written_out_addresses_are_read(text: str) -> None:
    assert obfuscation.find_hints(text)
    assert list(obfuscation.written_out(text)) == [DESK]


@pytest.mark.parametrize(
    "text",
    [
        "contact us at islandpost.example today",
        "look at this (a) photo.example",
        "meet us @ islandpost.example",
        "Sheep (at sea) are calm. So are [at times] goats.",
        "a dot on the map",
        "5 arrobas of wool",
    ],
)
def test_ordinary_sentences_hold_no_address(text: str) -> None:
    assert list(obfuscation.written_out(text)) == []


def coded(text: str, key: int = 0x5A) -> str:
    return bytes([key, *(byte ^ key for byte in text.encode())]).hex()


def test_cloudflare_codes_are_decoded() -> None:
    assert list(obfuscation.of_cloudflare(coded(DESK))) == [DESK]
    assert list(obfuscation.of_cloudflare(coded(f"{DESK}?subject=Hello"))) == [DESK]


@pytest.mark.parametrize("code", [coded("?subject=Read this&body=x@y.com"), "", "zz", "5a", "abc"])
def test_cloudflare_codes_without_an_address_yield_none(code: str) -> None:
    assert list(obfuscation.of_cloudflare(code)) == []


@pytest.mark.parametrize(
    ("target", "addresses"),
    [
        ("desk@islandpost.example?subject=Guest%20post", [DESK]),
        ("desk%40islandpost.example", [DESK]),
        (" desk@islandpost.example", [DESK]),
        ("//desk@islandpost.example", [DESK]),
        ("desk@islandpost.example,ada@islandpost.example", [DESK, "ada@islandpost.example"]),
        ("desk@islandpost.example;ada@islandpost.example", [DESK, "ada@islandpost.example"]),
        ("desk[at]islandpost.example", [DESK]),
        ("?subject=x&body=you@islandpost.example", []),
        ("", []),
    ],
)
def test_mailto_targets_are_read(target: str, addresses: list[str]) -> None:
    assert list(obfuscation.of_mailto(target)) == addresses


@pytest.mark.parametrize(
    "script",
    [
        "javascript:linkTo_UnCryptMailto('nbjmup+eftlAjtmboeqptu\\/fybnqmf');",
        "javascript:linkTo_UnCryptMailto(%27nbjmup%2BeftlAjtmboeqptu%5C%2Ffybnqmf%27);",
    ],
)
def test_typo3_ciphers_are_undone(script: str) -> None:
    assert list(obfuscation.of_typo3(script)) == [DESK]


def test_a_cipher_that_holds_no_address_yields_none() -> None:
    assert list(obfuscation.of_typo3("javascript:linkTo_UnCryptMailto('abcdefgh');")) == []
    assert list(obfuscation.of_typo3("javascript:openWindow('x')")) == []


def test_joomla_scripts_are_read() -> None:
    script = "var addy12 = 'd&#101;sk' + '&#64;'; addy12 = addy12 + 'islandpost' + '&#46;' + 'example';"
    assert list(obfuscation.of_joomla(script)) == [DESK]


@pytest.mark.parametrize("value", [DESK, codecs.encode(DESK, "rot13"), DESK[::-1], "desk[at]islandpost[dot]example"])
def test_turned_values_are_turned_back(value: str) -> None:
    assert list(obfuscation.turned(value)) == [DESK]


@given(st.text(max_size=150))
def test_no_text_raises(text: str) -> None:
    for way in (obfuscation.written_out, obfuscation.turned, obfuscation.of_mailto, obfuscation.of_cloudflare):
        assert all("@" in found for found in way(text))


FILLER = "the ferry leaves at noon and comes back at dusk. " * 60


def test_only_the_surroundings_of_a_hint_are_looked_at() -> None:
    text = f"{FILLER}desk [at] islandpost [dot] example {FILLER}"
    (part,) = obfuscation.around(text, obfuscation.find_hints(text))
    assert len(part) < 1_000
    assert list(obfuscation.written_out(part)) == [DESK]


def test_hints_that_stand_together_share_their_surroundings() -> None:
    text = f"desk [at] islandpost [dot] example, ads [at] islandpost [dot] example {FILLER}"
    found = [list(obfuscation.written_out(part)) for part in obfuscation.around(text, obfuscation.find_hints(text))]
    assert found == [[DESK, "ads@islandpost.example"]]


def test_surroundings_begin_with_a_whole_word() -> None:
    text = "x" * 350 + "desk" * 20 + " (at) islandpost.example"
    (part,) = obfuscation.around(f"{FILLER}{text}", [len(FILLER) + text.index("(at)")])
    assert part.split()[0] in text or part.split()[0] in FILLER.split()


def test_without_a_hint_there_is_nothing_to_look_at() -> None:
    assert not list(obfuscation.around(FILLER, ()))


@pytest.mark.parametrize("unit", ["-dot-", "-", "a-dot-", "x [at] a-dot-b-dot-", "(at)", "a+"])
def test_runs_of_marks_are_read_in_one_way(unit: str) -> None:
    assert list(obfuscation.written_out(unit * 400)) == []


def test_only_the_beginning_of_a_mail_link_is_searched_for_words() -> None:
    assert list(obfuscation.of_mailto("x" * 2_000 + " ivy [at] moss-hill [dot] org")) == []
    assert list(obfuscation.of_mailto("ivy [at] moss-hill [dot] org")) == ["ivy@moss-hill.org"]
