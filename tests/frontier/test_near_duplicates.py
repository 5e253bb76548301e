from linkfinder.frontier.near_duplicates import DUPLICATES_IN_A_ROW, SAMPLING_INTERVAL, NearDuplicateFilter
from linkfinder.model.page import Link, Page

ROTA = "Who is on duty in week {} of the year: the keys hang behind the door, ask at the desk when they do not"


def rota(number: int, words: str = ROTA, host: str = "teeth.example") -> Page:
    return Page(f"http://{host}/rota?turn={number}", main_text=words.format(number))


def test_addresses_that_differ_in_numbers_and_say_the_same_are_near_duplicates() -> None:
    near_duplicates = NearDuplicateFilter()
    patterns = [near_duplicates.note(rota(number)) for number in range(DUPLICATES_IN_A_ROW + 2)]
    assert patterns == ["", "", "teeth.example/rota?turn=#", "", ""], "it is returned once"
    assert near_duplicates.is_near_duplicate("http://teeth.example/rota?turn=99")
    assert not near_duplicates.is_near_duplicate("http://teeth.example/rota")
    assert not near_duplicates.is_near_duplicate("http://gums.example/rota?turn=99")


def test_a_word_that_changes_from_page_to_page_makes_no_difference() -> None:
    near_duplicates = NearDuplicateFilter()
    months = ("January", "February", "March")
    patterns = [near_duplicates.note(rota(number, f"{ROTA} {month}")) for number, month in enumerate(months)]
    assert patterns[-1]


def test_pages_of_a_list_and_articles_with_numbers_are_no_near_duplicates_when_they_say_something_else() -> None:
    near_duplicates = NearDuplicateFilter()
    for number in range(20):
        words = " ".join(f"entry{chr(97 + number)}{chr(97 + place)}" for place in range(20))
        assert not near_duplicates.note(rota(number, words))
    assert not near_duplicates.is_near_duplicate("http://teeth.example/rota?turn=99")


def test_a_list_that_ends_in_empty_pages_is_a_near_duplicate_from_there_on() -> None:
    near_duplicates = NearDuplicateFilter()
    for number in range(20):
        assert not near_duplicates.note(rota(number, f"post{chr(97 + number)} by somebody{chr(97 + number)}"))
    noted = [number for number in range(99) if near_duplicates.note(rota(20 + number, "There are no more posts"))]
    assert len(noted) == 1
    assert DUPLICATES_IN_A_ROW <= noted[0] <= 2 * SAMPLING_INTERVAL + 1


def test_a_list_that_goes_on_with_other_posts_is_no_near_duplicate_though_it_has_no_text_of_its_own() -> None:
    near_duplicates = NearDuplicateFilter()
    for number in range(9):
        title = f"post{chr(97 + number)}"
        assert not near_duplicates.note(
            Page(f"http://teeth.example/blog/page/{number}", links=(Link("http://x.example", title),))
        )


def test_one_page_that_differs_begins_the_count_anew() -> None:
    near_duplicates = NearDuplicateFilter()
    pages = [rota(0), rota(1), rota(2, "something else altogether, and then some more"), rota(3), rota(4)]
    assert not any(near_duplicates.note(page) for page in pages)


def test_hosts_without_end_under_one_name_are_near_duplicates() -> None:
    near_duplicates = NearDuplicateFilter()
    homes = [Page(f"http://{name}.teeth.example/", main_text="Welcome to our little page") for name in "abc"]
    assert [near_duplicates.note(page) for page in homes] == ["", "", "#.teeth.example/"]
    assert near_duplicates.is_near_duplicate("http://anything.teeth.example/")
    assert not near_duplicates.is_near_duplicate("http://teeth.example/")
    assert not near_duplicates.is_near_duplicate("http://www.teeth.example/")


def test_pages_that_need_a_browser_and_addresses_without_anything_that_varies_say_nothing() -> None:
    near_duplicates = NearDuplicateFilter()
    for number in range(9):
        page = rota(number, "Loading")
        assert not near_duplicates.note(Page(page.url, main_text="Loading", needs_browser="an empty shell"))
        assert not near_duplicates.note(Page(f"http://teeth.example/{'abcdefghi'[number]}", main_text="Gone fishing"))
