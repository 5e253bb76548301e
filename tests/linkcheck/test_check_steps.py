from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest
from cachetools import LRUCache

from linkfinder.linkcheck.check_steps import HostBaselines, check_steps
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.exchange import Failure, HttpRequest, HttpResponse, RequestProfile

NONCE = "c0ffee"
GUIDE = "http://clinic.example/guides/implant-aftercare"
HTML = {"content-type": "text/html; charset=utf-8"}
TEXT = "Rinse gently, eat soft food, and call the practice when the implant hurts. " * 20
PAGE = f"<title>Implant aftercare</title><h1>Implant aftercare</h1><p>{TEXT}".encode()
HOME = f"<title>Our practice</title><h1>Welcome</h1><p>{'Open from Monday to Friday in the old town. ' * 30}".encode()


@dataclass
class MadeUp:
    """A web of answers by address; everything else is 404. `asked` holds what was asked, in order."""

    known: Mapping[str, HttpResponse]
    otherwise: Callable[[str], HttpResponse] = lambda url: HttpResponse(url, 404)
    asked: list[HttpRequest] = field(default_factory=list)

    def check(self, url: str = GUIDE) -> LinkCheck:
        steps = check_steps(url, HostBaselines(NONCE))
        try:
            request = next(steps)
            while True:
                self.asked.append(request)
                request = steps.send(self.known.get(request.url) or self.otherwise(request.url))
        except StopIteration as end:
            check: LinkCheck = end.value
            return check

    @property
    def urls(self) -> list[str]:
        return [request.url for request in self.asked]


def ok(url: str, body: bytes = PAGE) -> HttpResponse:
    return HttpResponse(url, 200, HTML, body)


def test_a_page_about_what_its_address_says_is_alive_with_one_request() -> None:
    web = MadeUp({GUIDE: ok(GUIDE)})
    found = web.check()
    assert (found.verdict, found.reason, found.status, found.final_url) == (Verdict.ALIVE, "http_200", 200, GUIDE)
    assert len(web.asked) == 1


def test_a_404_gets_a_second_opinion_and_its_variants_before_it_is_dead() -> None:
    web = MadeUp({})
    found = web.check()
    assert (found.verdict, found.reason, found.confirmations) == (Verdict.DEAD_HTTP, "http_404", 1)
    assert found.confidence == 0.85
    assert [request.profile for request in web.asked[:2]] == [RequestProfile.DEFAULT, RequestProfile.BROWSER_HEADERS]
    assert web.urls[2:] == [f"{GUIDE}/", GUIDE.replace("http:", "https:"), GUIDE.replace("clinic", "www.clinic", 1)]


def test_a_410_is_surer_than_a_404() -> None:
    gone = MadeUp({}, lambda url: HttpResponse(url, 410)).check()
    assert gone.confidence > MadeUp({}).check().confidence


def test_a_page_that_lives_under_https_is_not_called_dead() -> None:
    https = GUIDE.replace("http:", "https:")
    found = MadeUp({https: ok(https)}, lambda url: HttpResponse(url, failure=Failure.CONNECT_REFUSED)).check()
    assert (found.verdict, found.reason, found.final_url) == (Verdict.ALIVE, "variant_scheme", https)
    assert "connect_refused" in found.note


def test_a_variant_that_only_leads_back_is_no_proof_of_life() -> None:
    slash = f"{GUIDE}/"
    web = MadeUp({slash: HttpResponse(slash, 301, {"location": GUIDE})})
    assert web.check().verdict is Verdict.DEAD_HTTP


def test_an_embedded_address_is_a_slip_of_the_pen() -> None:
    written = f"http://blog.example/{GUIDE}"
    found = MadeUp({GUIDE: ok(GUIDE)}).check(written)
    assert (found.verdict, found.reason, found.final_url) == (Verdict.ALIVE, "typo_in_href", GUIDE)


def test_bot_protection_is_blocked_after_one_request() -> None:
    web = MadeUp({GUIDE: HttpResponse(GUIDE, 403, {"cf-mitigated": "challenge"})})
    assert (web.check().reason, len(web.asked)) == ("bot_protection_cloudflare", 1)


@pytest.mark.parametrize("status", [404, 403, 500, 999])
def test_the_status_of_a_host_that_lies_to_robots_proves_nothing(status: int) -> None:
    url = "https://www.linkedin.com/in/somebody"
    web = MadeUp({}, lambda asked: HttpResponse(asked, status))
    found = web.check(url)
    assert (found.verdict, found.reason, len(web.asked)) == (Verdict.BLOCKED, "refuses_robots", 1)


def test_an_error_that_goes_away_on_second_asking_is_no_error() -> None:
    def web(url: str) -> HttpResponse:
        return ok(url) if len(asked.asked) > 1 else HttpResponse(url, 500)

    asked = MadeUp({}, web)
    assert asked.check().verdict is Verdict.ALIVE


def test_a_dead_status_after_a_broken_connection_counts() -> None:
    def web(url: str) -> HttpResponse:
        return HttpResponse(url, 404) if len(asked.asked) > 1 else HttpResponse(url, failure=Failure.RESET)

    asked = MadeUp({}, web)
    assert asked.check().verdict is Verdict.DEAD_HTTP


def test_two_different_failures_are_not_dead() -> None:
    def web(url: str) -> HttpResponse:
        return HttpResponse(url, 500) if len(asked.asked) > 1 else HttpResponse(url, 404)

    asked = MadeUp({}, web)
    assert asked.check().verdict is Verdict.UNKNOWN


def test_an_unrelated_page_is_compared_with_one_that_never_was() -> None:
    probe = f"http://clinic.example/guides/{NONCE}"
    web = MadeUp({GUIDE: ok(GUIDE, HOME), probe: ok(probe, HOME)})
    found = web.check()
    assert (found.verdict, found.reason) == (Verdict.SOFT_404, "same_as_missing_page")
    assert probe in web.urls


def test_an_unrelated_page_of_an_honest_host_is_alive() -> None:
    web = MadeUp({GUIDE: ok(GUIDE, HOME)})
    assert web.check().verdict is Verdict.ALIVE
    assert web.urls == [GUIDE, f"http://clinic.example/guides/{NONCE}"]


def test_the_same_few_words_everywhere_are_not_dead() -> None:
    notice = b"<title>Hello</title><p>Please choose your country to go on from here, or stay."
    found = MadeUp({}, lambda url: ok(url, notice)).check()
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, "same_for_every_address")


def requests_for_missing_pages(urls: list[str], baselines: HostBaselines) -> list[str]:
    """Check links whose pages are about something else, and return the requested addresses that never existed."""
    requested: list[str] = []
    for url in urls:
        steps = check_steps(url, baselines)
        request = next(steps)
        try:
            while True:
                requested.append(request.url)
                request = steps.send(
                    ok(request.url, HOME) if NONCE not in request.url else HttpResponse(request.url, 404)
                )
        except StopIteration:
            continue
    return [url for url in requested if NONCE in url]


def test_a_host_is_asked_for_its_missing_page_only_once() -> None:
    urls = [f"http://clinic.example/guides/{name}" for name in ("implant-aftercare", "wisdom-teeth")]
    assert len(requests_for_missing_pages(urls, HostBaselines(NONCE))) == 1


def test_what_hosts_say_of_missing_pages_is_kept_up_to_a_bound() -> None:
    baselines = HostBaselines(NONCE, LRUCache(3))
    urls = [f"http://clinic{number}.example/guides/implant-aftercare" for number in range(10)]
    requests_for_missing_pages(urls, baselines)
    assert len(baselines.baselines) == 3
    assert not requests_for_missing_pages(urls[-3:], baselines)  # the newest are kept
    assert len(requests_for_missing_pages(urls[:1], baselines)) == 1
    assert HostBaselines(NONCE).baselines.maxsize <= 10_000


def test_a_redirect_to_the_home_page_is_surer_when_every_missing_page_goes_there() -> None:
    home = "http://clinic.example/"
    page_only = MadeUp({GUIDE: HttpResponse(GUIDE, 301, {"location": "/"}), home: ok(home, HOME)}).check()
    every = MadeUp({home: ok(home, HOME)}, lambda url: HttpResponse(url, 301, {"location": "/"})).check()
    assert page_only.verdict is every.verdict is Verdict.REDIRECT_HOME
    assert page_only.confidence < every.confidence


def test_a_domain_that_is_gone_is_asked_for_under_www_and_https_only() -> None:
    web = MadeUp({}, lambda url: HttpResponse(url, failure=Failure.DNS_NXDOMAIN))
    found = web.check()
    assert (found.verdict, found.reason) == (Verdict.DEAD_DNS, "dns_nxdomain")
    assert web.urls == [GUIDE, GUIDE.replace("http:", "https:"), GUIDE.replace("clinic", "www.clinic", 1)]


def test_the_page_behind_a_bad_certificate_is_judged_and_not_requested_again() -> None:
    url = GUIDE.replace("http:", "https:")

    def web(asked: str) -> HttpResponse:
        unverified = made_up.asked[-1].profile is RequestProfile.UNVERIFIED
        return ok(asked) if unverified else HttpResponse(asked, failure=Failure.TLS_EXPIRED)

    made_up = MadeUp({}, web)
    found = made_up.check(url)
    assert (found.verdict, found.reason) == (Verdict.TLS_ERROR, "tls_expired")
    assert [request.profile for request in made_up.asked] == [RequestProfile.DEFAULT, RequestProfile.UNVERIFIED]


@pytest.mark.parametrize("failure", [Failure.DNS_TEMPORARY, Failure.CONNECT_TIMEOUT, Failure.PAUSED, Failure.PROXY])
def test_what_cannot_be_known_today_is_not_asked_twice_the_same_way(failure: Failure) -> None:
    web = MadeUp({}, lambda url: HttpResponse(url, failure=failure))
    assert not web.check().is_dead
    assert len([request for request in web.asked if request.url == GUIDE]) == 1


def test_the_time_of_both_opinions_is_told() -> None:
    assert MadeUp({}, lambda url: HttpResponse(url, 404, elapsed_ms=30)).check().elapsed_ms == 60
