from linkfinder.discovery import listed
from linkfinder.discovery.base import Answer, Ask, Means
from linkfinder.discovery.options import Value, check_options
from linkfinder.model.niche import Niche, Topic

NICHE = Niche("dental", topics=(Topic("teeth"),), seed_urls=("https://teeth.example/",), path="/srv/niches/dental.toml")


def asks(**written: Value) -> list[Ask]:
    return list(listed.requests(NICHE, check_options(listed.NAME, listed.OPTIONS, written.items()), {}))


def test_seeds_of_the_niche_file_are_given_and_not_fetched() -> None:
    (ask,) = asks()
    assert ask.means is Means.GIVEN
    (seed,) = listed.seeds(Answer(ask, ask.body))
    assert (seed.url, seed.reason, seed.promise) == ("https://teeth.example/", "listed in the niche file", 0.9)


def test_files_are_found_from_the_niche_files_folder() -> None:
    ask = asks(files=("lists/*.txt",))[-1]
    assert (ask.means, ask.url, ask.why) == (Means.FILE, "/srv/niches/lists/*.txt", "listed in lists/*.txt")


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
    found = [seed.url for seed in listed.seeds(Answer(asks()[0], body.encode()))]
    assert found == ["https://teeth.example/", "https://gums.example/blog", "https://www.xn--mller-kva.example/%C3%A4"]
