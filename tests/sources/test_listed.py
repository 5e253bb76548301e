from linkfinder.model.niche import Niche, Topic
from linkfinder.model.seed import Seed
from linkfinder.sources import listed
from linkfinder.sources.base import FetchMethod, SkippedInput, SourceRequest, SourceResponse
from linkfinder.sources.options import OptionValue, check_options

NICHE = Niche("dental", topics=(Topic("teeth"),), seed_urls=("https://teeth.example/",), path="/srv/niches/dental.toml")


def asks(**written: OptionValue) -> list[SourceRequest]:
    return list(listed.requests(NICHE, check_options(listed.NAME, listed.OPTIONS, written.items()), {}))


def test_seeds_of_the_niche_file_are_given_and_not_fetched() -> None:
    (ask,) = asks()
    assert ask.method is FetchMethod.INLINE
    (seed,) = listed.seeds(SourceResponse(ask, ask.body))
    assert isinstance(seed, Seed)
    assert (seed.url, seed.reason, seed.priority) == ("https://teeth.example/", "listed in the niche file", 0.9)


def test_files_are_found_from_the_niche_files_folder() -> None:
    ask = asks(files=("lists/*.txt",))[-1]
    assert (ask.method, ask.url, ask.purpose) == (FetchMethod.FILE, "/srv/niches/lists/*.txt", "listed in lists/*.txt")


def test_a_list_may_hold_domains_comments_and_empty_lines() -> None:
    lines = (
        "\ufeff# friends",
        "",
        "teeth.example",
        "https://gums.example/blog?utm_source=x # good",
        "no address",
        "www.Müller.example/ä",
    )
    body = "\n".join(lines)
    *seeds, remark = listed.seeds(SourceResponse(asks()[0], body.encode()))
    assert isinstance(remark, SkippedInput)
    assert 'listed in the niche file: no address in line 5, "no address"; write' in remark.text
    found = [seed.url for seed in seeds if isinstance(seed, Seed)]
    assert found == [
        "https://teeth.example/",
        "https://gums.example/blog?utm_source=x",
        "https://www.xn--mller-kva.example/%C3%A4",
    ]


def test_of_many_lines_without_an_address_some_are_quoted() -> None:
    (remark,) = listed.seeds(
        SourceResponse(SourceRequest("seeds.txt", "listed in seeds.txt"), b"a b\nc d\ne f\ng h\ni j\n")
    )
    assert isinstance(remark, SkippedInput)
    assert remark.text.startswith('seeds.txt: no address in line 1, "a b"; line 2, "c d"; line 3, "e f" and 2 more;')
