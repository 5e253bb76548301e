from linkfinder.frontier.stable_key import key_of


def test_a_key_is_the_same_in_every_process_and_takes_64_bits() -> None:
    assert key_of("http://molar.example/", "text") == 9087700099751963129
    assert 0 <= key_of("x" * 10_000) < 2**64


def test_texts_that_are_split_differently_have_different_keys() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")


def test_a_text_that_is_no_unicode_has_a_key() -> None:
    assert key_of("\ud800") == key_of("?")
