"""The groups of phrases: what the phrases of each say, and which groups are looked for where."""

from enum import StrEnum


class Group(StrEnum):
    """What the phrases of a group say. The names are the keys of the packs and of a niche file's `phrases`."""

    # guest-post pages
    INVITE = "invite"  # write for us
    INVITE_TO = "invite_to"  # write for: the site's name follows
    INVITE_WEAK = "invite_weak"  # contribute: needs a second sign
    GUIDELINES = "guidelines"  # submission guidelines
    ACCEPT = "accept"  # we welcome, looking for: the person is in the phrase
    OFFER = "offer"  # you can, would you like to: speaks to the one who would write
    ACCEPT_VERB = "accept_verb"  # publish: needs a first person beside it
    PUBLISH = "publish"  # ordinary publishing, unless somebody else's text is its object
    OBJECT = "object"  # article, story: a text, anybody's
    INCOMING = "incoming"  # submission, contribution: a text that comes from outside
    WRITER = "writer"  # contributors, bloggers: who hands it in
    GUEST = "guest"  # guest post, guest author: no other meaning
    SEND = "send"  # send us, submit your
    SUBMITTING = "submitting"  # submit, sent, handed in, in any form: what happens to a text
    FORM = "form"  # the form below
    ACCOUNT = "account"  # register and submit
    PITCH_FIRST = "pitch_first"  # send a pitch before the draft
    BENEFIT = "benefit"  # byline, reach our readers
    # what is asked
    TOPICS = "topics"
    ORIGINAL = "original"
    EXCLUSIVE = "exclusive"
    BIO = "bio"
    IMAGES = "images"
    FORMAT = "format"
    REVIEW = "review"
    LINKS = "links"
    DOFOLLOW = "dofollow"
    NOFOLLOW = "nofollow"
    NO_LINKS = "no_links"
    AI = "ai"
    AI_DISCLOSE = "ai_disclose"
    WORDS = "words"  # the unit
    PART = "part"  # a text or a part of one whose length is not the article's: summary, paragraph, comment
    CHARACTERS = "characters"  # the other unit
    LENGTH_LABEL = "length_label"  # word count, length: the label of a number of words
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    # the state
    CLOSED = "closed"
    CLOSED_WEAK = "closed_weak"  # no unsolicited texts: a pitch may still be welcome
    STOP = "stop"  # paused, suspended: closes when said of guest posts
    ANY_MORE = "any_more"  # no longer, at present: with a negation, a refusal of now
    OPEN = "open"  # open, of guest posts or submissions: they are taken
    OPEN_AGAIN = "open_again"  # takes back a notice
    REOPEN = "reopen"  # until, check back in
    NEXT_MONTH = "next_month"
    NEXT_YEAR = "next_year"
    NOW = "now"  # at this time, any longer: what makes a refusal general
    # money
    FEE = "fee"  # the author pays, without doubt
    PAID = "paid"  # prices and costs: of the placement when it stands beside
    NO_FEE = "no_fee"  # no fee is asked, without doubt
    NOT_PAID = "not_paid"  # free: of the placement when it stands beside
    SPONSORED = "sponsored"
    PAYS_AUTHOR = "pays_author"
    PAYS_PERHAPS = "pays_perhaps"  # a reward, unless the page says that nothing is paid
    PAYEE = "payee"  # you receive: an amount right after it is the author's
    UNPAID = "unpaid"  # the author gets no money
    PER_UNIT = "per_unit"  # per post
    PER_PERIOD = "per_period"  # per month: a subscription
    PUBLICATION = "publication"  # the act of it: publication is free
    EXCHANGE = "exchange"  # a text of yours for one of ours
    EXTRA = "extra"  # upgrade, fast track: nobody has to
    ASKS_PAY = "asks_pay"  # do you pay
    ASKS_FEE = "asks_fee"  # is there a fee
    ASKS_FREE = "asks_free"  # is it free
    ASKS_TO_WRITE = "asks_to_write"  # do you accept, can I write: in a question about any text
    ASKS_TO_PUBLISH = "asks_to_publish"  # do you publish: in a question about texts from outside
    ANSWER_YES = "answer_yes"
    ANSWER_NO = "answer_no"
    REGRET = "regret"  # unfortunately: an answer that begins with it is a no
    # grammar, searched in single sentences
    WRITE = "write"  # write, publish, become an author: what only an author does
    CONTRIBUTE = "contribute"  # contribute, take part, send: what an author does, and others too
    OWN_SITE = "own_site"  # for us, our blog, on this site: where it is done
    GUIDE = "guide"  # rules, instructions, how to: of something named beside it
    BECOME = "become"  # become, join, wanted: an author
    FIRST_PERSON = "first_person"
    SECOND_PERSON = "second_person"
    NEGATION = "negation"
    NOT_ONLY = "not_only"
    RESTRICTION = "restriction"  # about, with, from agencies: behind what is refused, a refusal of some, not of all
    SORT = "sort"  # promotional, AI-written: before or behind it, the same
    OWN_TEXTS = "own_texts"  # only our own: what a site publishes that takes nothing from outside
    REQUEST = "request"  # requests, proposals: mail about guest posts that a site may not want
    # who may write, and what else is asked for
    ONLY = "only"
    INSIDERS = "insiders"  # members, students: nobody from outside when they alone may write
    CIRCLE = "circle"  # existing customers, pupils of the school: insiders without an `only`
    FROM = "from"  # from, by: before who writes
    MAY = "may"  # may, are invited: behind who writes
    AS_MEMBER = "as_member"  # if you are a member, members only: speaks to insiders alone
    OUTSIDERS = "outsiders"  # anyone, readers, experts
    OTHER_THINGS = "other_things"  # photos, poems, code: no guest posts
    # lookalikes
    HOW_TO = "how_to"
    SITE_LIST = "site_list"
    THIRD_PARTY = "third_party"
    AGENCY = "agency"
    CAREERS = "careers"
    ACADEMIC = "academic"
    SCHOLARLY = "scholarly"  # manuscript, journal: trade magazines say so too
    OSS = "oss"
    TESTIMONIAL = "testimonial"
    SUPPORT = "support"
    DONATION = "donation"
    CONTEST = "contest"
    LITERARY = "literary"
    LISTING = "listing"
    PRESS_RELEASE = "press_release"
    TERMS = "terms"
    THANKS = "thanks"
    ADVERTISE = "advertise"
    TRACES = "traces"  # a guest post by: the page is one
    # ways through a site
    SLUGS = "slugs"
    MENU = "menu"
    RESOURCES = "resources"
    CONTACT = "contact"
    ABOUT = "about"
    FAQ = "faq"
    MEDIA_KIT = "media_kit"
    ROLES = "roles"  # the part of an e-mail address before the @
    # risk
    SELLS = "sells"
    SENSITIVE = "sensitive"
    BROAD_TOPICS = "broad_topics"  # menu labels of sites about everything
    BOUGHT_SUBJECTS = "bought_subjects"  # subjects whose links are bought most
    LINK_REWARD = "link_reward"  # backlinks and better rankings as what an author gets
    LINK_TERMS = "link_terms"  # anchor text, keyword density: the words of those who build links
    SITE_AUTHORITY = "site_authority"  # domain authority: the number that links are priced by
    ANY_SUBJECT = "any_subject"  # all niches are taken
    QUICK_PUBLICATION = "quick_publication"  # instant approval, no sponsored tag
    ARTICLE_DIRECTORY = "article_directory"  # sites of texts by anybody, written for the links in them
    SITE_NETWORK = "site_network"  # our network of blogs
    FORBIDDEN = "forbidden"  # prohibited, not accepted: what a list under such a heading names is refused


GRAMMAR_GROUPS = frozenset(
    {
        Group.WRITE,
        Group.CONTRIBUTE,
        Group.OWN_SITE,
        Group.GUIDE,
        Group.BECOME,
        Group.FIRST_PERSON,
        Group.SECOND_PERSON,
        Group.NEGATION,
        Group.NOT_ONLY,
        Group.RESTRICTION,
        Group.ANSWER_YES,
        Group.ANSWER_NO,
        Group.REGRET,
        Group.SORT,
        Group.OWN_TEXTS,
        Group.REQUEST,
        Group.ONLY,
        Group.INSIDERS,
        Group.CIRCLE,
        Group.FROM,
        Group.MAY,
        Group.AS_MEMBER,
        Group.OUTSIDERS,
        Group.OTHER_THINGS,
        Group.ASKS_TO_WRITE,
        Group.ASKS_TO_PUBLISH,
    }
)
"""Small words that stand in every text: searched only in the sentences that matter."""

WORDS_OF_ACTS = frozenset({Group.WRITE, Group.CONTRIBUTE, Group.SUBMITTING, Group.GUIDE, Group.BECOME})
"""Groups whose short English words are nouns of other languages: `blog`, `email`, `terms`."""

LABEL_GROUPS = frozenset(
    {
        Group.BROAD_TOPICS,
        Group.SLUGS,
        Group.ROLES,
        Group.MENU,
        Group.RESOURCES,
        Group.CONTACT,
        Group.ABOUT,
        Group.FAQ,
        Group.MEDIA_KIT,
    }
)
"""Compared with a whole label, path segment or mailbox name, not looked for in running text."""


LINK_SELLER_GROUPS = frozenset(
    {
        Group.BOUGHT_SUBJECTS,
        Group.LINK_REWARD,
        Group.LINK_TERMS,
        Group.SITE_AUTHORITY,
        Group.ANY_SUBJECT,
        Group.QUICK_PUBLICATION,
        Group.ARTICLE_DIRECTORY,
        Group.SITE_NETWORK,
        Group.FORBIDDEN,
    }
)
"""Searched only for the risk of pages that take texts (`analysis.link_sellers`)."""
