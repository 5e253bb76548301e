"""Looks up what dead targets used to be and whether their domain can be had, politely and a few of them a run.

Nothing here can make a run fail: what a service does not answer is asked again in a few days. What is known is stored
after each look-up, so that Ctrl-C costs one.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.app.run_lock import send_heartbeat
from linkfinder.cli.terminal import escaped_line, print_line
from linkfinder.errors import FetchError
from linkfinder.linkcheck import archive, rdap
from linkfinder.model.dead_target import DeadTargetInfo, DomainAvailability
from linkfinder.model.niche import Niche
from linkfinder.model.page import PageClass
from linkfinder.model.run import Run
from linkfinder.net.dns import never_exists
from linkfinder.net.http_client import HttpSettings, fetch
from linkfinder.net.service_client import HttpGet, RequestPace, ServiceClient
from linkfinder.net.user_agent import user_agent_of
from linkfinder.storage import dead_targets
from linkfinder.storage.session import read_only_session, session
from linkfinder.urls import has_public_suffix, host_of, is_registrable

if TYPE_CHECKING:
    from sqlalchemy import Engine

MAX_LOOKUPS = 50
"""Of each sort in one run. A page costs two or three requests at one a second, so this is two minutes of a morning's
run. A first crawl's few hundred dead pages are through within a week, those that most sites link to on the first day.
"""

_TITLE_BYTES = 512 * 1024
"""Of an archived copy, as far as it is read: a title stands in its head, and the page's sort can be told by then."""

_TITLE_LETTERS = 300

_NO_COPY = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
"""What the archive says of pages whose owners had their copies taken out: an answer, and a final one."""


@dataclass(frozen=True, slots=True)
class LookupContext:
    """What a look-up works with: the database, the run, the functions that ask and show progress, and the pace."""

    engine: "Engine"
    run: Run
    get: HttpGet
    show_progress: Callable[[str], None]
    pace: RequestPace = field(default_factory=RequestPace)

    def show(self, state: str) -> None:
        """Show how far the look-ups are, and note that the run lives."""
        self.show_progress(state)
        send_heartbeat(self.engine, self.run)


def look_up_dead_targets(context: LookupContext, niche: Niche, niche_id: int) -> None:
    """Look up what nobody was asked about yet, as far as the niche file allows, and store the answers."""
    asked = dead_targets.LookupScope(niche_id, datetime.now(UTC), MAX_LOOKUPS)
    with read_only_session(context.engine) as opened:
        pages = dead_targets.targets_due_for_lookup(opened, asked) if niche.link_checks.archive else []
        domains = dead_targets.domains_due_for_lookup(opened, asked) if niche.link_checks.registration else []
    if pages:
        _look_up_pages(context, pages)
    if domains:
        _look_up_domains(context, domains)


def web_get(niche: Niche) -> HttpGet:
    """Return the function that asks the web, under the name and rules that the crawl has."""
    settings = HttpSettings.from_environ(os.environ, user_agent_of(niche.sender))
    return lambda url: fetch(url, settings)


def find_archived_copy(service: ServiceClient, url: str) -> DeadTargetInfo:
    """Return what the archive knows of an address, empty when it knows nothing; raise FetchError when it fails.

    A copy of a parking page or of an error shows what came after the page, and is not told.
    """
    if not _is_public(host_of(url)):
        return DeadTargetInfo()
    snapshot = archive.read_availability(service.get(archive.availability_url(url)).body)
    if snapshot is None:
        snapshot = archive.read_last_alive(service.get(archive.last_alive_url(url), _NO_COPY).body)
    if snapshot is None:
        return DeadTargetInfo()
    copy = service.get(archive.raw_copy_url(snapshot), _NO_COPY)
    former = DeadTargetInfo("", snapshot.url, snapshot.taken.date())
    if copy.status in _NO_COPY:
        return DeadTargetInfo()
    if "html" not in copy.headers.get("content-type", ""):
        return former
    page = read_page(decode_html(copy.body[:_TITLE_BYTES], copy.headers["content-type"]), url)
    is_page = page.page_class is PageClass.NORMAL
    return replace(former, title=page.title[:_TITLE_LETTERS]) if is_page else DeadTargetInfo()


def _look_up_pages(context: LookupContext, urls: Sequence[str]) -> None:
    service, known = ServiceClient(context.get, context.pace), 0
    for number, url in enumerate(urls, 1):
        try:
            former = find_archived_copy(service, url)
        except FetchError:
            with session(context.engine) as opened:
                dead_targets.postpone_archive_lookup(opened, url, datetime.now(UTC))
        else:
            known += bool(former.copy_url)
            with session(context.engine) as opened:
                dead_targets.store_archived_copy(opened, url, former, datetime.now(UTC))
        context.show(f"{number} of {len(urls)} dead pages looked up in the archive, {known} have a copy")
        if service.closed_reason:
            print_line(f"The archive is left alone until the next run: {escaped_line(service.closed_reason)}")
            return


def _look_up_domains(context: LookupContext, domains: Sequence[str]) -> None:
    service = ServiceClient(context.get, context.pace)
    try:
        servers = rdap.read_bootstrap(service.get(rdap.RDAP_BOOTSTRAP_URL).body)
    except FetchError as error:
        print_line(f"No registry is asked in this run: {escaped_line(str(error))}")
        return
    if not servers:
        print_line(f"No registry is asked in this run: {rdap.RDAP_BOOTSTRAP_URL} is not the list that it should be.")
        return
    for number, domain in enumerate(domains, 1):
        _look_up_domain(context, service, rdap.rdap_url(domain, servers), domain)
        context.show(f"{number} of {len(domains)} dead domains looked up at their registries")
        if service.closed_reason:
            print_line(f"Registries are left alone until the next run: {escaped_line(service.closed_reason)}")
            return


def _look_up_domain(context: LookupContext, service: ServiceClient, request: str, domain: str) -> None:
    """Ask about one domain and store the answer; what no registry can be asked about is unknown, and stays so."""
    availability = DomainAvailability.UNKNOWN
    try:
        if request and is_registrable(domain) and not never_exists(domain):
            answer = service.get(request, {HTTPStatus.NOT_FOUND})
            availability = rdap.read_rdap_response(answer.status, answer.body).availability
    except FetchError:
        with session(context.engine) as opened:
            dead_targets.postpone_registration_lookup(opened, domain, datetime.now(UTC))
    else:
        with session(context.engine) as opened:
            dead_targets.store_registration(opened, domain, availability, datetime.now(UTC))


def _is_public(host: str) -> bool:
    """Tell whether a host can be known to others: the names of a private network are nobody else's business."""
    return has_public_suffix(host) and not never_exists(host)
