"""Names of the months in the languages of the web, from the CLDR (https://cldr.unicode.org/) as Babel ships it.

All names are compared folded. The first question loads about forty locales: a third of a second, once a process.
"""

# ruff: noqa: RUF001 (names in many scripts)

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from babel import localedata

from linkfinder.text.folding import fold

_SHORTEST = 3  # letters of an abbreviation; shorter ones mean too many things

_LOCALES = {
    # A second locale has spellings of its own: Sept, Jänner, setiembre.
    "en": ("en", "en_GB"), "de": ("de", "de_AT"), "es": ("es", "es_PE"), "no": ("nb",),
    "sr": ("sr", "sr_Latn"),
} | {
    language: (language,)
    for language in (
        "ar", "bg", "bn", "ca", "cs", "da", "el", "et", "fa", "fi", "fr", "gl", "he", "hi", "hr", "hu", "id", "it",
        "lt", "lv", "ms", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "ta", "th", "tr", "uk",
    )
}  # fmt: skip
"""The languages whose dates are read. In Chinese, Japanese, Korean, Mongolian and Vietnamese a month is a
number."""

_CASES = {
    # CLDR has nominative and genitive. After "until" and "in" other endings stand: how an ending becomes another.
    "el": (("οσ", "ο"),),
    "fi": (("kuu", "kuussa"), ("kuu", "kuuhun")),
    "hu": (("", "ban"), ("", "ben"), ("", "ig")),
    "pl": (("ego", "ym"), ("opada", "opadzie"), ("a", "u")),
    "ru": (("а", "е"), ("я", "е")),
}
_MORE = {"de": {"maerz": 3, "jaenner": 1, "feber": 2}}
_OTHERWISE = frozenset({"hr"})
"""Croatian `listopad` is October; in Czech and Polish, which more pages are written in, it is November."""


@lru_cache(maxsize=4_096)
def month_of(word: str, language: str = "") -> int | None:
    """Return the month, 1 to 12, that a name or an unambiguous beginning of one means.

    It is looked for in the language first, then in English, then in all languages that agree about it.
    """
    name = fold(word).rstrip(".")
    own = _beginnings(language) if language in _LOCALES else {}
    return own.get(name) or _beginnings("en").get(name) or _beginnings_anywhere().get(name)


def named_month(word: str) -> int | None:
    """Return the month, 1 to 12, that a whole name means in any language, in whatever case it stands."""
    return _names_anywhere().get(fold(word))


def month_name(month: int, language: str) -> str:
    """Return how a month is called in a date with a day; raise KeyError for a language without names."""
    return dict(_forms(_LOCALES[language][0], ("format",), ("wide",)))[month]


def _forms(locale: str, contexts: tuple[str, ...], widths: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield numbers and names of months as CLDR has them."""
    months = localedata.load(locale)["months"]
    for context in contexts:
        for width in widths:
            names = months[context][width]
            # An alias says that the names are those of another context; what a locale adds to one stands after it.
            own = names[1] if isinstance(names, tuple) else names
            if isinstance(own, Mapping):
                yield from own.items()


def _names(language: str, *widths: str) -> list[tuple[int, str]]:
    """Return the months with their names, folded; abbreviations without their dot."""
    forms = (pair for locale in _LOCALES[language] for pair in _forms(locale, ("format", "stand-alone"), widths))
    return [(number, fold(name).rstrip(".")) for number, name in forms]


@cache
def _beginnings(language: str) -> Mapping[str, int]:
    """Return whole names, abbreviations, and every beginning of a name that means one month only."""
    whole = _names(language, "wide")
    meanings: defaultdict[str, set[int]] = defaultdict(set)
    for number, name in whole:
        for length in range(_SHORTEST, len(name) + 1):
            meanings[name[:length]].add(number)
    short = {name: number for number, name in _names(language, "abbreviated") if len(name) >= _SHORTEST}
    return {**_unambiguous(meanings), **short, **{name: number for number, name in whole}, **_MORE.get(language, {})}


@cache
def _beginnings_anywhere() -> Mapping[str, int]:
    meanings: defaultdict[str, set[int]] = defaultdict(set)
    for language in _LOCALES:
        for name, number in _beginnings(language).items():
            meanings[name].add(number)
    return _unambiguous(meanings)


@cache
def _names_anywhere() -> Mapping[str, int]:
    others = {name: number for language in _OTHERWISE for number, name in _names(language, "wide")}
    return {**others, **_names_of(_LOCALES.keys() - _OTHERWISE)}


def _names_of(languages: Iterable[str]) -> Mapping[str, int]:
    """Return the names, in whatever case, that mean one month in all of some languages."""
    meanings: defaultdict[str, set[int]] = defaultdict(set)
    for language in languages:
        for number, name in (*_names(language, "wide"), *(_names(language, "abbreviated") if language == "en" else ())):
            meanings[name].add(number)
            for ending, other in _CASES.get(language, ()):
                if name.endswith(ending):
                    meanings[name.removesuffix(ending) + other].add(number)
    return _unambiguous(meanings)


def _unambiguous(meanings: Mapping[str, set[int]]) -> dict[str, int]:
    return {name: next(iter(numbers)) for name, numbers in meanings.items() if len(numbers) == 1}
