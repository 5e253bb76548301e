import pytest

from linkfinder.linkcheck.looks import Look
from linkfinder.linkcheck.moved import Move, is_deep, is_homelike, move_of

GUIDE = "http://clinic.example/guides/implant-aftercare"
FURNITURE = Look(title="Garden furniture", text="Chairs and tables for your garden. " * 20, words=120)


@pytest.mark.parametrize("path", ["/", "/en/", "/de-de", "/index.html", "/home", "/default.aspx", "/en/index.php"])
def test_a_home_page_has_many_names(path: str) -> None:
    assert is_homelike(f"http://clinic.example{path}")


@pytest.mark.parametrize("path", ["/guides", "/a/b", "/?p=12", "/english/"])
def test_other_pages_are_no_home(path: str) -> None:
    assert not is_homelike(f"http://clinic.example{path}")
    assert is_deep(f"http://clinic.example{path}")


@pytest.mark.parametrize(
    ("asked", "final", "move"),
    [
        (GUIDE, GUIDE, Move.NONE),
        (GUIDE, "https://www.clinic.example/guides/implant-aftercare", Move.SAME_SITE),
        (GUIDE, "http://clinic.example/advice/implants", Move.SAME_SITE),
        (GUIDE, "http://clinic.example/", Move.HOME),
        (GUIDE, "https://www.clinic.example/en/", Move.HOME),
        ("http://clinic.example/?p=12", "http://clinic.example/", Move.HOME),
        ("http://clinic.example/index.html", "http://clinic.example/", Move.SAME_SITE),
        (GUIDE, "http://clinic.example/login?next=x", Move.LOGIN),
        (GUIDE, "https://accounts.example/signin", Move.LOGIN),
        ("http://clinic.example/login", "http://clinic.example/users/sign_in", Move.SAME_SITE),
        (GUIDE, "http://garden.example/", Move.STRANGER),
        (GUIDE, "http://garden.example/chairs", Move.OTHER_SITE),
        ("http://clinic.example/", "http://garden.example/", Move.OTHER_SITE),
        ("https://bit.ly/3xYz", "http://garden.example/", Move.OTHER_SITE),
        ("http://clinic.example/go/partner", "http://garden.example/", Move.OTHER_SITE),
        ("http://cl.example/Ab3x", "http://garden.example/", Move.OTHER_SITE),
        (GUIDE, "http://clinic-berlin.example/", Move.OTHER_SITE),
    ],
)
def test_a_redirect_is_understood(asked: str, final: str, move: Move) -> None:
    assert move_of(asked, final, FURNITURE) is move


def test_another_site_that_speaks_of_the_old_one_is_its_heir() -> None:
    heir = Look(title="Dr. Tooth", text="We were called Clinic until last year. " * 9, words=70)
    assert move_of(GUIDE, "http://dr-tooth.example/", heir) is Move.OTHER_SITE


def test_another_site_about_the_same_thing_is_no_stranger() -> None:
    same = Look(title="Everything about implant aftercare", text="", words=4)
    assert move_of(GUIDE, "http://dr-tooth.example/", same) is Move.OTHER_SITE
