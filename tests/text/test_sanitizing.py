from linkfinder.text.sanitizing import sanitize


def test_markup_entities_and_line_breaks_become_one_plain_line() -> None:
    assert sanitize("Write <strong>for</strong> us &amp;\n\twin") == "Write for us & win"


def test_what_steers_a_terminal_or_turns_the_writing_is_removed() -> None:
    assert sanitize("a\x1b[31mred\u202eevil\u200b\x00") == "a[31mredevil"


def test_long_texts_are_cut() -> None:
    assert sanitize("x" * 1000, 10) == "x" * 9 + "…"
