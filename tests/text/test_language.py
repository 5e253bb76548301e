"""The language of a page."""

import pytest

from linkfinder.text.language import language_of, primary_tag

GERMAN = (
    "Die Fähre zu den Inseln fährt zweimal am Tag, an Markttagen nimmt sie auch die Schafe mit. Wer mitfahren will, "
    "kauft seine Karte am Hafen oder bestellt sie vorher. Bei schlechtem Wetter wartet man bis zum nächsten Tag, "
    "denn die Wellen sind dann hoch und die Überfahrt dauert länger als sonst."
)
ENGLISH = (
    "The ferry to the islands leaves twice a day, and on market days it takes the sheep along. Whoever wants to "
    "come buys a ticket at the harbour or orders it before. In bad weather it is best to wait for the next day, for "
    "the waves are high then and the crossing takes longer than usual."
)


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("de_AT", "de"),
        (" FR ", "fr"),
        ("nb-NO", "no"),
        ("jp", "ja"),
        ("zh-Hans-CN", "zh"),
        ("english", ""),
        ("{{ lang }}", ""),
        ("", ""),
    ],
)
def test_declarations_are_read_as_people_write_them(declared: str, tag: str) -> None:
    assert primary_tag(declared) == tag


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("de", GERMAN, "de"),
        ("en", GERMAN, "de"),
        ("", GERMAN, "de"),
        ("de", ENGLISH, "en"),
        ("en", "Kurz.", "en"),
        ("", "Kurz.", ""),
        ("de", "", "de"),
        ("en", "北の島へ向かう船は一日に二回出ます。" * 3, "ja"),
        ("en", "去北方岛屿的渡轮每天开两班。" * 4, "zh"),
        ("", "북쪽 섬으로 가는 배는 하루에 두 번 떠납니다.", "ko"),
        ("", "Το πλοίο για τα νησιά φεύγει δύο φορές την ημέρα.", "el"),
        ("en", "Паром до островів ходить двічі на день, а в ринкові дні возить ще й овець.", "uk"),
        ("en", "Паром ходит дважды.", ""),
        ("sr", "Трајект за острва полази два пута.", "sr"),
        ("en", "המעבורת לאיים יוצאת פעמיים ביום.", "he"),
        ("en", "เรือไปเกาะออกวันละสองเที่ยว", "th"),
        ("en", "द्वीपों की ओर जाने वाली नाव दिन में दो बार चलती है।", "hi"),
        ("mr", "बेटांकडे जाणारी बोट दिवसातून दोनदा सुटते.", "mr"),
        ("en", "দ্বীপের নৌকা দিনে দুবার ছাড়ে।", "bn"),
        ("en", "தீவுகளுக்கான படகு ஒரு நாளைக்கு இரண்டு முறை புறப்படுகிறது.", "ta"),
        ("en", "კუნძულებისკენ ბორანი დღეში ორჯერ გადის.", "ka"),
        ("en", "کشتی جزیره‌ها روزی دو بار حرکت می‌کند و در روزهای بازار گوسفندها را هم با خود می‌برد.", "fa"),
        ("en", "کشتی روزی دو بار می‌رود.", ""),
    ],
)
def test_the_text_outvotes_a_wrong_declaration_when_it_is_long_enough(declared: str, text: str, language: str) -> None:
    assert language_of((declared,), text) == language


def test_a_neighbouring_language_does_not_outvote_the_declaration() -> None:
    danish = "Færgen til øerne sejler to gange om dagen, og på markedsdage tager den også fårene med. " * 4
    assert language_of(("no",), danish) in {"no", "da"}
    assert language_of(("nb",), danish) == "no"


def test_the_first_usable_declaration_counts() -> None:
    assert language_of(("", "pt_BR", "es"), "") == "pt"


def test_malay_is_not_taken_for_indonesian_where_a_page_declares_it() -> None:
    malay = "Feri ke pulau bertolak dua kali sehari, dan pada hari pasar ia turut membawa kambing biri-biri. " * 4
    assert language_of(("ms",), malay) == "ms"
    assert language_of(("en",), malay) in {"id", "ms"}
