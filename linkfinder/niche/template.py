"""The commented niche file that `linkfinder init NAME` writes: it loads as it is; all other keys wait in comments."""

from linkfinder.errors import NicheError
from linkfinder.model.niche import Niche
from linkfinder.niche.checks import UnusableTextError, niche_name
from linkfinder.urls import canonical

_PLACEHOLDER_SEED = "https://example.org/"
"""A site that belongs to no niche: RFC 2606 reserves it for examples."""

_TEMPLATE = """\
# What linkfinder looks for in the niche "{name}", and how. docs/reference/niche-file.md explains every key.
# A line that begins with # is a comment: remove the # to use what it shows.

name = "{name}"
languages = ["en"]            # of the pages you can work with: "en", "de", "fr", "es", "pt", "it", "nl", "pl" ...
# campaign = "new"            # "new": a young site without much to link to; "established" (the default): it has assets
# do_not_contact = ["editor@magazine.example", "forum.example"]

# What the niche is about. Several phrases, as people there write them, judge better than one.
[[topics]]
phrase = "{phrase}"
# weight = 2.0                # counts twice; the default is 1.0
# language = "en"             # only in pages of this language; any when it is left out

# [[topics]]
# phrase = "a second topic"

# Where the first crawl begins: sites of the niche that you know. Ten are a good start.
[seeds]
urls = [
    "{seed}",   # replace it
]
# files = ["{name}-sites.txt"]  # one address a line, or a CSV with a column "url"; found from this file's folder

# Names whose mentions count. A mention without a link is a chance for one.
# [[brands]]
# name = "Acme Dental"
# aliases = ["Acme Dental Clinic"]
# domains = ["acme-dental.example"]      # your own sites: never listed, and links to them are recognised
# needs_any = ["teeth", "dentist"]       # only a mention when one of these stands near
# never_near = ["Acme Corporation"]      # no mention when one of these stands there

# Pages of yours that are worth a link: what could replace a dead link elsewhere.
# [[assets]]
# url = "https://acme-dental.example/implant-guide"
# title = "The guide to dental implants"
# topics = ["dental implants"]
# language = "en"

# Sites that want the same links; theirs are never offered to you.
# [[competitors]]
# domain = "rival.example"
# name = "Another Dental"

# Further ways to find sites; docs/reference/niche-file.md lists them with their options.
# [[sources]]
# name = "sitemap"

# [exclude]
# domains = ["facebook.com"]  # never visited, never listed
# phrases = ["casino"]        # a page with such a phrase in title or text is turned down

# [limits]                    # these are the defaults
# sites = 1000
# pages_per_site = 300
# pages = 100000
# depth = 6                   # clicks away from where a site is entered
# delay = 1.0                 # seconds between two requests to one site
# minutes = 0                 # longest time of a run; 0: no limit
# render_pages = 200          # pages that may cost a browser
# render_pages_per_site = 10

# [links]                     # these are the defaults
# confirmations = 1           # checks that must agree before a dead link is offered
# keep_hours = 24             # how long an answer counts before the link is asked again
# timeout = 15.0              # seconds for one link
# archive = true              # ask the Wayback Machine what a dead page used to be
# registration = true         # ask the registry whether a dead domain can be registered again
# browser = false             # open links that seem dead in Chromium as well: a few seconds each

# [weights]                   # points of a score's parts; docs/reference/scoring.md shows the defaults
# relevance = 40
# authority = 5

# [phrases.en]                # phrases added to a language's own: lists by group
# invite = ["become a columnist"]

# Who asks: it stands in the user agent of every request, so that a webmaster can reach you.
# [sender]
# contact = "https://acme-dental.example/crawler"
# email = "you@acme-dental.example"  # stands there when there is no contact
# company = "Acme Dental"
# name = "Your name"          # stands there when there is no company
"""


def template(name: str) -> str:
    """Return the text of a new niche file; raise NicheError when the name cannot be a niche's name."""
    try:
        checked = niche_name(name)
    except UnusableTextError as error:
        raise NicheError(str(error)) from error
    return _TEMPLATE.format(name=checked, seed=_PLACEHOLDER_SEED, phrase=checked.replace("-", " ").replace("_", " "))


def refuse_placeholders(niche: Niche) -> None:
    """Raise NicheError, with the file and the remedy, when the seed of the template still stands in the niche file."""
    if any(canonical(seed) == _PLACEHOLDER_SEED for seed in niche.seed_urls):
        raise NicheError(
            f"{niche.path}: seeds.urls still holds the template's placeholder {_PLACEHOLDER_SEED}; "
            "put sites of your niche in its place, and check that the topics fit"
        )
