"""The role of a mailbox, from the local part of its e-mail address."""

import re

_ROLES = {
    # The order decides: "press-office" is press, not office.
    "editorial": (
        r"edit(?:or|ors|orial|ions?)?\b|submi|contribut|guest|pitch|writ(?:e|er|ers|ing)\b|content|blog|"
        r"articles?\b|stor(?:y|ies)|redak|redac|redaz|redact|gast|toimitus|szerk|autor|auteur|columns?\b|letters|"
        r"news(?:\b|d)|features|collabor|colabor|collab|manuscript|paper|journal|publish|magazin|editeur|"
        r"editorial|lektorat|tips\b|redigering"
    ),
    "press": (r"press|presse|prensa|stampa|imprensa|media\b|pr\b|pers\b|prasa|tisk|sajto"),
    "sales": (
        r"ad(?:s|vert\w*|vertising|sales)?\b|sales|market|partner|sponsor|werb|anzeigen|verkauf|vertrieb|"
        r"public[ie]|ventas|comercial|vendas|vendite|verkoop|reklam|business|biz\b|commercial|promo"
    ),
    "support": (
        r"support|help|service|kundenservice|billing|invoice|account|legal|privacy|datenschutz|dpo\b|gdpr|abuse|"
        r"careers?\b|jobs?\b|hr\b|bewerbung|recruit|order|shop|returns?\b|webmaster|admin|hostmaster|postmaster|"
        r"security|tech\b|it\b|copyright|dmca|complaints?\b|unsubscribe|newsletter|tickets?\b|abo\b|subscri"
    ),
    "general": (
        r"info|hello|hallo|hi\b|hey\b|contact|kontakt|contacto|contato|contatti|office|mail\b|enquir|inquir|team|"
        r"general|post\b|sekretariat|secretar|biuro|buero|bonjour|hola|ciao|ola\b|welcome|feedback|connect|talk|"
        r"reception|adm\b|studio|club|association|verein|iletisim|bilgi|zentrale|kommunikation|communication"
    ),
}
_RULES = tuple((role, re.compile(rf"(?:^|[._+-])(?:{stems})")) for role, stems in _ROLES.items())


def role_of(address: str) -> str:
    """Return editorial, press, sales, support, general or, for everything else, personal."""
    name, _, _ = address.lower().partition("@")
    for role, rule in _RULES:
        if rule.search(name):
            return role
    return "personal"
