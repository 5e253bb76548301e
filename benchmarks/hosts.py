"""Thousands of hosts on loopback: every address in 127.0.0.0/8 is one, and nginx answers for all of them.

Every host has a page of its own, drawn by `benchmarks.markup`, and, over TLS, a certificate of its own. One link in ten
is dead and answers with a page too, one in ten redirects to the page. Broken links of pages that are some years old are
more (Pew Research Center, "When Online Content Disappears", 2024: a quarter of the pages of 2013 to 2023 are gone),
but most links a niche's blogs point at are younger.
"""

import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.certificates import new_authority
from benchmarks.markup import Content, Theme, page_size, paragraphs
from benchmarks.words import invented_words, languages

GONE, MOVED = 0.1, 0.1
"""The shares of links that are dead, and that redirect to a page."""


@dataclass(frozen=True, slots=True)
class HostedLink:
    """A link to one host: its address, and whether it is dead."""

    url: str
    is_dead: bool


@dataclass(frozen=True, slots=True)
class Hosts:
    """The links of plain and of secure hosts, and the file with the authorities that the secure ones need."""

    plain: list[HostedLink]
    secure: list[HostedLink]
    authorities: Path


@contextmanager
def serving_hosts(folder: Path, plain: int, secure: int) -> Iterator[Hosts]:
    """Serve so many plain and secure hosts for as long as the block runs; needs `nginx`."""
    program = shutil.which("nginx")
    assert program
    authority = new_authority(folder)
    port, secure_port = _free_port(), _free_port()
    hosts = Hosts(
        [_link(folder, "http", port, number) for number in range(plain)],
        [_link(folder, "https", secure_port, number) for number in range(secure)],
        authority.file,
    )
    for number in range(secure):
        authority.certificate(_ip(number))
    (folder / "nginx.conf").write_text(_configuration(folder, port, secure_port, secure), encoding="ascii")
    with subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "errors.log"]) as process:  # noqa: S603
        try:
            _wait_for(secure_port)
            yield hosts
        finally:
            process.terminate()


def _ip(number: int) -> str:
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"


def _link(folder: Path, scheme: str, port: int, number: int) -> HostedLink:
    """Write the page of a host and return the link to it."""
    chance = random.Random(f"host {scheme} {number}")  # noqa: S311 (repeatable text, no secret)
    host, name = _ip(number), "-".join(chance.choices(invented_words(), k=chance.randint(1, 4)))
    kind = chance.choices(("pages", "gone", "moved"), weights=(1 - GONE - MOVED, GONE, MOVED))[0]
    if kind != "gone":
        file = folder / scheme / host / "pages" / f"{name}.html"
        file.parent.mkdir(parents=True)
        file.write_text(_page(chance), encoding="utf-8")
    return HostedLink(f"{scheme}://{host}:{port}/{kind}/{name}.html", kind == "gone")


def _page(chance: random.Random) -> str:
    language, size = chance.choice(languages()), page_size(chance)
    subject = language.subject(chance.randrange(100), is_on_topic=chance.random() < 1 / 2)
    text = paragraphs(chance, language.code, size, subject, ())
    return Theme.drawn(chance).page(Content(language.code, subject.capitalize(), text), size, chance)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(400):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.1.0.1", port)):
                return
        time.sleep(0.05)
    raise SystemExit("nginx did not start; its errors stand above")


def _configuration(folder: Path, port: int, secure_port: int, secure: int) -> str:
    temporary = " ".join(f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    servers = [f"server {{ listen 0.0.0.0:{port} backlog=4096; {_answers(folder, 'http')} }}"]
    for number in range(secure):
        host = _ip(number)
        certificate = f"ssl_certificate {folder}/{host}.pem; ssl_certificate_key {folder}/{host}.pem;"
        servers.append(f"server {{ listen {host}:{secure_port} ssl http2; {certificate} {_answers(folder, 'https')} }}")
    return (
        f"daemon off; master_process off; pid {folder}/nginx.pid; worker_rlimit_nofile 20000;\n"
        "events { worker_connections 16384; }\n"
        f"http {{ access_log off; charset utf-8; types {{ text/html html; }} default_type text/html; {temporary}\n"
        + "\n".join(servers)
        + "\n}\n"
    )


def _answers(folder: Path, scheme: str) -> str:
    """Return what a host answers; the page that says "not found" names what was asked for, so each is different."""
    sorry = "<!doctype html><title>Not found</title><h1>Not found</h1><p>There is no $uri on $server_addr.</p>"
    return (
        f"root {folder}/{scheme}/$server_addr; location /gone/ {{ return 404 '{sorry}'; }} "
        "location /moved/ { rewrite ^/moved/(.*)$ $scheme://$http_host/pages/$1 permanent; }"
    )
