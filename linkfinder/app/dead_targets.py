"""Looks up what dead targets used to be and whether their domain can be registered, politely and a few of them a run.

Nothing here can make a run fail: what a service does not answer is asked again in a few days. What is known is stored
after each look-up, so that Ctrl-C costs one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.app.environment import http_settings
from linkfinder.app.progress import ProgressText
from linkfinder.app.runs import send_heartbeat
from linkfinder.errors import FetchError
from linkfinder.linkcheck import archive, rdap
from linkfinder.model.dead_target import DeadTargetInfo, DomainAvailability
from linkfinder.model.niche import Niche
from linkfinder.model.page import PageClass
from linkfinder.net.dns import never_exists
from linkfinder.net.http_client import fetch
from linkfinder.net.service_client import HttpGet, RequestPace, ServiceClient
from linkfinder.storage import targets
from linkfinder.storage.session import read_only_session, session
from linkfinder.urls import has_public_suffix, host_of, is_registrable

if TYPE_CHECKING:
    from sqlalchemy import Engine

MAX_LOOKUPS = 50
"""Look-ups of pages, and of domains, in one run. A page costs two or three requests at one a second, so this is two
minutes of a morning's run. A first crawl's few hundred dead pages are done within a week, those that most sites link to
on the first day.
"""

_TITLE_BYTES = 512 * 1024
"""Bytes of an archived copy that are read: the title stands in its head, and the page class is clear by then."""

_TITLE_LETTERS = 300

_NO_COPY = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
"""The archive's final answers for pages of which it has no copy, or removed it at the owner's request."""


@dataclass(frozen=True, slots=True)
class LookupContext:
    """What a look-up works with: the database, the run, the functions that fetch and show progress, and the pace."""

    engine: "Engine"
    run_id: int
    get: HttpGet
    on_progress: ProgressText
    pace: RequestPace = field(default_factory=RequestPace)

    def show(self, state: str) -> None:
        """Show how far the look-ups are, and note that the run lives."""
        self.on_progress(state)
        send_heartbeat(self.engine, self.run_id)


def look_up_dead_targets(context: LookupContext, niche: Niche, niche_id: int) -> tuple[str, ...]:
    """Look up what was never looked up, as far as the niche file allows, and store the answers.

    Returns a sentence for each service that was not asked any further.
    """
    scope = targets.LookupScope(niche_id, datetime.now(UTC), MAX_LOOKUPS)
    with read_only_session(context.engine) as opened:
        pages = targets.targets_due_for_lookup(opened, scope) if niche.link_checks.archive else []
        domains = targets.domains_due_for_lookup(opened, scope) if niche.link_checks.registration else []
    notes = [_look_up_pages(context, pages)] if pages else []
    notes += [_look_up_domains(context, domains)] if domains else []
    return tuple(filter(None, notes))


def web_get(niche: Niche) -> HttpGet:
    """Return the function that fetches from the web, under the name and rules that the crawl has."""
    settings = http_settings(niche)
    return lambda url: fetch(url, settings)


def find_archived_copy(service: ServiceClient, url: str) -> DeadTargetInfo:
    """Return what the archive knows of a URL, empty when it knows nothing; raise FetchError when it fails.

    A copy of a parking page or of an error shows what came after the page, and is left out.
    """
    if not _is_public(host_of(url)):
        return DeadTargetInfo()
    snapshot = archive.read_availability(service.get(archive.availability_url(url)).body)
    if snapshot is None:
        snapshot = archive.read_last_alive(service.get(archive.last_alive_url(url), _NO_COPY).body)
    if snapshot is None:
        return DeadTargetInfo()
    copy = service.get(archive.raw_copy_url(snapshot), _NO_COPY)
    archived = DeadTargetInfo("", snapshot.url, snapshot.taken.date())
    if copy.status in _NO_COPY:
        return DeadTargetInfo()
    if "html" not in copy.headers.get("content-type", ""):
        return archived
    page = read_page(decode_html(copy.body[:_TITLE_BYTES], copy.headers["content-type"]), url)
    is_page = page.page_class is PageClass.NORMAL
    return replace(archived, title=page.title[:_TITLE_LETTERS]) if is_page else DeadTargetInfo()


def _look_up_pages(context: LookupContext, urls: Sequence[str]) -> str:
    service, known = ServiceClient(context.get, context.pace), 0
    for number, url in enumerate(urls, 1):
        try:
            archived = find_archived_copy(service, url)
        except FetchError:
            with session(context.engine) as opened:
                targets.postpone_archive_lookup(opened, url, datetime.now(UTC))
        else:
            known += bool(archived.copy_url)
            with session(context.engine) as opened:
                targets.store_archived_copy(opened, url, archived, datetime.now(UTC))
        context.show(f"{number} of {len(urls)} dead pages looked up in the archive, {known} have a copy")
        if service.closed_reason:
            return f"The archive is not asked again before the next run: {service.closed_reason}"
    return ""


def _look_up_domains(context: LookupContext, domains: Sequence[str]) -> str:
    service = ServiceClient(context.get, context.pace)
    try:
        servers = rdap.read_bootstrap(service.get(rdap.RDAP_BOOTSTRAP_URL).body)
    except FetchError as error:
        return f"No registry is asked in this run: {error}"
    if not servers:
        return f"No registry is asked in this run: {rdap.RDAP_BOOTSTRAP_URL} is not a list of registries."
    for number, domain in enumerate(domains, 1):
        _look_up_domain(context, service, rdap.rdap_url(domain, servers), domain)
        context.show(f"{number} of {len(domains)} dead domains looked up at their registries")
        if service.closed_reason:
            return f"Registries are not asked again before the next run: {service.closed_reason}"
    return ""


def _look_up_domain(context: LookupContext, service: ServiceClient, request: str, domain: str) -> None:
    """Ask about one domain and store the answer; what no registry can be asked about stays unknown."""
    availability = DomainAvailability.UNKNOWN
    try:
        if request and is_registrable(domain) and not never_exists(domain):
            answer = service.get(request, {HTTPStatus.NOT_FOUND})
            availability = rdap.read_rdap_response(answer.status, answer.body).availability
    except FetchError:
        with session(context.engine) as opened:
            targets.postpone_registration_lookup(opened, domain, datetime.now(UTC))
    else:
        with session(context.engine) as opened:
            targets.store_registration(opened, domain, availability, datetime.now(UTC))


def _is_public(host: str) -> bool:
    """Tell whether a host can be known to others: names of a private network are not sent to a service."""
    return has_public_suffix(host) and not never_exists(host)
