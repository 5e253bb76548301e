import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from linkfinder.linkcheck import check
from linkfinder.linkcheck.check import check_links
from linkfinder.linkcheck.parallel import check_in_parallel, share_of
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import host_key_of
from linkfinder.model.check import Verdict
from linkfinder.net.dns import look_up
from tests.linkcheck.hostile import Web, page, pages, redirect, reply


@pytest.fixture
def shared(settings: LinkCheckSettings) -> LinkCheckSettings:
    return replace(settings, look_up=look_up, host_delay=0.05)


def test_a_shared_list_has_the_same_answers(web: Web, shared: LinkCheckSettings) -> None:
    alive = [web.host(pages({"/teeth": page("teeth")})) for _ in range(12)]
    urls = [f"{site}/{path}" for site in alive for path in ("teeth", "gone")] + ["mailto:x", "http://nobody.invalid/"]
    found = {checked.url: checked for checked in check_in_parallel(urls, shared, 3)}
    assert len(found) == len(urls)
    for site in alive:
        assert found[f"{site}/teeth"].verdict is Verdict.ALIVE
        assert (found[f"{site}/gone"].verdict, found[f"{site}/gone"].reason) == (Verdict.DEAD_HTTP, "http_404")


def test_a_host_that_many_lead_to_is_still_asked_one_by_one(web: Web, shared: LinkCheckSettings) -> None:
    def slow(_asked: object, _wire: object) -> bytes:
        time.sleep(0.01)
        return reply(page("teeth"))

    target = web.host(slow)
    sources = [web.host(lambda _asked, _wire: redirect(f"{target}/teeth")) for _ in range(10)]
    found = list(check_in_parallel([f"{site}/teeth" for site in sources], shared, 2))
    assert {checked.verdict for checked in found} == {Verdict.ALIVE}
    assert len(found) == len(sources)
    ip = target.removeprefix("http://").partition(":")[0]
    times = sorted((seen.began, seen.ended) for seen in web.seen if seen.asked.host == ip)
    assert all(began > ended for (_, ended), (began, _) in pairwise(times))


KILLING = """
import os, signal, sys
from dataclasses import replace
from multiprocessing import active_children
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.parallel import check_in_parallel
settings = replace(LinkCheckSettings.from_environ(os.environ), timeout=2, host_delay=0.0, concurrency=4)
verdicts = []
for check in check_in_parallel(sys.argv[1:], settings, 2):
    if not verdicts:
        os.kill(active_children()[0].pid, signal.SIGKILL)
    verdicts.append((check.url, check.verdict == "alive"))
print(len(verdicts) == len(set(verdicts)), sum(is_alive for _, is_alive in verdicts))
"""


def run_python(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a program in a process of its own, which has one thread, and return how it ended."""
    environ = os.environ | {"LINKFINDER_ALLOW_NETWORKS": "127.0.0.0/8"}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=True)


def test_what_a_killed_worker_has_not_reported_is_checked_all_the_same(web: Web) -> None:
    def slow(_asked: object, _wire: object) -> bytes:
        web.stall(0.05)
        return reply(page("teeth"))

    sites = [web.host(slow) for _ in range(8)]
    urls = [f"{site}/{number}" for site in sites for number in range(20)]
    assert run_python(KILLING, *urls).stdout == f"True {len(urls)}\n"


def test_breaking_off_ends_the_workers(web: Web, shared: LinkCheckSettings) -> None:
    urls = [web.host(pages({"/teeth": page("teeth")})) + "/teeth" for _ in range(8)]
    run = check_in_parallel(urls, shared, 2)
    next(run)
    run.close()  # type: ignore[attr-defined]
    assert next(run, None) is None


def test_only_a_long_list_is_shared(web: Web, shared: LinkCheckSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_PARALLEL_FROM", 4)
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 1})
    urls = [f"http://{host}.example/" for host in "abcd"]
    assert check._process_count(urls[:3], shared) == 1
    assert check._process_count(urls, shared) == 2
    assert check._process_count(["https://a.example/"], shared) == 2
    assert check._process_count(urls, replace(shared, look_up=lambda _host: [])) == 1
    urls = [web.host(pages({"/teeth": page("teeth")})) + "/teeth" for _ in range(4)]
    assert len(list(check_links(urls, shared))) == 4


def test_where_the_usable_processors_cannot_be_told_all_are_counted(
    shared: LinkCheckSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    urls = [f"http://clinic{number}.example/" for number in range(5000)]
    assert check._process_count(urls, shared) == 3
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert check._process_count(urls, shared) == 1


def test_hosts_are_shared_out_evenly_and_each_belongs_to_one_worker() -> None:
    hosts = [f"clinic{number}.example" for number in range(4000)]
    sizes = Counter(share_of(host, 3) for host in hosts)
    assert sorted(sizes) == [0, 1, 2]
    assert max(sizes.values()) < 1.1 * min(sizes.values())


def test_www_waits_in_the_same_line_and_so_in_the_same_share() -> None:
    assert {host_key_of(url) for url in ("http://www.a.example/x", "https://a.example/y")} == {"a.example"}
    assert host_key_of("http://a.example:8080/") == "a.example:8080"  # another server, whoever it belongs to


FORKING = """
import os, sys, threading
from dataclasses import replace
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.parallel import check_in_parallel
assert threading.active_count() == 1
settings = replace(LinkCheckSettings.from_environ(os.environ), timeout=2, host_delay=0.0)
print("printed once", end=" ")
print(sum(check.verdict == "alive" for check in check_in_parallel(sys.argv[1:], settings, 3)))
"""


def test_a_process_of_one_thread_forks_its_workers_and_nothing_is_printed_twice(web: Web) -> None:
    urls = [web.host(pages({"/teeth": page("teeth")})) + "/teeth" for _ in range(20)]
    ended = run_python(FORKING, *urls)
    assert (ended.stdout, ended.stderr) == ("printed once 20\n", "")


def is_running(process: str) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and ") Z" not in state.read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only, and found in /proc here")
def test_workers_do_not_outlive_the_process_that_started_them(web: Web) -> None:
    def slow(_asked: object, _wire: object) -> bytes:
        web.stall(0.2)
        return reply(page("teeth"))

    site = [web.host(slow) for _ in range(4)]
    urls = [f"{host}/{number}" for host in site for number in range(100)]
    environ = os.environ | {"LINKFINDER_ALLOW_NETWORKS": "127.0.0.0/8"}
    running = subprocess.Popen([sys.executable, "-c", FORKING, *urls], env=environ, stdout=subprocess.DEVNULL)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while len(workers := children.read_text().split()) < 2:
        time.sleep(0.05)
    running.kill()
    running.wait()
    for _ in range(300):
        if not (left := [worker for worker in workers if is_running(worker)]):
            break
        time.sleep(0.1)
    assert not left
