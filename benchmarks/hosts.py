"""Thousands of hosts on loopback: every address in 127.0.0.0/8 is one, and one nginx answers for all of them."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

GONE_EVERY = 10
"""One link in so many is dead: about what old blog posts have."""

_NAMES = 50
"""Hosts on one certificate: as many as sites behind one hoster share, and few enough to be read quickly."""

_PAGE = "<!doctype html><title>Page</title><h1>Page</h1><p>Here it is."


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts that listen, plain and secure ones, and the file with the authority that the secure ones trust."""

    port: int
    secure_port: int
    authority: Path

    def urls(self, number: int) -> list[str]:
        """Return an address on each of so many plain hosts."""
        return [f"http://{_ip(index)}:{self.port}{_path(index)}" for index in range(number)]

    def secure_urls(self, number: int) -> list[str]:
        """Return an address on each of so many secure hosts."""
        return [f"https://{_ip(index)}:{self.secure_port}{_path(index)}" for index in range(number)]


def is_gone(url: str) -> bool:
    """Tell whether nothing is at one of these addresses."""
    return "/gone/" in url


@contextmanager
def serving_hosts(folder: Path, secure: int) -> Iterator[Hosts]:
    """Serve any number of plain hosts, and so many secure ones, for as long as the block runs; needs `nginx`."""
    program = shutil.which("nginx")
    assert program
    hosts = Hosts(_free_port(), _free_port(), folder / "authority.pem")
    _write_certificates(folder, secure)
    (folder / "nginx.conf").write_text(_configuration(folder, hosts, secure), encoding="ascii")
    with subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "errors.log"]) as process:  # noqa: S603
        try:
            _wait_for(hosts.port)
            yield hosts
        finally:
            process.terminate()


def _ip(number: int) -> str:
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"


def _path(number: int) -> str:
    return f"/{'gone' if number % GONE_EVERY == GONE_EVERY - 1 else 'page'}/{number}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.05)
    raise SystemExit("nginx did not start; its errors stand above")


def _configuration(folder: Path, hosts: Hosts, secure: int) -> str:
    answers = f"location / {{ return 404; }} location /page/ {{ return 200 '{_PAGE}'; }}"
    temporary = " ".join(f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    servers = [f"server {{ listen 0.0.0.0:{hosts.port} backlog=4096; {answers} }}"]
    for first in range(0, secure, _NAMES):
        listen = " ".join(
            f"listen {_ip(number)}:{hosts.secure_port} ssl http2;" for number in range(first, first + _NAMES)
        )
        certificate = f"ssl_certificate {folder}/{first}.pem; ssl_certificate_key {folder}/{first}.pem;"
        servers.append(f"server {{ {listen} {certificate} {answers} }}")
    return (
        f"daemon off; master_process off; pid {folder}/nginx.pid; worker_rlimit_nofile 20000;\n"
        "events { worker_connections 16384; }\n"
        f"http {{ access_log off; default_type text/html; {temporary}\n" + "\n".join(servers) + "\n}\n"
    )


def _write_certificates(folder: Path, secure: int) -> None:
    """Write an authority beside those that the system trusts, and a certificate for every few hosts."""
    key = ec.generate_private_key(ec.SECP256R1())
    authority = _sign("Bench", key.public_key(), key, ())
    known = Path(os.environ.get("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt"))
    trusted = known.read_bytes() if known.is_file() else b""
    (folder / "authority.pem").write_bytes(trusted + authority.public_bytes(serialization.Encoding.PEM))
    for first in range(0, secure, _NAMES):
        own = ec.generate_private_key(ec.SECP256R1())
        certificate = _sign("hosts", own.public_key(), key, [_ip(number) for number in range(first, first + _NAMES)])
        (folder / f"{first}.pem").write_bytes(
            own.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )


def _sign(
    name: str, key: ec.EllipticCurvePublicKey, signer: ec.EllipticCurvePrivateKey, ips: "list[str] | tuple[()]"
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bench")]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(x509.BasicConstraints(ca=not ips, path_length=None), critical=True)
    )
    if ips:
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(ip)) for ip in ips])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(signer, hashes.SHA256())
