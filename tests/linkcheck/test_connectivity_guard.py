from linkfinder.linkcheck.connectivity_guard import ConnectivityGuard
from linkfinder.model.check import LinkCheck, Verdict


def refused(host: str) -> LinkCheck:
    return LinkCheck(f"http://{host}/x", Verdict.DEAD_HOST, "connect_refused", confidence=0.4)


ALIVE = LinkCheck("http://alive.example/", Verdict.ALIVE, "http_200", status=200)


def far(_check: LinkCheck) -> bool:
    return False


def near(_check: LinkCheck) -> bool:
    return True


def test_a_host_that_does_not_answer_is_held_back_until_another_answers() -> None:
    guard = ConnectivityGuard()
    assert list(guard.filter(refused("a.example"), far)) == []
    assert list(guard.filter(ALIVE, far)) == [ALIVE, refused("a.example")]
    assert list(guard.filter(refused("b.example"), far)) == [refused("b.example")]
    assert list(guard.flush()) == []


def test_many_silent_hosts_and_no_answer_mean_that_the_network_is_down() -> None:
    guard = ConnectivityGuard()
    held = [refused(f"{name}.example") for name in "abc"]
    assert [out for check in held for out in guard.filter(check, far)] == []
    ended = list(guard.flush())
    assert [check.url for check in ended] == [check.url for check in held]
    assert {(check.verdict, check.reason) for check in ended} == {(Verdict.UNKNOWN, "network_down")}


def test_two_silent_hosts_may_well_be_dead() -> None:
    guard = ConnectivityGuard()
    for check in (refused("a.example"), refused("a.example"), refused("b.example")):
        assert list(guard.filter(check, far)) == []
    assert {check.verdict for check in guard.flush()} == {Verdict.DEAD_HOST}


def test_a_host_in_our_own_network_is_not_held_back() -> None:
    assert list(ConnectivityGuard().filter(refused("a.example"), near)) == [refused("a.example")]


def test_a_check_that_needs_no_network_proves_no_connection() -> None:
    guard = ConnectivityGuard()
    gone = LinkCheck("http://gone.example/", Verdict.DEAD_DNS, "dns_nxdomain")
    assert list(guard.filter(gone, far)) == [gone]
    assert not guard.has_response
