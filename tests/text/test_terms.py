"""Counting the words and phrases of topics."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.text.folding import fold_lines
from linkfinder.text.terms import STEM_LENGTH, TermCounter, TermCounts, count_folded_words, stems_of

WORDS = st.lists(st.sampled_from(["gum", "gums", "care", "careful", "implant", "implants", "oral_care", "é", "ø"]))


def test_a_long_word_is_counted_by_its_stem_and_a_short_one_whole() -> None:
    (found,) = TermCounter(["implan", "gum"], []).count("implants, implantology; reimplant gum gums bubblegum gum")
    assert found.stems == {"implan": 2, "gum": 2}


def test_a_phrase_is_counted_where_it_stands() -> None:
    (found,) = TermCounter(["gum", "care"], ["gum care"]).count("gum care\ngum\ncare gum care")
    assert found.phrases == {"gum care": 2}
    assert found.stems == {"gum": 3, "care": 3}


def test_what_is_not_found_is_not_named() -> None:
    assert TermCounter(["gum"], ["gum care"]).count("a river") == [TermCounts({}, {})]


def test_a_phrase_may_overlap_itself_but_counts_once_there() -> None:
    (found,) = TermCounter([], ["la la"]).count("la la la")
    assert found.phrases == {"la la": 1}


def test_texts_are_counted_together_and_told_apart() -> None:
    found = TermCounter(["gum", "care"], ["gum care"]).count("gum", "", "care", "gum care gum", "")
    alone = [
        TermCounter(["gum", "care"], ["gum care"]).count(text)[0] for text in ("gum", "", "care", "gum care gum", "")
    ]
    assert found == alone
    assert found[3] == TermCounts({"gum": 2, "care": 1}, {"gum care": 1})


def test_counts_of_a_part_can_be_taken_away() -> None:
    terms = TermCounter(["gum"], ["gum care"])
    whole, part = terms.count("gum care\ngum", "gum care")
    assert whole.without(part) == TermCounts({"gum": 1}, {"gum care": 0})


def test_words_of_a_phrase_give_its_stems() -> None:
    assert stems_of("oral-surgery implants") == ("oral", "surger", "implan")


@given(WORDS)
def test_stems_are_counted_as_if_every_word_were_cut_out(words: list[str]) -> None:
    text = " ".join(words)
    cut = Counter(word[:STEM_LENGTH] for word in re.findall(r"[^\W_]+", text))
    sought = {"gum", "care", "carefu", "implan"}
    (found,) = TermCounter(sought, []).count(text)
    assert found.stems == {stem: n for stem, n in cut.items() if stem in sought}


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one", 1), ("one two_three 4-5", 5), ("  one ", 1), ("naïve € • costs", 2), ("зуб и десна", 3)],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_folded_words(fold_lines(text)) == words


@given(st.text(max_size=100))
def test_words_are_counted_as_if_each_were_cut_out(text: str) -> None:
    assert count_folded_words(text) == len(re.findall(r"[^\W_]+", text))
