"""Names of the months in the languages of the web, and the month that a written name means."""

# ruff: noqa: RUF001 (names in many scripts)

from collections import defaultdict
from functools import lru_cache

_SHORTEST = 3  # letters of an abbreviation; shorter ones mean too many things

_NAMES = {
    # Nominative and, where dates use it, genitive; abbreviations of three letters and more follow from the names.
    "en": "january february march april may june july august september october november december sept",
    "de": "januar februar märz april mai juni juli august september oktober november dezember jänner feber maerz",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre juil",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre setiembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december mrt",
    "pl": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu "
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "cs": "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec "
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "sk": "január február marec apríl máj jún júl august september október november december "
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень "
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "el": "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος "
    "δεκέμβριος ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου "
    "νοεμβρίου δεκεμβρίου",
    "hr": "siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac "
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "sl": "januar februar marec april maj junij julij avgust september oktober november december",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "lt": "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "lv": "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    "et": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
}
_EXTRA = {"sept": 9, "feber": 2, "jänner": 1, "maerz": 3, "setiembre": 9, "juil": 7, "mrt": 3}


def _table(names: str) -> dict[str, int]:
    """Map every unambiguous prefix of the names to its month."""
    meanings: defaultdict[str, set[int]] = defaultdict(set)
    plain = [name for name in names.split() if name not in _EXTRA]
    for index, name in enumerate(plain):
        for length in range(_SHORTEST, len(name) + 1):
            meanings[name[:length]].add(index % 12 + 1)
    table = {prefix: months.pop() for prefix, months in meanings.items() if len(months) == 1}
    whole = {name: index % 12 + 1 for index, name in enumerate(plain)}
    return table | whole | {name: month for name, month in _EXTRA.items() if name in names.split()}


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, int]]:
    return {language: _table(names) for language, names in _NAMES.items()}


@lru_cache(maxsize=1)
def _anywhere() -> dict[str, int]:
    """Map what means the same month in every language that has the word."""
    meanings: defaultdict[str, set[int]] = defaultdict(set)
    for table in _tables().values():
        for name, month in table.items():
            meanings[name].add(month)
    return {name: months.pop() for name, months in meanings.items() if len(months) == 1}


@lru_cache(maxsize=4_096)
def month_of(word: str, language: str = "") -> int | None:
    """Return the month, 1 to 12, that a word means in a language, else in English, else wherever it is one thing."""
    name = word.lower().rstrip(".")
    tables = _tables()
    own, english = tables.get(language, {}), tables["en"]
    return own.get(name) or english.get(name) or _anywhere().get(name)
