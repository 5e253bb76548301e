import pytest

from linkfinder.linkcheck.page_summary import PageSummary
from linkfinder.linkcheck.redirect_kind import RedirectKind, is_deep, is_homelike, redirect_kind_of

GUIDE = "http://clinic.example/guides/implant-aftercare"
FURNITURE = PageSummary(title="Garden furniture", text="Chairs and tables for your garden. " * 20, words=120)


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
        (GUIDE, GUIDE, RedirectKind.NONE),
        (GUIDE, "https://www.clinic.example/guides/implant-aftercare", RedirectKind.SAME_SITE),
        (GUIDE, "http://clinic.example/advice/implants", RedirectKind.SAME_SITE),
        (GUIDE, "http://clinic.example/", RedirectKind.HOME),
        (GUIDE, "https://www.clinic.example/en/", RedirectKind.HOME),
        ("http://clinic.example/?p=12", "http://clinic.example/", RedirectKind.HOME),
        ("http://clinic.example/index.html", "http://clinic.example/", RedirectKind.SAME_SITE),
        (GUIDE, "http://clinic.example/login?next=x", RedirectKind.LOGIN),
        (GUIDE, "https://accounts.example/signin", RedirectKind.LOGIN),
        ("http://clinic.example/login", "http://clinic.example/users/sign_in", RedirectKind.SAME_SITE),
        (GUIDE, "http://garden.example/", RedirectKind.UNRELATED_SITE),
        (GUIDE, "http://garden.example/chairs", RedirectKind.OTHER_SITE),
        ("http://clinic.example/", "http://garden.example/", RedirectKind.OTHER_SITE),
        ("https://bit.ly/3xYz", "http://garden.example/", RedirectKind.OTHER_SITE),
        ("http://clinic.example/go/partner", "http://garden.example/", RedirectKind.OTHER_SITE),
        ("http://cl.example/Ab3x", "http://garden.example/", RedirectKind.OTHER_SITE),
        (GUIDE, "http://clinic-berlin.example/", RedirectKind.OTHER_SITE),
    ],
)
def test_a_redirect_is_understood(asked: str, final: str, move: RedirectKind) -> None:
    assert redirect_kind_of(asked, final, FURNITURE) is move


def test_another_site_that_speaks_of_the_old_one_is_its_heir() -> None:
    heir = PageSummary(title="Dr. Tooth", text="We were called Clinic until last year. " * 9, words=70)
    assert redirect_kind_of(GUIDE, "http://dr-tooth.example/", heir) is RedirectKind.OTHER_SITE


def test_another_site_about_the_same_thing_is_related() -> None:
    same = PageSummary(title="Everything about implant aftercare", text="", words=4)
    assert redirect_kind_of(GUIDE, "http://dr-tooth.example/", same) is RedirectKind.OTHER_SITE
