"""Packs of phrases, and finding them."""

import tomllib
from importlib import resources

import pytest

from linkfinder.model.niche import PhraseGroup
from linkfinder.text.folding import fold
from linkfinder.text.phrase_groups import GRAMMAR_GROUPS, LABEL_GROUPS, Group
from linkfinder.text.phrases import (
    grammar_matcher,
    guest_post_slugs,
    matcher_of_groups,
    pack_languages,
    phrase_matcher,
    phrases_of,
)

FULL = ("en", "de", "fr", "es", "pt", "it", "nl", "pl")
CORE = (
    "zh", "ja", "ar", "ru", "vi", "id", "sv", "cs", "tr", "da", "no", "fi", "uk", "ro", "hu", "ko", "el", "bg", "sk",
    "hr", "sr", "sl", "lt", "hi", "bn", "ta", "fa", "he", "th", "ms", "mn", "ca", "gl",
)  # fmt: skip
CORE_GROUPS = (
    "invite",
    "guidelines",
    "accept",
    "object",
    "send",
    "original",
    "closed",
    "paid",
    "negation",
    "slugs",
    "menu",
)


def groups_in(text: str, *languages: str) -> set[Group]:
    return {hit.group for hit in phrase_matcher().find(fold(text), languages)}


def pack(language: str) -> dict[str, list[str]]:
    file = resources.files("linkfinder.text").joinpath("packs", f"{language}.toml")
    return tomllib.loads(file.read_text("utf-8"))


def test_every_promised_language_has_a_pack() -> None:
    assert set(FULL) | set(CORE) == pack_languages()


@pytest.mark.parametrize("language", FULL)
def test_a_full_pack_has_phrases_for_all_that_is_judged(language: str) -> None:
    rare = {"invite_to", "closed_weak", "stop", "offer", "accept_verb", "broad_topics", "ai_disclose", "no_fee"}
    assert {str(group) for group in Group} - set(pack(language)) <= rare


@pytest.mark.parametrize("language", CORE)
def test_a_core_pack_has_the_groups_that_make_and_unmake_a_door(language: str) -> None:
    assert set(CORE_GROUPS) <= set(pack(language))


@pytest.mark.parametrize("language", sorted(FULL + CORE))
def test_a_pack_has_only_known_groups_and_no_phrase_twice(language: str) -> None:
    for group, phrases in pack(language).items():
        assert Group(group)
        assert len(phrases) == len(set(phrases)), group
        assert all(phrase.strip("* ") for phrase in phrases), group


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("Write for us!", "en", Group.INVITE),
        ("Werde Gastautor bei uns", "de", Group.INVITE),
        ("Proposez un article", "fr", Group.INVITE),
        ("Escribe para nosotros", "es", Group.INVITE),
        ("Escreva no nosso blog", "pt", Group.INVITE),
        ("Scrivi per noi", "it", Group.INVITE),
        ("Gastblogger worden", "nl", Group.INVITE),
        ("Napisz dla nas", "pl", Group.INVITE),
        ("本站欢迎投稿", "zh", Group.INVITE),
        ("寄稿者募集のお知らせ", "ja", Group.INVITE),
        ("أرسل مقالك إلينا", "ar", Group.INVITE),
        ("Стать автором", "ru", Group.INVITE),
        ("Gửi bài viết cho tòa soạn", "vi", Group.INVITE),
        ("हमारे लिए लिखें", "hi", Group.INVITE),
        ("আপনার লেখা পাঠান", "bn", Group.INVITE),
        ("உங்கள் கட்டுரைகளை அனுப்புங்கள்", "ta", Group.INVITE),
        ("برای ما بنویسید", "fa", Group.INVITE),
        ("הצטרפו לצוות הכותבים", "he", Group.INVITE),
        ("เปิดรับบทความจากทุกคน", "th", Group.INVITE),
        ("Hantar artikel anda", "ms", Group.INVITE),
        ("Нийтлэлээ илгээгээрэй", "mn", Group.INVITE),
    ],
)
def test_an_invitation_is_found_in_its_language(text: str, language: str, group: Group) -> None:
    assert group in groups_in(text, language)


@pytest.mark.parametrize("text", ["GUEST-POST Guidelines", "guest post guidelines", "Guest\u00a0post guideline"])
def test_case_hyphens_and_endings_make_no_difference(text: str) -> None:
    assert Group.GUIDELINES in groups_in(text, "en")


@pytest.mark.parametrize("text", ["rewrite for usability", "compost", "submitted to"])
def test_a_phrase_is_a_whole_word(text: str) -> None:
    assert Group.INVITE not in groups_in(text, "en")
    assert Group.GUEST not in groups_in(text, "en")


def test_a_short_word_of_another_language_is_left_alone() -> None:
    assert "precio" not in {hit.phrase.text for hit in phrase_matcher().find("pago y precio", {"en"})}
    assert Group.INVITE in groups_in("Escribe para nosotros", "en")


def test_a_short_cyrillic_word_counts_in_its_own_language_only() -> None:
    assert [hit.group for hit in grammar_matcher().find("ни", {"ru"})] == [Group.NEGATION]
    assert Group.NEGATION not in {hit.group for hit in grammar_matcher().find("ни", {"bg"})}
    assert Group.INVITE in groups_in("Пишете за нас", "ru")


@pytest.mark.parametrize(("group", "word"), [(Group.WRITE, "blog"), (Group.GUIDE, "terms")])
def test_a_short_english_verb_is_a_noun_in_other_languages(group: Group, word: str) -> None:
    found = {tag: {hit.group for hit in grammar_matcher().find(f"il {word} della sera", {tag})} for tag in ("en", "it")}
    assert group in found["en"]
    assert group not in found["it"]


def test_an_english_word_of_two_letters_counts_on_english_pages_only() -> None:
    assert Group.FIRST_PERSON in {hit.group for hit in grammar_matcher().find("i write", {"en"})}
    assert Group.FIRST_PERSON not in {hit.group for hit in grammar_matcher().find("tekst i zdjecia", {"pl"})}


def test_without_a_language_every_pack_counts() -> None:
    assert Group.PAID in groups_in("precio")


def test_a_sign_at_the_edge_of_a_phrase_needs_no_word_end() -> None:
    assert Group.PAYS_AUTHOR in groups_in("earn $50 a piece", "en")


def test_a_phrase_that_languages_share_is_one_hit() -> None:
    hits = [hit for hit in phrase_matcher().find("guest post", ()) if hit.group is Group.GUEST]
    assert len(hits) == 1
    assert {"en", "it", "pl"} <= hits[0].phrase.languages


def test_a_user_adds_phrases_to_any_language_and_group() -> None:
    extra = (PhraseGroup("en", "invite", ("Join the chorus",)),)
    found = phrase_matcher(extra).find("join the chorus today", {"en"})
    assert [hit.group for hit in found] == [Group.INVITE]
    assert "join the chorus" in phrases_of(Group.INVITE, extra)
    assert "join-the-chorus" in guest_post_slugs(extra)


def test_small_words_and_labels_are_not_looked_for_in_running_text() -> None:
    groups = groups_in("we do not contact: menu, links, editor@", "en")
    assert groups.isdisjoint(GRAMMAR_GROUPS | LABEL_GROUPS)
    assert {hit.group for hit in grammar_matcher().find("we can never")} >= {Group.FIRST_PERSON, Group.NEGATION}


def test_a_book_of_few_groups_finds_only_those() -> None:
    book = matcher_of_groups(frozenset((Group.CLOSED,)))
    assert {hit.group for hit in book.find("write for us: submissions are closed")} == {Group.CLOSED}


def test_hits_say_where_they_stand() -> None:
    (hit,) = matcher_of_groups(frozenset((Group.GUEST,))).find("a guest post here")
    assert (hit.start, hit.end, hit.phrase.text) == (2, 12, "guest post")


def test_addresses_of_doors_come_from_slugs_and_invitations() -> None:
    slugs = guest_post_slugs()
    assert {"write-for-us", "writeforus", "schreib-fuer-uns", "escribe-para-nosotros", "napisz-dla-nas"} <= slugs
    assert "contact" not in slugs


def test_a_latin_word_among_letters_of_a_script_without_spaces_is_a_word() -> None:
    assert Group.NOFOLLOW in groups_in("本文のリンクはnofollowとなります", "ja")
    assert Group.NOFOLLOW not in groups_in("The link is xnofollowx", "en")


def test_a_search_may_end_after_some_hits() -> None:
    book = matcher_of_groups(frozenset((Group.GUEST,)))
    text = "guest post, guest post, guest post"
    assert len(book.find(text)) == 3
    assert book.find(text, most=2) == book.find(text)[:2]


@pytest.mark.parametrize(
    ("text", "language", "says"),
    [
        ("איננו מקבלים", "he", False),  # `without` stands inside `receive`
        ("מאמרים בלי קישורים", "he", True),
        ("নিয়মিত", "bn", False),  # a negation is the first syllable of `regular`
        ("লেখা পাইনি নি", "bn", True),
    ],
)
def test_a_short_word_inside_another_is_no_negation(text: str, language: str, *, says: bool) -> None:
    found = {hit.phrase.text for hit in grammar_matcher().find(fold(text), (language,)) if hit.group is Group.NEGATION}
    assert bool(found & {fold("בלי"), fold("নি")}) is says
