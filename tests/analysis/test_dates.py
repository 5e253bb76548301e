"""When a page was published and changed."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from linkfinder.analysis.dates import DateReader
from linkfinder.model.page import Page

Read = Callable[..., Page]
DAY = date(2025, 5, 3)


def article(extra: str = "") -> str:
    return f"<article><h1>Sheep on the ferry</h1>{extra}<p>They do not pay, and they do not queue.</p></article>"


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta property="article:published_time" content="2025-05-03T10:00:00+02:00">', "meta article:published_time"),
        ('<meta name="DC.date.issued" content="2025-05-03">', "meta dc.date.issued"),
        ('<meta itemprop="datePublished" content="2025-05-03">', "meta datepublished"),
        ('<meta name="pubdate" content="20250503">', "meta pubdate"),
        ('<meta name="date" content="Sat, 03 May 2025 10:00:00 GMT">', "meta date"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-05-03"}</script>',
         "json-ld datePublished"),
    ],
)  # fmt: skip
def test_the_head_names_the_day(read: Read, head: str, source: str) -> None:
    found = read(article(), head=head).published
    assert found is not None
    assert (found.value, found.source) == (DAY, source)


OWN, OTHER = {"datePublished": "2025-05-03"}, {"datePublished": "2025-02-02"}


@pytest.mark.parametrize(
    ("articles", "day"),
    [
        ([{"url": "/goats", **OTHER}, {"url": "/stories/one", **OWN}], DAY),
        ([{"headline": "Goats wait", **OTHER}, {"headline": "Sheep on the ferry", **OWN}], DAY),
        (
            [
                {"headline": "Sheep on the ferry", "url": "/stories/two", **OTHER},
                {"headline": "Sheep", "mainEntityOfPage": {"@id": "/stories/one"}, **OWN},
            ],
            DAY,
        ),
        ([{"headline": "Goats wait", "url": "/goats", **OTHER}], None),
        ([{"headline": "Goats wait", **OTHER}, {"headline": "Cows swim", **OTHER}], None),
        ([{"headline": "A title for machines", **OWN}], DAY),
        ([{"headline": "Sheep On The “Ferry”", "url": "https://m.news.example/s/1", **OWN}], DAY),
    ],
)
def test_of_the_articles_in_the_data_only_the_page_itself_has_its_date(
    read: Read, articles: list[dict[str, object]], day: date | None
) -> None:
    data = json.dumps([{"@type": "BlogPosting", **item} for item in articles])
    found = read(article(), head=f'<script type="application/ld+json">{data}</script>').published
    assert (found.value if found else None) == day


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ('<time datetime="2025-05-03T08:00">yesterday</time>', "time element"),
        ("<time>3 May 2025</time>", "time element"),
        ('<abbr class="published" title="2025-05-03T05:11:00-05:00">5:11</abbr>', "time element"),
        ('<span itemprop="datePublished" content="2025-05-03">x</span>', "time element"),
        ('<span class="post-date">May 3, 2025</span>', "marked element"),
        ('<div class="byline">By Ada Ferry, 3 May 2025</div>', "marked element"),
        ("<p>Published on 3 May 2025</p>", "text"),
        ("<p>Ada Ferry | 3 May 2025 | 4 comments</p>", "byline"),
        (
            "<p>(3.5.2025) They do not pay, and they do not queue, and they know where the best places are.</p>",
            "byline",
        ),
    ],
)
def test_the_page_names_the_day_where_readers_see_it(read: Read, line: str, source: str) -> None:
    found = read(article(line)).published
    assert found is not None
    assert (found.value, found.source) == (DAY, source)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2025/05/03/sheep",
        "https://news.example/sheep-2025-05-03.html",
        "https://news.example/20250503/sheep",
    ],
)
def test_the_address_names_the_day(read: Read, url: str) -> None:
    found = read(article(), url=url).published
    assert found is not None
    assert (found.value, found.source) == (DAY, "url")


def test_the_address_is_right_about_the_day_when_machines_were_told_it_in_utc(read: Read) -> None:
    head = '<meta property="article:published_time" content="2025-05-04T01:30:00Z">'
    found = read(article(), head=head, url="https://news.example/2025/05/03/sheep").published
    assert found is not None
    assert found.value == DAY


def test_data_in_a_script_name_the_day(read: Read) -> None:
    found = read(article() + '<script>var page = {"publishedAt": "2025-05-03T10:00:00Z"}</script>').published
    assert found is not None
    assert (found.value, found.source) == (DAY, "script")


@pytest.mark.parametrize(
    "body",
    [
        article('<time class="updated" datetime="2025-06-01">June</time><time datetime="2025-05-03">May</time>'),
        article("<p>Updated: 1 June 2025</p><p>3 May 2025</p>"),
        article('<div class="date">Last change: 1 June 2025</div><p>Published: 3 May 2025</p>'),
    ],
)
def test_a_change_is_no_publication(read: Read, body: str) -> None:
    found = read(body).published
    assert found is not None
    assert found.value == DAY


@pytest.mark.parametrize(
    ("changed", "published"),
    [
        ("Last modified on ", "Posted "),
        ("Changed: ", "First published: "),
        ("<b>Zuletzt aktualisiert:</b> ", "<b>Veröffentlicht:</b> "),
        ("Mis à jour le ", "Publié le "),
        ("Обновлено ", "Опубликовано "),
        ("更新日：", "公開日："),
        ("<span>Revised</span> by Ida Quay, ", ""),
    ],
)
def test_the_words_before_a_time_element_tell_a_change_from_the_publication(
    read: Read, changed: str, published: str
) -> None:
    one, other = '<time datetime="2025-06-01T08:00">June</time>', '<time datetime="2025-05-03T08:00">May</time>'
    for body in (f"<p>{changed}{one}</p><p>{published}{other}</p>", f"<p>{changed}{one} | {published}{other}</p>"):
        page = read(article(body))
        assert page.published is not None
        assert page.modified is not None
        assert (page.published.value, page.modified.value) == (DAY, date(2025, 6, 1))


@pytest.mark.parametrize(
    "line",
    [
        '<p>Updated <time datetime="2025-05-03">in May</time></p>',
        '<p><time datetime="2025-05-03">3 May</time> (updated)</p>',
        '<dl><dt>Last change</dt><dd><time datetime="2025-05-03">3 May</time></dd></dl>',
        '<p>Updated <span class="post-date">3 May 2025</span></p>',
    ],
)
def test_a_date_labelled_as_a_change_is_never_the_publication(read: Read, line: str) -> None:
    assert read(article(line)).published is None


@pytest.mark.parametrize(
    "line",
    [
        "<p><time>3 May 2025</time> | Updated 1 June 2025</p>",
        '<div class="post-meta">3 May 2025 | Updated 1 June 2025</div>',
        "<p>Edited by Ida Quay, <time>3 May 2025</time></p>",
        '<ul><li>By <a href="/ida">Ida Quay</a></li><li><time>3 May 2025</time></li></ul>',
    ],
)
def test_words_about_another_date_or_an_editor_label_no_change(read: Read, line: str) -> None:
    found = read(article(line)).published
    assert found is not None
    assert found.value == DAY


@pytest.mark.parametrize("attribute", ["datetime", "title"])
@pytest.mark.parametrize("tag", ["relative-time", "time-ago"])
def test_elements_of_relative_times_name_the_day(read: Read, tag: str, attribute: str) -> None:
    value = "2025-05-03T08:00:00Z" if attribute == "datetime" else "May 3, 2025, 10:00 AM GMT+2"
    found = read(article(f'<{tag} {attribute}="{value}">last year</{tag}>')).published
    assert found is not None
    assert (found.value, found.source) == (DAY, "time element")


@pytest.mark.parametrize(
    "line",
    [
        '<li><time datetime="2025-05-03">3 May</time> <a href="/goats-{0}">Goats {0}</a></li>',
        '<li><span class="date">3 May 2025</span> <a href="/goats-{0}">Goats {0}</a></li>',
        "<li>3 May 2025: goats {0}</li>",
        '<div class="card"><a href="/goats-{0}">Goats {0}</a><time>3 May 2025</time></div>',
    ],
)
def test_a_list_of_dated_lines_beside_the_article_does_not_date_it(read: Read, line: str) -> None:
    lines = "".join(map(line.format, range(4)))
    body = f"{article()}<div><h3>More</h3>{f'<ul>{lines}</ul>' if line.startswith('<li') else lines}</div>"
    assert read(body).published is None


@pytest.mark.parametrize(
    "extra",
    [
        '<div id="comments"><time datetime="2025-05-03">x</time></div>',
        '<aside><p class="date">3 May 2025</p></aside>',
        "<footer><p>Opening days: 3 May 2025, 4 May 2025</p></footer>",
        '<time datetime="2099-01-01">later</time>',
        '<time datetime="1985-05-03">before</time>',
        '<time datetime="0000-00-00">never</time>',
        '<time datetime="99999-01-01">never</time>',
        '<time datetime="May 2025">a month</time>',
        '<div class="date">Page 12 of 30</div>',
        "<p>The fair of 3 May 2025 was the first, that of 4 May 2025 the second.</p>" * 2,
    ],
)
def test_days_that_are_not_the_page_own_are_not_taken(read: Read, extra: str) -> None:
    body = f"<h1>Sheep on the ferry</h1>{'<p>They do not queue.</p>' * 25}{extra}"
    assert read(body).published is None


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ('<meta property="article:modified_time" content="2025-05-03">', ""),
        ('<script type="application/ld+json">{"@type": "Article", "dateModified": "2025-05-03"}</script>', ""),
        ("", "<p>Last updated: 3 May 2025</p>"),
        ("", "<p>Stand: 3.5.2025</p>"),
    ],
)
def test_the_day_of_the_last_change_is_read(read: Read, head: str, line: str) -> None:
    found = read(article(line), head=head).modified
    assert found is not None
    assert found.value == DAY


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-05-03T23:59:59Z", DAY),
        ("Sat May 03 10:00:00 CEST 2025", DAY),
        ("3 May 2025 10:00", DAY),
        ("3 May 2025 10:00 Pacific", DAY),
        ("Sat 03 May 10:00:00 Mountain 2025", DAY),
        ("Sat May 3 10:00:00 AM Central European Summer Time 2025", DAY),
        ("2025-05", None),
        ("2025", None),
        ("tomorrow", None),
        ("12:30", None),
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-03-03", None),
        ("9" * 50, None),
        ("", None),
    ],
)
def test_attribute_values_count_when_they_are_complete_and_possible(value: str, day: date | None) -> None:
    assert DateReader("en", month_first=True, latest=date(2026, 3, 1)).of_value(value) == day
