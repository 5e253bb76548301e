"""robots.txt as RFC 9309 has it, and the robots header of pages."""

import pytest

from linkfinder.net.robots import MAX_ROBOTS_BYTES, RobotsRules, robots_header_rules, robots_rules, robots_text

HOME = "http://teeth.example/"
FORBID = b"User-agent: *\nDisallow: /private\n"


def allows(text: str, path: str = "a") -> bool:
    return robots_rules(200, text.encode()).allows(f"{HOME}{path}")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 302, 304, 100])
def test_where_there_is_no_robots_txt_all_is_allowed_whatever_the_error_page_says(status: int) -> None:
    assert robots_rules(status, FORBID) == RobotsRules()
    assert robots_rules(status, FORBID).allows(f"{HOME}private")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 599, 999])
def test_a_server_that_fails_or_wants_fewer_requests_allows_nothing(status: int) -> None:
    rules = robots_rules(status, b"")
    assert rules.unreachable == f"its robots.txt is answered with HTTP {status}"
    assert not rules.allows(HOME)


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        (b"User-agent: *\nDisallow: /a\nAllow: /a/b\n", False),
        (b"User-agent: *\nDisallow: /*.html$\n", True),
        (b"User-agent: *\nDisallow: *\n", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\r\n", False),
        (b"User-agent: *\rDisallow: /a\r", False),
        (b"<html><body>Disallow: /a</body></html>", True),
        (b"\x00\xff\xfe garbage", True),
        (b"User-agent:\nDisallow: /\n", True),
        (b"", True),
    ],
)
def test_rules_are_read_as_the_standard_says(body: bytes, allowed: bool) -> None:  # noqa: FBT001
    assert robots_rules(200, body).allows(f"{HOME}a") is allowed


@pytest.mark.parametrize(
    "name",
    [
        "linkfinder",
        "LinkFinder",
        "LINKFINDER/3.2",
        "linkfinder/0.9 (+mailto:webmaster@teeth.example)",
        "linkfinder*",
        "linkfinder # our friend",
        " linkfinder ",
    ],
)
def test_a_group_with_our_product_token_in_any_case_and_version_binds_us(name: str) -> None:
    text = f"User-agent: *\nAllow: /\n\nUser-agent: {name}\nDisallow: /\n"
    assert not allows(text)
    assert not allows(text.replace("User-agent:", "useragent").replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "name",
    ["finder", "linkfind", "l", "linkfinder-images", "linkfinder_2", "linkfinder2", "mylinkfinder", "a/linkfinder"],
)
def test_a_part_of_our_token_or_a_longer_one_is_another_robot(name: str) -> None:
    assert allows(f"User-agent: {name}\nDisallow: /\n")
    assert not allows(f"User-agent: {name}\nAllow: /\n\nUser-agent: *\nDisallow: /\n")


def test_all_groups_that_name_us_count_together_and_hide_those_for_everybody() -> None:
    text = (
        "User-agent: linkfinder\nDisallow: /a\n\nUser-agent: otherbot\nUser-agent: Linkfinder/7\nDisallow: /b\n\n"
        "User-agent: *\nDisallow: /c\n"
    )
    assert [allows(text, path) for path in "abc"] == [False, False, True]


def test_half_a_megabyte_is_read_and_what_stands_behind_it_is_not() -> None:
    text = FORBID + b"# nothing\n" * (MAX_ROBOTS_BYTES // 10) + b"User-agent: *\nDisallow: /late\n"
    rules = robots_rules(200, text)
    assert [rules.allows(f"{HOME}{path}") for path in ("private", "late")] == [False, True]
    assert len(robots_text(text)) == MAX_ROBOTS_BYTES


@pytest.mark.parametrize(
    ("written", "delay"), [("0.1", 0.1), ("10", 10), ("86400", 86400), ("abc", 0), ("-1", 0), ("nan", 0), ("", 0)]
)
def test_a_crawl_delay_is_the_number_of_seconds_written(written: str, delay: float) -> None:
    assert robots_rules(200, f"User-agent: linkfinder/8\nCrawl-delay: {written}\n".encode()).crawl_delay == delay


def test_the_crawl_delay_of_another_robot_is_not_ours() -> None:
    assert robots_rules(200, b"User-agent: linkf\nCrawl-delay: 9\n").crawl_delay == 0


@pytest.mark.parametrize(
    ("header", "rules"),
    [
        ("noindex", {"noindex"}),
        ("NoIndex, nofollow", {"noindex", "nofollow"}),
        ("otherbot: noindex, nofollow", set()),
        ("otherbot: noindex\nnofollow", {"nofollow"}),
        ("LinkFinder: nofollow", {"nofollow"}),
        ("linkfinder/2: none", {"none"}),
        ("otherbot: noindex, linkfinder: nofollow", {"nofollow"}),
        ("nofollow, otherbot: noindex", {"nofollow"}),
        ("linkfind: noindex", set()),
        ("", set()),
    ],
)
def test_robots_headers_count_for_everybody_or_for_the_robot_they_name(header: str, rules: set[str]) -> None:
    assert robots_header_rules([header]) == rules


def test_a_robots_header_rule_with_a_value_is_no_name_of_a_robot() -> None:
    assert "noindex" in robots_header_rules(["unavailable_after: 25 Jun 2031 15:00:00 PST, noindex"])
    assert "noindex" in robots_header_rules(["max-snippet: 20, noindex"])
