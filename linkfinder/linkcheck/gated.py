"""Pages that are there, but not for everybody: log-in forms and paywalls. They are neither dead nor checked."""

from linkfinder.linkcheck.page_summary import PageSummary
from linkfinder.net.exchange import HttpResponse

_PAYMENT_REQUIRED = 402
_FEW_WORDS = 120
"""Words of a page that is a log-in form and nothing else; with more, the form is a corner of a page."""

_NOT_FREE = (b'"isaccessibleforfree":false', b'"isaccessibleforfree":"false"')
"""What publishers tell search engines about articles behind a paywall (schema.org/isAccessibleForFree)."""


def access_restriction_of(answer: HttpResponse, summary: PageSummary | None) -> str:
    """Return `login` or `paywall` when a page shows itself only to some, or an empty string."""
    if answer.status == _PAYMENT_REQUIRED:
        return "paywall"
    if summary is None:
        return ""
    if summary.has_password and summary.words < _FEW_WORDS:
        return "login"
    if b"isAccessibleForFree" not in answer.body:
        return ""
    squeezed = answer.body.replace(b" ", b"").lower()
    return "paywall" if any(mark in squeezed for mark in _NOT_FREE) else ""
