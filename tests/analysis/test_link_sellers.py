"""Signs of link sellers in what a page says, and honest pages that have no such sign."""

import pytest

from linkfinder.analysis.risk import page_risks
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.opportunity import Risk
from linkfinder.model.page import Block, BlockRole, Contact, ContactKind, Link, Page, Place
from linkfinder.scoring.penalties import FLAGGED_RISK, points_of

NICHE = Niche("gardening", (Topic("roses"),), ("http://seed.example/",))
BACKLINK = "You get a backlink from us."
URL = "http://bright-journal.example/write-for-us"


def page(*blocks: str, mail: str = "", language: str = "en", title: str = "Write for us", url: str = URL) -> Page:
    """A page of blocks; `# ` begins a heading and `- ` an item of a list."""
    contacts = (Contact(ContactKind.EMAIL, mail, "text"),) if mail else ()
    return Page(url, title, language=language, blocks=tuple(map(block, blocks)), contacts=contacts, words=900)


def block(text: str) -> Block:
    if text.startswith("# "):
        return Block(text[2:], role=BlockRole.HEADING, level=2)
    if text.startswith("- "):
        return Block(text[2:], Place.LIST, BlockRole.LIST_ITEM)
    return Block(text)


def policy(read: Page) -> dict[str, Risk]:
    return {risk.name: risk for risk in page_risks(read, NICHE, is_for_authors=True) if not risk.is_waste}


def is_flagged(read: Page) -> bool:
    return points_of(tuple(policy(read).values())) >= FLAGGED_RISK


@pytest.mark.parametrize(
    ("language", "sign", "text"),
    [
        ("en", "followed_links", "Every author gets one dofollow link in the text."),
        ("en", "followed_links", "Each post carries two Do-Follow links."),
        ("de", "followed_links", "Der Autor erhält einen dofollow Link."),
        ("es", "followed_links", "Se permite un enlace dofollow por artículo."),
        ("ru", "followed_links", "Автор получает открытую ссылку на свой сайт."),
        ("es", "followed_links", "Cada artículo lleva un enlace follow."),
        ("ja", "followed_links", "1記事につきdofollowリンクを1本設置できます。"),
        ("en", "site_authority", "Our metrics: DA 52, DR 61, fast growing."),
        ("en", "site_authority", "Your article appears on a site with a high domain authority."),
        ("fr", "site_authority", "Votre article paraît sur un site à forte autorité de domaine."),
        ("en", "link_reward", "You receive a backlink from us."),
        ("hr", "link_reward", "Dozvoljena su 2 kontekstualna linka."),
        ("de", "link_reward", "Sie erhalten einen Backlink."),
        ("en", "many_links", "Up to three contextual links are allowed."),
        ("cs", "many_links", "V článku smí být nejvýše 4 odkazy."),
        ("en", "links_by_length", "One link per 400 words may be set."),
        ("de", "links_by_length", "Jeder Text hat 250 Wörter, dafür gibt es 2 Links."),
        ("en", "paid_unmarked", "A small fee is asked before your text goes online."),
        ("sv", "article_directory", "Vår katalog tar emot alla artiklar."),
        ("en", "link_terms", "Use your target keyword as anchor text."),
        ("en", "any_subject", "We take posts in all niches."),
        ("en", "quick_publication", "Instant approval for every post."),
        ("en", "site_network", "Your text may appear anywhere in our network of blogs."),
        ("en", "article_directory", "Our article directory takes texts from everybody."),
        ("de", "article_directory", "Unser Artikelverzeichnis nimmt Texte auf."),
        ("en", "sensitive_offers", "We also accept casino texts."),
        ("en", "sensitive_offers", "CBD oil: $90, casino: $140"),
        ("en", "prices_links", "A post with a dofollow link is $35."),
        ("en", "sells_placements", "All links are paid."),
    ],
)
def test_a_sign_is_seen_and_quoted(language: str, sign: str, text: str) -> None:
    found = policy(page("Write for us and reach many people.", text, BACKLINK, language=language))
    assert text[:20] in found[sign].reason


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Links in the author's bio are nofollow."),
        ("en", "We do not give dofollow links."),
        ("en", "Dofollow links are not given."),
        ("en", "All outbound links are nofollow, so backlinks are worth nothing here."),
        ("en", "Set one internal link for every 400 words."),
        ("en", "Readers can follow links to your own site."),
        ("en", "Please do follow the style of our earlier articles."),
        ("en", "Attempts to gain backlinks will be rejected."),
        ("en", "We never accept casino, betting or CBD texts."),
        ("en", "Texts about casinos, payday loans and betting are refused."),
        ("en", "You may write about any topic that gardeners care about."),
        ("en", "We pay $120 for each article, and your bio may link to your blog."),
        ("en", "Ask Dr. 5 questions about roses, da 20 anni di esperienza."),
        ("en", "We do not sell links, and we are not an article directory."),
        ("de", "Wir vergeben keine Backlinks."),
        ("fr", "Nous ne donnons pas de lien dofollow."),
        ("it", "Non accettiamo articoli su casinò e scommesse."),
    ],
)
def test_a_refusal_or_another_meaning_is_no_sign(language: str, text: str) -> None:
    assert not policy(page("Write for us and reach many people.", text, language=language))


def test_what_stands_under_a_refusing_heading_or_opening_is_refused() -> None:
    assert not policy(page("Write for us.", "# What we don't take", "- Casino and betting", "- Dofollow backlinks"))
    assert not policy(page("Write for us.", "# Prohibited", "- Dofollow links", "- Paid links"))
    assert not policy(page("Write for us.", "The following is not accepted:", "- Paid links", "- Link insertions"))
    assert not policy(page("Write for us.", "Not accepted", "- Paid links", "- A dofollow link"))
    assert not policy(page("Write for us.", "\u274c Dofollow links", "\u2715 Paid links"))
    assert not policy(page("Write for us.", "# \U0001f6ab Casinos and links", "- Dofollow links", "- Paid links"))
    assert policy(page("Write for us.", "Not accepted", "- Stories", "You get a dofollow link."))
    assert policy(page("Write for us.", "# What we don't take", "- Stories", "# What you get", "- A dofollow link"))


def test_a_question_offers_only_with_its_answer() -> None:
    assert not policy(page("Write for us.", "Do you give dofollow links?", "No."))
    assert "followed_links" in policy(page("Write for us.", "Do you give dofollow links?", "Yes, one in each text."))
    assert not policy(page("Write for us.", "How much for a dofollow link?", "Yes, that is not going to happen."))


@pytest.mark.parametrize(
    ("mail", "points"),
    [
        ("guestposts.fast@gmail.com", 45),
        ("linkbuilding77@outlook.com", 45),
        ("seo.expert@yahoo.com", 45),
        ("brightmarketing@gmail.com", 15),
        ("seoyeon.kim@gmail.com", 0),
        ("museo.rosas@gmail.com", 0),
        ("rosesandbees@gmail.com", 0),
        ("guestpost@bright-journal.example", 0),
    ],
)
def test_a_mailbox_at_a_free_service_may_be_named_for_the_trade(mail: str, points: int) -> None:
    found = policy(page("Write for us.", BACKLINK, mail=mail))
    assert (found["seller_mailbox"].points if "seller_mailbox" in found else 0) == points


@pytest.mark.parametrize(
    ("url", "is_named"),
    [
        ("http://free-articles.example/rules", True),
        ("http://articlehub.example/rules", True),
        ("http://fagartikler.example/regler", True),
        ("http://green.example/backlink-offer", True),
        ("http://thearticle.example/rules", False),
        ("http://particlephysics.example/rules", False),
        ("http://nanoparticles.example/rules", False),
    ],
)
def test_a_site_may_be_named_for_what_it_sells(url: str, *, is_named: bool) -> None:
    assert ("seller_name" in policy(page("Rules for authors.", url=url))) is is_named


def test_the_title_and_the_large_opening_of_a_page_are_read() -> None:
    assert "article_directory" in policy(page("Rules for authors.", title="Free article directory"))
    opening = Block("Get featured with a dofollow link for $10", Place.HEADER)
    assert "prices_links" in policy(Page(URL, "Guest post", language="en", blocks=(opening,)))


def test_one_mailbox_at_a_free_service_is_hardly_a_sign() -> None:
    assert not policy(page("Write for us.", mail="rosesandbees@gmail.com"))
    assert policy(page("Write for us.", BACKLINK, mail="rosesandbees@gmail.com"))["free_mailbox"].points == 5


def test_a_site_named_for_something_it_never_says_may_have_changed_hands() -> None:
    url = "http://stmarychurch.example/write-for-us"
    anything = ("Write for us.", "We take texts in all niches.")
    assert "new_trade" in policy(page(*anything, url=url))
    assert "new_trade" not in policy(page(*anything, "Our church meets on Sunday.", url=url))
    assert "new_trade" not in policy(page("Write for us about singing.", url=url))


def test_a_fee_on_a_page_about_sponsored_posts_is_its_purpose() -> None:
    fee = "You have to pay before we publish."
    assert policy(page(fee, title="Sponsored post terms"))["paid_unmarked"].points == 40
    assert policy(page(fee, title="Guest posts"))["paid_unmarked"].points == 20
    assert "paid_unmarked" not in policy(page("We never charge authors.", title="Sponsored posts"))


def test_search_phrases_of_link_builders_are_a_method() -> None:
    joined = page(
        "Write for us.", '"write for us" + fashion, "write for us" + crypto, write for us law, guest post pets'
    )
    assert "search_phrases" in policy(joined)
    items = [f"- {subject} write for us" for subject in ("Technology", "Casino", "Real estate", "Travel")]
    assert policy(page("# Popular searches", *items))["search_phrases"].points == 65


def test_search_phrases_in_a_menu_are_seen_by_its_links() -> None:
    subjects = ("Fashion", "Law", "Travel", "Casino", "Pets")
    menu = tuple(Link(f"{URL}/{name}", f"{name} write for us", place=Place.NAV) for name in subjects)
    one_block = Block("".join(link.anchor for link in menu), Place.NAV)
    read = Page(URL, "Write for us", language="en", blocks=(one_block, Block("Write for us.")), links=menu)
    assert "search_phrases" in policy(read)


def test_titles_of_guest_posts_are_no_search_phrases() -> None:
    titles = [f"- Guest post: {name} in May" for name in ("Rome", "Bees", "Tulips", "Lisbon", "Moss", "Ferns", "Oslo")]
    assert not policy(page("Write for us.", "# Guest posts", *titles))


def test_ways_to_name_one_invitation_are_no_search_phrases() -> None:
    menu = ("- Why write for us", "- Write for us guidelines", "- How to write for us", "- Write for us form")
    assert not policy(page("# Contents", *menu, "- Write for us FAQ", "- Write for us today"))


def test_a_page_for_each_subject_is_a_method() -> None:
    own = [f"http://bright-journal.example/{subject}-write-for-us/" for subject in ("health", "law", "crypto")]
    read = Page(URL, "Write for us", blocks=(Block("Write for us."),), links=tuple(Link(url, "Write") for url in own))
    assert "subject_pages" in policy(read)
    plain = ("write-for-us", "write-for-us-guidelines", "how-to-write-for-us", "write-for-us-form")
    links = tuple(Link(f"http://bright-journal.example/{slug}", "Write") for slug in plain)
    assert not policy(Page(URL, "Write for us", blocks=(Block("Write for us."),), links=links))


def test_unrelated_subjects_are_counted_in_lists_and_the_title_and_not_where_they_are_refused() -> None:
    subjects = "Technology, fashion, law, real estate, pets, travel, health, automotive, food, crypto, casino and SEO"
    assert policy(page("Write for us.", subjects))["unrelated_topics"].points == 30
    assert not policy(page("Write for us.", f"We do not take: {subjects}"))
    magazine = "Health, travel, food, fashion and beauty"
    assert policy(page("Write for us.", BACKLINK, magazine))["unrelated_topics"].points == 10
    assert not policy(page("Write for us.", magazine))
    assert not policy(page("Write for us.", "Travel, food and fashion"))


@pytest.mark.parametrize(
    ("language", "subjects"),
    [
        ("de", "Technik, Gesundheit, Finanzen, Reisen, Mode, Immobilien, Recht, Auto, Haustiere, Krypto"),
        ("ru", "Технологии, здоровье, финансы, мода, спорт, недвижимость, право, авто, животные"),
        ("tr", "Teknoloji, sağlık, finans, moda, spor, emlak, hukuk, otomotiv, eğitim"),
        ("ja", "テクノロジー、健康、金融、旅行、スポーツ、不動産、法律、自動車、ペット"),
    ],
)
def test_unrelated_subjects_are_known_in_other_languages(language: str, subjects: str) -> None:
    read = page("Write for us.", f"Themes: {subjects}", language=language)
    assert policy(read)["unrelated_topics"].points >= 20


def test_a_casino_among_other_subjects_is_offered_unless_it_is_the_sites_own() -> None:
    subjects = ("# Our subjects", "- Fashion", "- Technology", "- CBD", "- Law", "- Casino")
    assert policy(page("Write for us.", *subjects))["sensitive_offers"].points == 45
    assert not policy(page("Write for us.", "# Subjects we refuse", *subjects[1:]))
    gambling = page(
        "Write for us.", *subjects[:3], "- Casino", "- Travel", url="http://casino-news.example/write-for-us"
    )
    assert "sensitive_offers" not in policy(gambling)


def test_a_site_that_takes_part_in_a_market_of_links_links_to_it() -> None:
    link = Link("https://whitepress.com/publisher", "Buy an article here", place=Place.FOOTER)
    assert "link_market" in policy(Page(URL, "Write for us", blocks=(Block("Write for us."),), links=(link,)))


def test_several_weak_signs_make_a_seller_and_one_does_not() -> None:
    one = page("Write for us.", "You get a backlink from us.")
    assert policy(one)
    assert not is_flagged(one)
    several = page("Write for us in all niches.", "You get a backlink from us.", "Instant approval.")
    assert is_flagged(several)


@pytest.mark.parametrize(
    "blocks",
    [
        (
            "Write for us about roses, tulips and garden design.",
            "We pay $80 for each text.",
            "Send your idea to us. Your bio may hold one link to your own site.",
            "# What we don't publish",
            "- Texts that were written for backlinks",
            "- Casino, CBD or loan links",
        ),
        (
            "Our blog is about search engines, and we welcome guest posts from practitioners.",
            "# Subjects",
            "- Link building",
            "- Technical SEO",
            "- Search engine rankings",
            "Links to your own products are nofollow.",
        ),
        (
            "Wir freuen uns über Gastbeiträge zu Reisen, Familie und Garten.",
            "Wir verkaufen keine Links.",
            "Kommerzielle Anfragen von SEO-Agenturen lehnen wir ab.",
        ),
    ],
)
def test_honest_sites_are_not_flagged(blocks: tuple[str, ...]) -> None:
    assert not is_flagged(page(*blocks, mail="garden.letters@gmail.com"))


def test_an_article_about_links_offers_none() -> None:
    article = page(
        "What is a dofollow link?",
        "Guest posts give you a backlink, and a dofollow link passes authority.",
        "Sites with a DA 60 ask for $100.",
        title="Backlinks explained",
    )
    assert not page_risks(article, NICHE)


def test_the_work_on_a_list_without_end_stays_small() -> None:
    endless = ", ".join(f"write for us subject{number}" for number in range(20_000))
    read = page("Write for us.", endless, "Casino, law, pets, dofollow $5, " * 20_000)
    assert is_flagged(read)
