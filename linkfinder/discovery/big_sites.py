"""Sites that are too big or too general to be part of a niche.

They are linked from everywhere, so counting links would make every one of them a candidate.
"""

from linkfinder.discovery.addresses import words


def is_big(domain: str) -> bool:
    """Tell whether a registrable domain is that of a social network, a portal, a shop or the web's machinery."""
    return domain in words("big_domains") or domain.partition(".")[0] in words("big_names")
