import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

from linkfinder.linkcheck.check import check_links
from linkfinder.linkcheck.checker import LinkChecker
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import host_key_of
from linkfinder.model.check import Verdict
from tests.linkcheck.hostile import Asked, Web, page, pages, redirect, reply


def test_no_more_requests_are_under_way_than_the_settings_allow(web: Web, settings: LinkCheckSettings) -> None:
    here, most = 0, 0
    lock, looked_up = threading.Lock(), threading.Event()

    def slow(_asked: Asked, _wire: object) -> bytes:
        nonlocal here, most
        with lock:
            here += 1
            most = max(most, here)
        web.stall(0.02)
        with lock:
            here -= 1
        return reply(page("teeth"))

    sites = [web.host(slow) for _ in range(12)]
    known = {f"clinic{number}.com": site.removeprefix("http://") for number, site in enumerate(sites)}
    waiting = threading.Semaphore(0)

    def lookup(host: str) -> Sequence[str]:
        waiting.release()
        looked_up.wait(5)  # all names are known at the same moment
        return [known[host].partition(":")[0]]

    def release() -> None:
        for _ in range(3):
            waiting.acquire(timeout=5)
        looked_up.set()

    threading.Thread(target=release).start()
    urls = [f"http://{name}:{place.partition(':')[2]}/teeth" for name, place in known.items()]
    found = list(check_links(urls, replace(settings, concurrency=3, look_up=lookup)))
    assert {check.verdict for check in found} == {Verdict.ALIVE}
    assert most <= 3


def test_a_long_list_is_read_only_as_far_as_hosts_are_ready(web: Web, settings: LinkCheckSettings) -> None:
    site = web.host(pages({"/teeth": page("teeth")}))
    taken = 0

    def addresses() -> Iterator[str]:
        nonlocal taken
        for number in range(5000):
            taken += 1
            yield f"{site}/{number}" if number % 2 else f"mailto:{number}"

    run = LinkChecker(replace(settings, host_delay=5.0), "c0ffee")
    first = next(run.checks(addresses()))
    assert first.verdict in {Verdict.REFUSED, Verdict.DEAD_HTTP}
    assert taken < 5000
    run.close()


def test_a_check_that_leads_to_the_host_of_another_worker_is_left_out(web: Web, settings: LinkCheckSettings) -> None:
    other = web.host(pages({"/teeth": page("teeth")}))
    here = web.host(lambda _asked, _wire: redirect(f"{other}/teeth"))
    line = host_key_of(here)
    run = LinkChecker(settings, "c0ffee", lambda asked: asked == line)
    assert list(run.checks(iter([f"{here}/teeth"]))) == []
    assert web.asked(other.removeprefix("http://").partition(":")[0]) == []
    run.close()


def test_two_servers_of_one_name_wait_for_one_look_up_and_not_for_each_other(
    web: Web, settings: LinkCheckSettings
) -> None:
    ip = web.new_ip()
    ports = [web.host(pages({"/teeth": page("teeth")}), ip=ip).rpartition(":")[2] for _ in range(3)]
    asked: list[str] = []

    def lookup(host: str) -> Sequence[str]:
        asked.append(host)
        return [ip]

    urls = [f"http://clinic.com:{port}/teeth" for port in ports]
    found = list(check_links(urls, replace(settings, host_delay=30.0, look_up=lookup)))
    assert {check.verdict for check in found} == {Verdict.ALIVE}
    assert asked == ["clinic.com"]
