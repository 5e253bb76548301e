"""What a run has met is remembered, the last of it longest."""

from linkfinder.frontier.bounded_cache import BoundedCache


def test_what_was_put_in_is_known_until_it_is_forgotten() -> None:
    recent: BoundedCache[float] = BoundedCache(10)
    recent.put(1, 0.5)
    assert (recent.get(1), recent.get(2)) == (0.5, None)
    recent.put(1, 0.7)
    assert recent.get(1) == 0.7
    recent.clear()
    assert recent.get(1) is None


def test_a_value_of_nothing_is_remembered_too() -> None:
    recent: BoundedCache[float] = BoundedCache(10)
    recent.put(1, 0.0)
    assert recent.get(1) == 0.0


def test_at_least_as_many_as_are_to_be_kept_are_known_and_at_most_twice_as_many() -> None:
    recent: BoundedCache[int] = BoundedCache(10)
    for key in range(1000):
        recent.put(key, 1)
        known = [earlier for earlier in range(max(0, key - 30), key + 1) if earlier in (recent._young | recent._old)]
        assert min(key + 1, 10) <= len(known) <= 20
        assert known == list(range(key + 1 - len(known), key + 1))


def test_what_is_asked_for_stays() -> None:
    recent: BoundedCache[int] = BoundedCache(10)
    for key in range(1000):
        recent.put(key, 1)
        assert recent.get(0)
