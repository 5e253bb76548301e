from linkfinder.frontier.site_queue import SiteQueue


def queue(**sites: list[tuple[float, str]]) -> SiteQueue[str]:
    made: SiteQueue[str] = SiteQueue()
    for domain, items in sites.items():
        made.open(domain, 0.0)
        made.add(domain, items)
    return made


def test_the_site_with_the_best_item_comes_first() -> None:
    sites = queue(low=[(0.2, "a")], high=[(0.9, "b"), (0.1, "c")], middle=[(0.5, "d")])
    assert [sites.pop(0.0) for _ in range(4)] == [("high", "b"), ("middle", "d"), ("low", "a"), None]


def test_a_site_is_asked_one_thing_until_it_has_answered() -> None:
    sites = queue(only=[(0.5, "a"), (0.4, "b")])
    assert sites.pop(0.0) == ("only", "a")
    assert sites.pop(0.0) is None
    sites.answered("only", 0.0)
    assert sites.pop(0.0) == ("only", "b")


def test_a_site_is_not_asked_before_it_is_ready() -> None:
    sites = queue(only=[(0.5, "a"), (0.4, "b")])
    sites.pop(0.0)
    sites.answered("only", 10.0)
    assert sites.next_ready() == 10.0
    assert sites.pop(9.9) is None
    assert sites.pop(10.0) == ("only", "b")


def test_a_site_taken_up_for_later_waits_until_then() -> None:
    sites: SiteQueue[str] = SiteQueue()
    sites.open("later", 5.0)
    sites.add("later", [(1.0, "a")])
    assert sites.pop(4.0) is None
    assert sites.pop(5.0) == ("later", "a")


def test_an_answer_never_makes_a_site_ready_sooner_than_it_was() -> None:
    sites = queue(only=[(0.5, "a"), (0.4, "b")])
    sites.pop(0.0)
    sites.answered("only", 10.0)
    sites.answered("only", 3.0)
    assert sites.ready_at("only") == 10.0


def test_the_second_half_of_something_comes_before_the_rest() -> None:
    sites = queue(only=[(0.5, "a")])
    sites.put_first("only", "second half")
    assert sites.pop(0.0) == ("only", "second half")


def test_items_are_counted() -> None:
    sites = queue(one=[(0.5, "a"), (0.4, "b")], two=[(0.3, "c")])
    assert len(sites) == 3
    sites.pop(0.0)
    assert len(sites) == 2
    assert sites.clear("one") == ["b"]
    sites.close("two")
    assert len(sites) == 0


def test_a_closed_site_is_forgotten_wherever_it_stood() -> None:
    sites = queue(ready=[(0.9, "a")], other=[(0.5, "b")])
    sites.close("ready")
    assert "ready" not in sites
    assert sites.pop(0.0) == ("other", "b")
    assert sites.domains == ["other"]


def test_a_site_opened_again_has_nothing_of_before() -> None:
    sites = queue(site=[(0.9, "old")])
    sites.close("site")
    sites.open("site", 7.0)
    sites.add("site", [(0.1, "new")])
    assert sites.pop(6.0) is None
    assert sites.pop(7.0) == ("site", "new")
    assert sites.pop(8.0) is None


def test_a_site_that_was_emptied_and_filled_is_asked_once() -> None:
    sites = queue(site=[(0.9, "a")])
    sites.clear("site")
    sites.add("site", [(0.5, "b")])
    assert sites.best("site") == 0.5
    assert sites.pop(0.0) == ("site", "b")
    sites.answered("site", 0.0)
    assert sites.pop(0.0) is None
    assert sites.best("site") == 0.0


def test_a_site_comes_where_its_share_puts_its_best_item() -> None:
    sites = queue(barren=[(0.9, "a"), (0.8, "b")], other=[(0.5, "c")])
    sites.clear("barren")
    sites.add("barren", [(0.9, "a")], yield_factor=0.5)
    assert sites.best("barren") == 0.9, "among its own pages nothing changes"
    assert [sites.pop(0.0), sites.pop(0.0)] == [("other", "c"), ("barren", "a")]


def test_many_sites_cost_no_more_steps_than_few() -> None:
    sites: SiteQueue[int] = SiteQueue()
    for number in range(20_000):
        sites.open(str(number), 0.0)
        sites.add(str(number), [(number / 20_000, number)])
    assert [found[1] for _ in range(3) if (found := sites.pop(0.0))] == [19_999, 19_998, 19_997]
    assert len(sites._ready) <= 20_000
