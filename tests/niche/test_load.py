"""A niche file becomes a niche; what is wrong with one is said with file, key and remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.errors import NicheError
from linkfinder.model.niche import (
    Asset,
    Brand,
    Campaign,
    Competitor,
    Exclusions,
    Limits,
    LinkCheckOptions,
    PhraseGroup,
    Sender,
    SourceConfig,
    Topic,
)
from linkfinder.niche.load import load_niche, niche_names

Write = Callable[..., str]

WHOLE = """
name = "dental"
languages = ["en", "DE"]
campaign = "new"
do_not_contact = ["Editor@Quiet.example", "@forum.example"]

[[topics]]
phrase = "dental  implants"
weight = 2
language = "en"

[[brands]]
name = "Acme Dental"
aliases = ["Acme Dental Clinic"]
domains = ["www.Acme-Dental.example", "zähne.example"]
needs_any = ["teeth"]
never_near = ["Acme Corporation"]

[[assets]]
url = "https://acme-dental.example/guide?utm_source=x"
title = "The guide"
topics = ["dental implants"]
language = "en"

[[competitors]]
domain = "rival.example"
name = "Rival"

[seeds]
urls = ["http://dentalblog.example", "http://dentalblog.example/"]

[[sources]]
name = "search"
url = "http://127.0.0.1:8888/"
pages = 2
kinds = ["guest_post"]

[exclude]
domains = ["portal.example"]
phrases = ["casino"]

[limits]
sites = 10
pages_per_site = 20
pages = 150
depth = 0
delay = 0
minutes = 5
render_pages = 0
render_pages_per_site = 1

[links]
confirmations = 2
keep_hours = 48
timeout = 2.5
archive = false
registration = false

[weights]
relevance = 40
cost = 0

[phrases.en]
invite = ["become a columnist"]

[sender]
name = "A. Writer"
email = "writer@acme-dental.example"
company = "Acme Dental"
contact = "https://acme-dental.example/crawler"
"""


def problems_of(path: str) -> str:
    with pytest.raises(NicheError) as caught:
        load_niche(path)
    message = str(caught.value)
    assert message.startswith(path)
    return message


def test_three_keys_are_enough(write: Write) -> None:
    niche = load_niche(write())
    assert (niche.name, niche.languages, niche.campaign) == ("dental", ("en",), Campaign.ESTABLISHED)
    assert niche.topics == (Topic("dental implants"),)
    assert niche.seed_urls == ("https://teethblog.example/",)
    assert (niche.limits, niche.link_checks) == (Limits(), LinkCheckOptions())


def test_every_key_arrives_where_it_belongs(write: Write) -> None:
    path = write(WHOLE, whole=True)
    niche = load_niche(path)
    assert niche.path == path
    assert niche.languages == ("en", "de")
    assert niche.topics == (Topic("dental implants", 2.0, "en"),)
    own = ("acme-dental.example", "xn--zhne-loa.example")
    assert niche.brands == (Brand("Acme Dental", ("Acme Dental Clinic",), own, ("teeth",), ("Acme Corporation",)),)
    assert niche.assets == (
        Asset("https://acme-dental.example/guide?utm_source=x", "The guide", ("dental implants",), "en"),
    )
    assert niche.competitors == (Competitor("rival.example", "Rival"),)
    assert niche.seed_urls == ("http://dentalblog.example/",)
    options = (("url", "http://127.0.0.1:8888/"), ("pages", 2), ("kinds", ("guest_post",)))
    assert niche.sources == (SourceConfig("search", options),)
    assert niche.exclude == Exclusions(("portal.example",), ("casino",))
    assert niche.limits == Limits(10, 20, 150, 0, 0.0, 5, 0, 1)
    assert niche.link_checks == LinkCheckOptions(2, 48, 2.5, archive=False, registration=False)
    assert niche.campaign is Campaign.NEW
    assert niche.weights == (("relevance", 40.0), ("cost", 0.0))
    assert niche.phrases == (PhraseGroup("en", "invite", ("become a columnist",)),)
    contact = "https://acme-dental.example/crawler"
    assert niche.sender == Sender("A. Writer", "writer@acme-dental.example", "Acme Dental", contact)
    assert niche.do_not_contact == ("editor@quiet.example", "forum.example")


@pytest.mark.parametrize(
    ("written", "key", "remedy"),
    [
        ("[limts]\nsites = 3", "limts", 'did you mean "limits"?'),
        ("[[topics]]\nphrase = 'x'\nwieght = 1", "topics[0].wieght", 'did you mean "weight"?'),
        ("[[brands]]\nname = 'A'\nalias = []", "brands[0].alias", 'did you mean "aliases"?'),
        ("[seeds]\nurl = []", "seeds.url", 'did you mean "urls"?'),
        ("[links]\nqwxz = 1", "links.qwxz", "known here: archive, browser, confirmations"),
        ("[weights]\nrelevence = 9", "weights.relevence", 'did you mean "relevance"?'),
        ("[weights]\nreject = 9", "weights.reject", "unknown key"),
    ],
)
def test_an_unknown_key_brings_the_right_one(write: Write, written: str, key: str, remedy: str) -> None:
    head = "" if written.startswith(("[[topics]]", "[seeds]")) else "topics = [{phrase = 'x'}]\n"
    seeds = "" if written.startswith("[seeds]") else "seeds.urls = ['https://a.example/']\n"
    message = problems_of(write(f"name = 'x'\n{head}{seeds}{written}", whole=True))
    assert f"{key}: unknown key" in message
    assert remedy in message


@pytest.mark.parametrize(
    ("written", "key", "remedy"),
    [
        ("[limits]\nsites = 'ten'", "limits.sites", "is a text; a whole number is wanted: write it like 1000"),
        ("[limits]\nsites = true", "limits.sites", "is true or false; a whole number is wanted"),
        ("[limits]\nsites = 1.5", "limits.sites", "is a number; a whole number is wanted"),
        ("[limits]\ndelay = '1'", "limits.delay", "is a text; a number is wanted: write it like 1"),
        ("[limits]\ndelay = nan", "limits.delay", "nan is not a usable number"),
        ("[limits]\ndelay = inf", "limits.delay", "inf is not a usable number"),
        ("[limits]\ndelay = -0.5", "limits.delay", "-0.5 is too small; write 0 or more"),
        ("[limits]\ndepth = -1", "limits.depth", "-1 is too small; write 0 or more (the default is 6)"),
        ("[limits]\npages = 0", "limits.pages", "0 is too small; write 1 or more"),
        ("[links]\ntimeout = 0", "links.timeout", "0 is too small; write more than 0"),
        ("[links]\nconfirmations = 0", "links.confirmations", "write 1 or more"),
        ('[links]\narchive = "no"', "links.archive", "true or false is wanted: write it like true"),
        ("languages = 'en'", "languages", "is a text; a list of texts"),
        ("languages = ['en-GB']", "languages[0]", 'write "en"'),
        ("languages = ['english']", "languages[0]", 'write a code such as "en"'),
        ("languages = [3]", "languages[0]", "is a whole number; a text in quotes is wanted"),
        ("campaign = 'old'", "campaign", "known here: established, new"),
        ("campaign = 'establishd'", "campaign", 'did you mean "established"?'),
        ("campaign = 2", "campaign", "is a whole number; a text is wanted"),
        ("limits = 3", "limits", "write [limits] on a line of its own"),
        ("[brands]\nname = 'A'", "brands", "write [[brands]] on a line of its own"),
        ("brands = ['A']", "brands[0]", "is a text; write [[brands]]"),
        ("[[brands]]\naliases = []", "brands[0].name", 'is missing; write name = "Acme Dental"'),
        ("[[brands]]\nname = '  '", "brands[0].name", "is empty"),
        ("[[brands]]\nname = 'A'\ndomains = ['https://a.example/x']", "brands[0].domains[0]", 'write "a.example"'),
        ("[[brands]]\nname = 'A'\ndomains = ['*.a.example']", "brands[0].domains[0]", 'write "a.example"'),
        ("[[brands]]\nname = 'A'\ndomains = ['localhost']", "brands[0].domains[0]", 'write it like "example.org"'),
        ("[[brands]]\nname = 'A'\n[[brands]]\nname = 'a'", "brands[1].name", "stands already at brands[0]"),
        ("[[assets]]\nurl = 'guide'\ntitle = 'x'", "assets[0].url", "is not an address"),
        ("[[assets]]\nurl = 'a.example/x'\ntitle = 'x'", "assets[0].url", "did you mean https://a.example/x?"),
        ("[[competitors]]\ndomain = 'a b'", "competitors[0].domain", "is not a domain"),
        (
            "[[brands]]\nname = 'A'\ndomains = ['a.example']\n[[competitors]]\ndomain = 'a.example'",
            "competitors[0].domain",
            "is also a domain of a brand of yours",
        ),
        ("[exclude]\ndomains = 'a.example'", "exclude.domains", "is a text"),
        ("[[sources]]\npages = 1", "sources[0].name", "is missing"),
        ("[[sources]]\nname = 's'\nday = 2026-01-01", "sources[0].day", "is a date"),
        ("[sender]\nemail = 'me'", "sender.email", "write it like name@example.org"),
        ("[sender]\ncontact = 'ftp://a.example'", "sender.contact", "only http and https"),
        ("do_not_contact = ['nobody']", "do_not_contact[0]", "is not a domain"),
        ("[phrases.english]\ninvite = ['x']", "phrases.english", "is not a language code"),
        ("[phrases.en]\ninvit = ['x']", "phrases.en.invit", 'did you mean "invite"?'),
        ("[phrases.en]\ninvite = [1]", "phrases.en.invite[0]", "is a whole number"),
        (
            "[weights]\n" + "".join(
                f"{part} = 0\n" for part in (
                    "relevance", "evidence", "asset", "audience", "authority", "freshness", "reachability", "link",
                    "effort", "method",
                )
            ),
            "weights",
            "every merit has 0 points",
        ),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_remedy(write: Write, written: str, key: str, remedy: str) -> None:
    message = problems_of(write(written))
    assert f" {key}: " in message
    assert remedy in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "is not an address"),
        ("ftp://a.example/", "only http and https"),
        ("http://", "is not"),
        ("http://nohost/", "has no complete host name"),
        ("https://a.example/" + "x" * 3000, "longer than 2000 characters"),
    ],
)
def test_a_seed_must_be_a_web_address(write: Write, url: str, says: str) -> None:
    text = f"name = 'x'\ntopics = [{{phrase = 'x'}}]\nseeds.urls = ['https://a.example/', '{url}']"
    message = problems_of(write(text, whole=True))
    assert " seeds.urls[1]: " in message
    assert says in message


@pytest.mark.parametrize("missing", ["name", "topics", "seeds"])
def test_what_is_needed_is_asked_for(write: Write, missing: str) -> None:
    keys = {
        "name": "name = 'x'\n",
        "topics": "topics = [{phrase = 'x'}]\n",
        "seeds": "seeds.urls = ['https://a.example/']\n",
    }
    text = "".join(line for key, line in keys.items() if key != missing)
    assert f" {missing}: is " in problems_of(write(text, whole=True))


def test_sources_can_stand_in_for_seeds(write: Write) -> None:
    text = "name = 'x'\ntopics = [{phrase = 'x'}]\nsources = [{name = 'search'}]"
    assert load_niche(write(text, whole=True)).seed_urls == ()


def test_a_list_of_no_topics_is_not_enough(write: Write) -> None:
    text = "name = 'x'\ntopics = []\nseeds.urls = ['https://a.example/']"
    assert "topics: is empty" in problems_of(write(text, whole=True))


def test_all_problems_are_told_at_once(write: Write) -> None:
    message = problems_of(write("[limits]\nsites = 0\ndepht = 2\n[sender]\nemail = 'x'"))
    assert ": 3 problems\n" in message
    assert all(key in message for key in ("limits.sites", "limits.depht", "sender.email"))


def test_a_flood_of_problems_is_cut_short(write: Write) -> None:
    message = problems_of(write("languages = [" + "1, " * 60 + "]"))
    assert message.endswith("and 20 more")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = dental", "line 1"),
        ('name = "dental', '\n  name = "dental\n'),
        ("name = 'a'\nname = 'b'", "name = 'b'"),
        ("x = " + "[" * 5000, "too deep"),
        ("x = " + "9" * 5000, "not valid TOML"),
        ("x = [1, 2", "not valid TOML"),
    ],
)
def test_broken_toml_is_shown_where_it_breaks(write: Write, text: str, says: str) -> None:
    assert says in problems_of(write(text, whole=True))


def test_a_file_that_is_not_utf8_is_named_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "dental.toml"
    path.write_bytes("name = 'x'\n# Zähne".encode("latin-1"))
    assert " line 2: not UTF-8; save the file" in problems_of(str(path))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path, write: Write) -> None:
    path = Path(write())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_niche(str(path)).name == "dental"


def test_a_niche_is_found_by_its_name(tmp_path: Path, write: Write) -> None:
    path = write()
    assert load_niche("dental", tmp_path) == load_niche(path)


def test_a_missing_niche_brings_the_list_of_those_there_are(tmp_path: Path, write: Write) -> None:
    write()
    (tmp_path / "law.toml").touch()
    with pytest.raises(NicheError, match=r'no such niche file; did you mean "dental"\? \(niches in .*: dental, law\)'):
        load_niche("dentl", tmp_path)
    assert niche_names(tmp_path) == ["dental", "law"]


def test_without_any_niche_the_way_to_one_is_shown(tmp_path: Path) -> None:
    with pytest.raises(NicheError, match=r"there is no niche in .* yet.*linkfinder init law"):
        load_niche("law", tmp_path / "nowhere")


def test_a_folder_or_an_unreadable_or_huge_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "x.toml"
    folder.mkdir()
    with pytest.raises(NicheError, match="is a folder"):
        load_niche(str(folder))
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * 1_000_001)
    with pytest.raises(NicheError, match="larger than 1 MB"):
        load_niche(str(huge))


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "any.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(NicheError):
        load_niche(str(path))


def test_the_niche_of_the_demo_is_part_of_the_package_unless_the_folder_has_one(tmp_path: Path) -> None:
    assert load_niche("demo", tmp_path).brands
    (tmp_path / "demo.toml").write_text(
        'name = "demo"\n[[topics]]\nphrase = "bees"\n[seeds]\nurls = ["http://hive.example/"]\n', encoding="utf-8"
    )
    assert [topic.phrase for topic in load_niche("demo", tmp_path).topics] == ["bees"]
