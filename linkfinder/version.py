"""The version of the installed program, and the name it gives to web servers.

`pyproject.toml` is the only place that states the version; installing writes it into the package's metadata.
"""

from functools import cache

from linkfinder.errors import LinkfinderError


@cache
def version() -> str:
    """Return the version of the installed package; raise LinkfinderError when linkfinder is not installed."""
    from importlib import metadata  # noqa: PLC0415 (takes 20 ms, which --help need not wait for)

    try:
        return metadata.version("linkfinder")
    except metadata.PackageNotFoundError:
        raise LinkfinderError("linkfinder is not installed for this Python; in a checkout, run: make install") from None


def user_agent(contact: str = "", name: str = "") -> str:
    """Return the product token of RFC 9110, 10.1.5, with the niche's contact address and name where there are any."""
    comment = "; ".join(part for part in (f"+{contact}" if contact else "", name) if part)
    return f"linkfinder/{version()}" + (f" ({comment})" if comment else "")
