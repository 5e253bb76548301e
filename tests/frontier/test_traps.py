import pytest

from linkfinder.frontier.traps import list_page_number, trap_reason, url_pattern_of


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/blog/2024/05/dental-implants",
        "/write-for-us",
        "/events/dental-congress",
        "/2024/05/write-for-us",
        "/events/2024/05/write-for-us",
        "/resources?page=2",
        "/links/page/10/",
        "/category/guest-post",
        "/?lang=de",
        "/guest-post/guest-post-guidelines",
        "/index.php?option=content&view=article&id=7",
        "/?p=1234",
        "/blog/page/2/",
        "/blog?page=10",
        "/list?start=40",
        "/shop/shoes/blue-shoes",
        "/a/b/c/d/e/f",
        "/article/deadbeef",
        "/zahnpflege/z%C3%A4hne",
        "/tag/implants",
        "/pet-food/feed/how-much",
        "/file.html",
        "/page.php?lang=de",
        "/news?year=second",
    ],
)
def test_addresses_of_pages_are_no_traps(path: str) -> None:
    assert trap_reason(f"http://teeth.example{path}") == ""


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/calendar/2026-11-20", "a day of a calendar"),
        ("/events/2026/11/", "a day of a calendar"),
        ("/kalender/11", "a day of a calendar"),
        ("/events/2026-11-20/day/", "a day of a calendar"),
        ("/?date=2026-11-20", "a day of a calendar"),
        ("/agenda?tribe-bar-date=2026-11", "a day of a calendar"),
        ("/shop?color=red", "the same list, sorted or filtered (color)"),
        ("/shop?filter%5Bsize%5D=4", "the same list, sorted or filtered (filter)"),
        ("/blog?orderby=date", "the same list, sorted or filtered (orderby)"),
        ("/?s=implants", "the same list, sorted or filtered (s)"),
        ("/list?a=1&b=2&c=3&d=4&e=5", "a filter with 5 parameters"),
        ("/post?replytocom=77", "machinery, not a page (replytocom)"),
        ("/?add-to-cart=5", "machinery, not a page (add-to-cart)"),
        ("/post?print", "machinery, not a page (print)"),
        ("/?x=0123456789abcdef0123456789abcdef", "a session in the address (x)"),
        ("/s/0123456789abcdef01234567/home", "a session in the path"),
        ("/blog/page/11/", "page 11 of a list"),
        ("/blog?paged=400", "page 400 of a list"),
        ("/list?start=500", "page 51 of a list"),
        ("/a/b/a/b/", "a path that repeats itself"),
        ("/x/a/x/b/x", "a path that repeats itself"),
        ("/a/b/c/d/e/f/g/h/i/j/k/l/m", "a path of 13 folders"),
        ("/brochure.PDF", "a file (pdf), not a page"),
        ("/img/tooth.jpeg", "a file (jpeg), not a page"),
        ("/cart/", "nothing to find behind cart"),
        ("/wp-admin/post.php", "nothing to find behind wp-admin"),
        ("/wp-login.php", "nothing to find behind wp-login.php"),
        ("/blog/feed/", "nothing to find behind feed"),
        ("/datenschutz", "nothing to find behind datenschutz"),
    ],
)
def test_a_trap_has_its_reason(path: str, reason: str) -> None:
    assert trap_reason(f"http://teeth.example{path}") == reason


@pytest.mark.parametrize(
    ("path", "number"), [("/", 1), ("/blog/page/7", 7), ("/x?page=3", 3), ("/x?offset=30", 4), ("/page/about", 1)]
)
def test_a_lists_page_is_counted(path: str, number: int) -> None:
    assert list_page_number(f"http://teeth.example{path}") == number


def test_a_hostile_address_is_judged_at_once() -> None:
    assert trap_reason("http://a.example/" + "a/" * 900)
    assert trap_reason("http://a.example/?" + "&".join(f"p{number}=1" for number in range(400)))
    assert trap_reason("http://a.example/?page=" + "9" * 1500) == ""


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("http://teeth.example/", "teeth.example/"),
        ("http://www.teeth.example/write-for-us", "teeth.example/write-for-us"),
        ("http://teeth.example/rota?turn=7&x=a", "teeth.example/rota?turn=#&x=#"),
        ("http://teeth.example/2024/05/part-12b", "teeth.example/#/#/part-#b"),
        ("http://teeth.example/s/a1b2c3d4e5/home", "teeth.example/s/#/home"),
        ("http://a.b.teeth.example/x", "#.teeth.example/x"),
    ],
)
def test_the_pattern_of_an_address_leaves_out_what_varies(url: str, pattern: str) -> None:
    assert url_pattern_of(url) == pattern


def test_a_long_address_has_its_shape_at_once() -> None:
    assert url_pattern_of(f"http://teeth.example/{'abcdef' * 300}") == f"teeth.example/{'abcdef' * 300}"
