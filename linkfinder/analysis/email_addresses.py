"""E-mail addresses: where one stands in a text, and which strings only look like one.

An address at which no person can be reached is worse than none: image names (`logo@2x.png`), examples, placeholders of
form fields, tracking hashes, robots and package versions are refused.
"""

# ruff: noqa: RUF001, SIM905 (look-alikes are what is looked for; word lists read best as text)

import re
from collections.abc import Iterator
from itertools import islice

from linkfinder.urls import has_public_suffix

_MAX_LENGTH = 254
"""RFC 5321, 4.5.3.1.3: a path is at most 256 octets with its brackets."""

_MAX_TEXT = 50_000  # characters of one block that are searched; a long list of contacts has ten thousand
_MAX_HITS = 200  # addresses a block

_AT_SIGNS = "@＠﹫"
_EMAIL = re.compile(
    r"(?<![\w.%+@/=:&#-])(?:mailto:)?([\w.%+&'-]{1,64})[@＠﹫]((?:[\w-]{1,63}\.){1,6}[^\W\d_][\w-]{1,23})(?![\w@-]|\.[\w-]{1,63}[/@])",
    re.IGNORECASE,
)
_AFTER_COLON = re.compile(
    r"(?:^|[\s>(\[])[\w-]{1,20}[:=]([\w.%+&'-]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_][\w-]{1,23})(?![\w@/-])"
)
_RUN_ON = re.compile(r"^(com|org|net|info|edu|gov|biz|[a-z]{2})(?=[A-Z0-9])")
_ESCAPES = re.compile(r"^(?:u00[23][0-9a-f]|x[23][0-9a-f]|%[0-9a-f]{2}|nbsp)+", re.IGNORECASE)
_SPAM_TRAPS = re.compile(
    r"[._-]?(?:no-?spam|remove-?this|removeme|spamfree|anti-?spam|nospamplease|delete-?this)[._-]?", re.IGNORECASE
)
_HASH = re.compile(r"[0-9a-f]{20,}|[0-9a-f]{8}-[0-9a-f]{4}-.*", re.IGNORECASE)
_FILES = frozenset(
    "png jpg jpeg gif svg webp avif ico bmp tif tiff css js mjs map json xml html htm php asp aspx jsp pdf doc docx "
    "xls xlsx ppt zip gz mp3 mp4 webm mov avi woff woff2 ttf eot otf txt md min local localdomain lan internal".split()
)
_NO_ANSWER = re.compile(
    r"^(?:no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|donotreply|mailer-daemon|bounces?|null|devnull)", re.IGNORECASE
)
_PLACEHOLDER_NAMES = frozenset(
    "you your name user yourname your.name your-name your_name youremail your.email your-email your_email yourmail "
    "youraddress username user.name user_name firstname.lastname first.last firstname lastname name.surname "
    "name.lastname vorname.nachname vorname nachname max.mustermann mustermann maxmustermann erika.mustermann "
    "beispiel ihrname ihre.email ihreemail deinname prenom.nom prenom votre.email votrenom votre-email nom.prenom "
    "nombre.apellido tunombre tuemail tu.email tucorreo nombre seunome seuemail seu.email nome.cognome nomecognome "
    "tuonome uwnaam naam imie.nazwisko john.doe johndoe jane.doe janedoe john.smith someone somebody somename "
    "emailaddress email.address xxx xxxx abc abcd asdf foo example exemple ejemplo exemplo esempio voorbeeld przyklad "
    "sample".split()
)
_PLACEHOLDER_SITES = frozenset(
    "example domain yourdomain your-domain yoursite your-site yourcompany your-company yourwebsite yourblog yourorg "
    "mydomain mysite mycompany website sitename domainname companyname beispiel musterfirma mustermann domaine "
    "exemple ejemplo dominio tudominio exemplo seudominio esempio voorbeeld przyklad sample provider foo bar foobar "
    "somewhere anywhere".split()
)
_PLACEHOLDER_ADDRESSES = frozenset(
    "name@company name@email name@mail email@email email@gmail mail@mail user@email user@gmail test@test test@gmail "
    "name@gmail me@email you@email email@company me@company you@company name@work you@work email@mail info@company "
    "user@company user@mail test@mail test@email hello@company contact@company email@site name@site user@site".split()
)
_MACHINES = re.compile(
    r"(?:^|\.)(?:sentry\.io|wixpress\.com|sentry-cdn\.com|ingest\.[a-z.]+|getsentry\.com|rollbar\.com|mailgun\.org|"
    r"intercom-mail\.com|amazonses\.com|2x|3x)$"
)
_FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "git.sr.ht", "ssh.dev.azure.com"})


def addresses_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield position and address, lower case, of every e-mail address in a text that can be a contact."""
    if not any(at_sign in text for at_sign in _AT_SIGNS):
        return
    for found in islice(_EMAIL.finditer(text, 0, _MAX_TEXT), _MAX_HITS):
        address = tidy(found.group(1), found.group(2))
        if address:
            yield found.start(), address
    for found in islice(_AFTER_COLON.finditer(text, 0, _MAX_TEXT), _MAX_HITS):
        name, _, host = found.group(1).partition("@")
        address = tidy(name, host)
        if address:
            yield found.start(), address


def tidy(name: str, host: str) -> str:
    """Return the address in lower case without the characters around it, or an empty string when it is no contact."""
    name = _ESCAPES.sub("", name).strip(".'%&-+").removeprefix("mailto:")
    host = _cut_run_on(host).strip(".-").lower()
    if "spam" in (whole := f"{name}@{host}".lower()) or "remove" in whole or "delete" in whole:
        name, host = _SPAM_TRAPS.sub("", name), _SPAM_TRAPS.sub("", host)
    address = f"{name.lower()}@{host}"
    return address if name and is_contact(address) else ""


def _cut_run_on(host: str) -> str:
    """Cut what a missing space has joined: `site.comThank` is site.com."""
    start, _, last = host.rpartition(".")
    found = _RUN_ON.match(last)
    return f"{start}.{found.group(1)}" if found and not last.isupper() else host


def is_contact(address: str) -> bool:
    """Tell whether a lower-case address can be somebody's: not a file, a placeholder, a machine or an example."""
    name, _, host = address.rpartition("@")
    labels = host.split(".")
    if not name or len(address) > _MAX_LENGTH or len(labels) < 2 or ".." in address:  # noqa: PLR2004 - name and suffix
        return False
    if labels[-1] in _FILES or _HASH.fullmatch(name) or _NO_ANSWER.match(name) or _MACHINES.search(host):
        return False
    return not _is_placeholder(name, host, labels) and not name.isdigit() and has_public_suffix(host)


def _is_placeholder(name: str, host: str, labels: list[str]) -> bool:
    site = labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2]  # noqa: PLR2004 - co.uk, com.br
    return (
        name in _PLACEHOLDER_NAMES
        or site in _PLACEHOLDER_SITES
        or f"{name}@{site}" in _PLACEHOLDER_ADDRESSES
        or (name == "git" and host in _FORGES)
    )
